"""Whether a text was respelt: it still has the same words, as far as that can be told.

Most errors add, take, exchange or replace one letter of a word (Damerau 1964: four in five), seldom the first one
(Pollock and Zamora 1984: 3 %). Where a dictionary of the language is at hand, an error is what it has not. Elsewhere
one letter makes another word in short words; in numbers and in scripts without spaces it does so everywhere.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

import regex

from archive.text.folding import fold
from archive.text.words import UNSPACED, find_words

from .common_affixes import strip_common_affixes
from .dictionaries import has_dictionary, load_dictionary
from .han_spellings import unify_spellings

MIN_LETTERS = 5  # of a word in which one letter more, less or other is taken for an error
MIN_TRANSPOSED = 3  # letters of a word in which two neighbours may have changed places
MIN_LETTERS_IN_DICTIONARY = 2  # of a word, where a dictionary lacks the one and has the other
MAX_WORDS = 3_000  # that are compared one by one; longer texts with more or fewer words count as other ones
_REPEATED_LETTER = regex.compile(r"(\p{L})\1+")
_UNMISTAKABLE = regex.compile(
    rf"[\d{UNSPACED}]"
)  # no spaces tell where the words are, or each letter tells another
_VERB_ENDING = regex.compile(
    "(?:[áéó]|[áé][ns]|[âîû]t)$"
)  # habló, comprarán; hablo and compraran say otherwise
_VIETNAMESE = regex.compile("[\u1ea0-\u1ef9\u01a1\u01b0]")  # accents are tones, and make other words
# Two accepted spellings of a word, of Britain and America or before and after a reform.
_VARIANTS = (
    (regex.compile("is(?=e|ing|ation)"), "iz"),
    (regex.compile("(?<=..)our"), "or"),
    (regex.compile("ll(?=ed|ing|er)"), "l"),
    (regex.compile("(?<=[tb])re$"), "er"),
    (regex.compile("(?<=..m)me$"), ""),
    (regex.compile("(?<=..)ogue$"), "og"),
    (regex.compile("(?<=[ef]en)ce$"), "se"),
    (regex.compile("oe|\u0153"), "oe"),
    (regex.compile("\u00ee(?=t)"), "i"),  # connaître
    (regex.compile("^da\u00df$"), "dass"),
    (regex.compile("ph"), "f"),
    (regex.compile("^an$"), "a"),
)
# Before an ending that is another: number, person, tense or case of a word that no list need have.
MIN_STEM = 4  # letters
# What readers of scanned pages mistake for each other.
_CONFUSED_LETTERS = (("rn", "m"), ("cl", "d"), ("vv", "w"), ("ii", "u"))
_ONE_WORD_OR_TWO = frozenset({"cannot"})
# Without their hyphen these are other words: to sign again, to resign.
_RE_PREFIX = regex.compile(
    r"\bre-(?:act|bound|collect|count|cover|creat|dress|form|lay|leas|mark|pos|press|prov|sent|serv|sign|solv|sort|"
    r"strain|treat)\w*"
)
_INNER_HYPHEN = regex.compile(r"(?<=\p{L})-(?=\p{L})")
_ARABIC_LETTER = regex.compile("(\\p{L})([\u064b-\u0650\u0652]*)")  # an Arabic letter with its vowel


@dataclass(frozen=True, slots=True)
class KnownWords:
    """What tells whether a word is one: the dictionary of the language of the text, if there is one, words that other
    texts have, folded, and words that are names or abbreviations, in lower case."""

    language: str = ""
    known: Container[str] = ()
    names: Container[str] = ()

    @property
    def has_dictionary(self) -> bool:
        return has_dictionary(self.language)

    def is_in_dictionary(self, word: str) -> bool:
        """Whether the list of words has it, or another spelling of it: ours of English is American."""
        return _is_listed(self.language, word)

    def is_known(self, word: str) -> bool:
        return fold(word) in self.known or self.is_in_dictionary(word)

    def is_same_word(self, one: str, other: str) -> bool:
        """Whether one of the two is but another spelling of the other."""
        if one == other:
            return True
        plain = fold(one), fold(other)
        if not self.has_dictionary:
            if (
                not may_be_same_word(one, other)
                or self._has_other_vowels(one, other)
                or _has_other_ending(*plain)
            ):
                return False
            if plain[0] == plain[1]:
                return True
            if one in self.names and other in self.names:
                return False
            return not (self.is_known(one) and self.is_known(other)) or _is_variant(one, other)
        if _is_variant(one, other):
            return True
        if plain[0] == plain[1]:
            return not self._accents_distinguish(one, other)
        words = self.is_known(one), self.is_known(other)
        if all(words) or one in self.names or other in self.names or _has_other_ending(*plain):
            return False
        return _is_misspelling(*plain) if any(words) else may_be_same_word(one, other)

    def _accents_distinguish(self, one: str, other: str) -> bool:
        """Whether two words that differ in accents are two. Of verbs no list has all forms: "pago", and not "pagó"."""
        bare, accented = sorted((one, other), key=lambda word: word != fold(word))
        if self.is_in_dictionary(accented):
            return self.is_in_dictionary(bare)
        return (self.is_in_dictionary(bare) and bare[-1] != accented[-1]) or bool(
            _VERB_ENDING.search(accented)
        )

    def _has_other_vowels(self, one: str, other: str) -> bool:
        """Whether they have the same letters with other vowels, which Arabic seldom writes, or tones of Vietnamese."""
        if fold(one) != fold(other):
            return False
        pairs = zip(_ARABIC_LETTER.findall(one), _ARABIC_LETTER.findall(other), strict=False)
        contrary = any(words[1] and others[1] and words[1] != others[1] for words, others in pairs)
        return contrary or self.language.lower().split("-")[0] == "vi"

    def are_same_words(self, words: Sequence[str], others: Sequence[str]) -> bool:
        """Whether the words are the same, or were joined or parted."""
        if len(words) == len(others):
            return all(map(self.is_same_word, words, others))
        joined = "".join(words), "".join(others)
        if not words or not others or not may_be_same_word(*joined):
            return False
        if not self.has_dictionary or joined[0] in _ONE_WORD_OR_TWO:
            return True
        return not all(self.is_known(word) and (len(word) > 1 or word == "a") for word in (*words, *others))

    def repeats_neighbour(self, words: Sequence[str], start: int, end: int, others: Sequence[str]) -> bool:
        """Whether words that the other text lacks, and none of them a name, are those before or after them once
        more."""
        run = words[start:end]
        if others or not run or any(_UNMISTAKABLE.search(word) or word in self.names for word in run):
            return False
        return run in (words[end : 2 * end - start], words[max(2 * start - end, 0) : start])


NO_KNOWN_WORDS = KnownWords()


def is_respelt(before: str, after: str, known_words: KnownWords = NO_KNOWN_WORDS) -> bool:
    """Whether the words are the same but for their spelling; accents, hyphens and spaces between letters are spelling,
    and so is a word that stands there twice in one of the texts.

    Of two known words, none is an error.
    """
    before, after = unify_spellings(before), unify_spellings(after)
    parts = strip_common_affixes(before, after)
    if _RE_PREFIX.findall(parts[0]) != _RE_PREFIX.findall(parts[1]):
        return False
    if _without_hyphens(parts[0]) == _without_hyphens(parts[1]):
        return True
    words, others = find_words(parts[0]), find_words(parts[1])
    if len(words) == len(others) and all(map(known_words.is_same_word, words, others)):
        return True
    words, others = find_words(before), find_words(after)
    if max(len(words), len(others)) > MAX_WORDS:
        return False
    codes = SequenceMatcher(None, words, others, autojunk=False).get_opcodes()
    return all(
        kind == "equal"
        or known_words.are_same_words(words[a1:a2], others[b1:b2])
        or known_words.repeats_neighbour(words, a1, a2, others[b1:b2])
        or known_words.repeats_neighbour(others, b1, b2, words[a1:a2])
        for kind, a1, a2, b1, b2 in codes
    )


@lru_cache(10_000)
def _is_listed(language: str, word: str) -> bool:
    dictionary = load_dictionary(language)
    spellings = {word, *(left.sub(right, word) for left, right in _VARIANTS)}
    return dictionary is not None and any(spelling in dictionary for spelling in spellings)


def _without_hyphens(text: str) -> str:
    return _INNER_HYPHEN.sub("", text) if "-" in text else text


def _is_variant(one: str, other: str) -> bool:
    """Whether both are accepted spellings of one word."""
    return any(left.sub(right, one) == left.sub(right, other) for left, right in _VARIANTS)


def _has_other_ending(one: str, other: str) -> bool:
    """Whether they differ in the last letters alone, which are not those before doubled."""
    if _REPEATED_LETTER.sub(r"\1", one) == _REPEATED_LETTER.sub(r"\1", other):
        return False
    short, long = sorted((one, other), key=len)
    same = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return (
        same >= MIN_STEM
        and len(short) - same <= 1
        and len(long) - same <= 2
        and short[same:][-1:] != long[same:][-1:]
    )


@lru_cache(10_000)
def _is_misspelling(one: str, other: str) -> bool:
    """Whether one error makes the one of the other, of which only one is a word."""
    if _UNMISTAKABLE.search(one + other):
        return False
    return min(len(one), len(other)) >= MIN_LETTERS_IN_DICTIONARY and (
        _REPEATED_LETTER.sub(r"\1", one) == _REPEATED_LETTER.sub(r"\1", other)
        or _differs_by_one_letter(one, other)
        or _is_transposition(one, other)
        or any(one.replace(*pair) == other.replace(*pair) for pair in _CONFUSED_LETTERS)
    )


@lru_cache(10_000)
def may_be_same_word(one: str, other: str) -> bool:
    """Whether the two words may be one word."""
    if one == other:
        return True
    toned = _VIETNAMESE.search(one + other) is not None
    one, other = fold(one), fold(other)
    if one == other:
        return not toned
    if _UNMISTAKABLE.search(one + other) or one[:1] != other[:1]:
        return False
    size = max(len(one), len(other))
    if size < MIN_LETTERS:
        return size >= MIN_TRANSPOSED and _is_transposition(one, other)
    return (
        _REPEATED_LETTER.sub(r"\1", one) == _REPEATED_LETTER.sub(r"\1", other)
        or _differs_by_one_letter(one, other)
        or _is_transposition(one, other)
        or any(one.replace(*pair) == other.replace(*pair) for pair in _CONFUSED_LETTERS)
    )


def _differs_by_one_letter(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    first = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[first + (len(short) == len(long)) :] == long[first + 1 :]


def _is_transposition(one: str, other: str) -> bool:
    places = [at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or len(places) != 2 or places[1] != places[0] + 1:
        return False
    at = places[0]
    return one[at] == other[at + 1] and one[at + 1] == other[at]
