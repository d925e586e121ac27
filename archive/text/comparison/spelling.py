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
from archive.text.languages import base_language
from archive.text.words import UNSPACED, find_words

from .common_affixes import strip_common_affixes
from .dictionaries import has_dictionary, load_dictionary
from .edit_script import common_prefix_length
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
# A letter of Arabic or Hebrew with the vowel signs that it has.
_LETTER_WITH_VOWELS = regex.compile("(\\p{L})([\u064b-\u0652\u0670\u05b0-\u05bb\u05c1\u05c2\u05c7]*)")
_SHADDA = "\u0651"  # doubles the letter; often the only sign that is written


@dataclass(frozen=True, slots=True)
class KnownWords:
    """The words by which an error of spelling is told from another word: the dictionary of the text's language, if it
    has one; ``known``, folded words of other texts; and ``names``, names and abbreviations in lower case."""

    language: str = ""
    known: Container[str] = ()
    names: Container[str] = ()

    @property
    def has_dictionary(self) -> bool:
        return has_dictionary(self.language)

    def is_in_dictionary(self, word: str) -> bool:
        """Whether the dictionary has the word or an accepted variant of it; the English dictionary is American."""
        return _is_listed(self.language, word)

    def is_known(self, word: str) -> bool:
        return fold(word) in self.known or self.is_in_dictionary(word)

    def is_same_word(self, left: str, right: str) -> bool:
        """Whether the two words, in lower case, are spellings of one word."""
        if left == right:
            return True
        folded = fold(left), fold(right)
        if not self.has_dictionary:
            if (
                not may_be_same_word(left, right)
                or self._has_other_vowels(left, right)
                or _has_other_ending(*folded)
            ):
                return False
            if folded[0] == folded[1]:
                return True
            if left in self.names and right in self.names:
                return False
            return not (self.is_known(left) and self.is_known(right)) or _is_variant(left, right)
        if _is_variant(left, right):
            return True
        if folded[0] == folded[1]:
            return not self._accents_distinguish(left, right)
        are_known = self.is_known(left), self.is_known(right)
        if all(are_known) or left in self.names or right in self.names or _has_other_ending(*folded):
            return False
        return _is_misspelling(*folded) if any(are_known) else may_be_same_word(left, right)

    def _accents_distinguish(self, left: str, right: str) -> bool:
        """Whether two words that differ in accents are two. Of verbs no list has all forms: "pago", and not "pagó"."""
        bare_word, accented_word = sorted((left, right), key=lambda word: word != fold(word))
        if self.is_in_dictionary(accented_word):
            return self.is_in_dictionary(bare_word)
        return (self.is_in_dictionary(bare_word) and bare_word[-1] != accented_word[-1]) or bool(
            _VERB_ENDING.search(accented_word)
        )

    def _has_other_vowels(self, left: str, right: str) -> bool:
        """Whether they have the same letters with other vowels, which Arabic seldom writes, or tones of Vietnamese."""
        if fold(left) != fold(right):
            return False
        return have_contrary_vowels(left, right) or base_language(self.language) == "vi"

    def are_same_words(self, words: Sequence[str], other_words: Sequence[str]) -> bool:
        """Whether the words are the same, or were joined or parted."""
        if len(words) == len(other_words):
            return all(map(self.is_same_word, words, other_words))
        joined_words = "".join(words), "".join(other_words)
        if not words or not other_words or not may_be_same_word(*joined_words):
            return False
        if not self.has_dictionary or joined_words[0] in _ONE_WORD_OR_TWO:
            return True
        words = (*words, *other_words)
        return not all(self.is_known(word) and (len(word) > 1 or word == "a") for word in words)

    def repeats_neighbour(self, words: Sequence[str], start: int, end: int, others: Sequence[str]) -> bool:
        """Whether words[start:end], which the other text lacks, repeat the words just before or after them (“the the”);
        names and numbers never count as repeated."""
        run = words[start:end]
        if others or not run or any(_UNMISTAKABLE.search(word) or word in self.names for word in run):
            return False
        return run in (words[end : 2 * end - start], words[max(2 * start - end, 0) : start])


NO_KNOWN_WORDS = KnownWords()


def is_respelt(before: str, after: str, known_words: KnownWords = NO_KNOWN_WORDS) -> bool:
    """Whether the two texts differ in spelling alone. Accents, hyphens and spaces between letters count as spelling,
    and so does a word repeated by mistake; two words that are both known are never spellings of each other.

    Texts of more than MAX_WORDS words count as different unless their words agree one by one.
    """
    before, after = unify_spellings(before), unify_spellings(after)
    parts = strip_common_affixes(before, after)
    if _RE_PREFIX.findall(parts[0]) != _RE_PREFIX.findall(parts[1]):
        return False
    if _without_hyphens(parts[0]) == _without_hyphens(parts[1]):
        return True
    words, other_words = find_words(parts[0]), find_words(parts[1])
    if len(words) == len(other_words) and all(map(known_words.is_same_word, words, other_words)):
        return True
    words, other_words = find_words(before), find_words(after)
    if max(len(words), len(other_words)) > MAX_WORDS:
        return False
    codes = SequenceMatcher(None, words, other_words, autojunk=False).get_opcodes()
    return all(
        kind == "equal"
        or known_words.are_same_words(words[a1:a2], other_words[b1:b2])
        or known_words.repeats_neighbour(words, a1, a2, other_words[b1:b2])
        or known_words.repeats_neighbour(other_words, b1, b2, words[a1:a2])
        for kind, a1, a2, b1, b2 in codes
    )


@lru_cache(10_000)
def _is_listed(language: str, word: str) -> bool:
    dictionary = load_dictionary(language)
    spellings = {word, *(pattern.sub(replacement, word) for pattern, replacement in _VARIANTS)}
    return dictionary is not None and any(spelling in dictionary for spelling in spellings)


def have_contrary_vowels(left: str, right: str) -> bool:
    """Whether the same letter has other vowel signs in the two, which agree in their letters. Where one has none, it
    may be the same word, as Arabic and Hebrew are commonly written."""
    letters, other_letters = _LETTER_WITH_VOWELS.findall(left), _LETTER_WITH_VOWELS.findall(right)
    for (letter, signs), (other_letter, other_signs) in zip(letters, other_letters, strict=False):
        vowels, other_vowels = (set(word_signs) - {_SHADDA} for word_signs in (signs, other_signs))
        if letter != other_letter:
            return False
        if vowels and other_vowels and set(signs) != set(other_signs):
            return True
    return False


def _without_hyphens(text: str) -> str:
    return _INNER_HYPHEN.sub("", text) if "-" in text else text


@lru_cache(10_000)
def _is_variant(left: str, right: str) -> bool:
    """Whether both are accepted spellings of one word."""
    return any(
        pattern.sub(replacement, left) == pattern.sub(replacement, right)
        for pattern, replacement in _VARIANTS
    )


def _has_other_ending(left: str, right: str) -> bool:
    """Whether they differ in the last letters alone, which are not those before doubled."""
    if _REPEATED_LETTER.sub(r"\1", left) == _REPEATED_LETTER.sub(r"\1", right):
        return False
    short, long = sorted((left, right), key=len)
    stem = common_prefix_length(short, long)
    return (
        stem >= MIN_STEM
        and len(short) - stem <= 1
        and len(long) - stem <= 2
        and short[stem:][-1:] != long[stem:][-1:]
    )


@lru_cache(10_000)
def _is_misspelling(left: str, right: str) -> bool:
    """Whether a single error turns one of the two into the other, where a dictionary has only one of them."""
    if _UNMISTAKABLE.search(left + right):
        return False
    return min(len(left), len(right)) >= MIN_LETTERS_IN_DICTIONARY and _differs_by_one_error(left, right)


@lru_cache(10_000)
def may_be_same_word(left: str, right: str) -> bool:
    """Whether the two may be spellings of one word, judged without a dictionary."""
    if left == right:
        return True
    is_vietnamese = _VIETNAMESE.search(left + right) is not None
    left, right = fold(left), fold(right)
    if left == right:
        return not is_vietnamese
    if _UNMISTAKABLE.search(left + right) or left[:1] != right[:1]:
        return False
    size = max(len(left), len(right))
    if size < MIN_LETTERS:
        return size >= MIN_TRANSPOSED and _is_transposition(left, right)
    return _differs_by_one_error(left, right)


def _differs_by_one_error(left: str, right: str) -> bool:
    return (
        _REPEATED_LETTER.sub(r"\1", left) == _REPEATED_LETTER.sub(r"\1", right)
        or _differs_by_one_letter(left, right)
        or _is_transposition(left, right)
        or any(left.replace(*pair) == right.replace(*pair) for pair in _CONFUSED_LETTERS)
    )


def _differs_by_one_letter(left: str, right: str) -> bool:
    short, long = sorted((left, right), key=len)
    if len(long) - len(short) > 1:
        return False
    prefix = common_prefix_length(short, long)
    return short[prefix + (len(short) == len(long)) :] == long[prefix + 1 :]


def _is_transposition(left: str, right: str) -> bool:
    places = [at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b]
    if len(left) != len(right) or len(places) != 2 or places[1] != places[0] + 1:
        return False
    at = places[0]
    return left[at] == right[at + 1] and left[at + 1] == right[at]
