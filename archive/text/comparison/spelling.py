"""Whether a text was respelt: it still has the same words, as far as that can be told without a dictionary.

Most errors add, take, exchange or replace one letter of a word (Damerau 1964: four in five), seldom the first one
(Pollock and Zamora 1984: 3 %). In short words, in numbers and in scripts without blanks one letter makes another word.
"""

from collections.abc import Callable, Container, Sequence
from difflib import SequenceMatcher
from functools import lru_cache, partial

import regex

from archive.text.folding import fold
from archive.text.words import UNSPACED, WORD

MIN_LETTERS = 5  # of a word in which one letter more, less or other is taken for an error
MIN_EXCHANGED = 3  # letters of a word in which two neighbours may have changed places
MAX_WORDS = 3_000  # that are compared one by one; longer texts with more or fewer words count as other ones
_DOUBLED = regex.compile(r"(\p{L})\1+")
_EXACT = regex.compile(rf"[\d{UNSPACED}]")  # no blanks tell where the words are, or each letter tells another
_VIETNAMESE = regex.compile("[\u1ea0-\u1ef9\u01a1\u01b0]")  # accents are tones, and make other words
_VARIANTS = (
    (regex.compile("is(?=e|ing|ation)"), "iz"),
    (regex.compile("(?<=..)our"), "or"),
    (regex.compile("ll(?=ed|ing|er)"), "l"),
)
# What readers of scanned pages mistake for each other.
_CONFUSED = (("rn", "m"), ("cl", "d"), ("vv", "w"), ("ii", "u"))


def is_respelt(before: str, after: str, known: Container[str] = ()) -> bool:
    """Whether the words are the same but for their spelling; accents, hyphens and blanks between letters are spelling,
    and so is a word that stands there twice in one of the texts.

    Of two words that are both ``known``, folded, none is an error.
    """
    is_same = partial(_is_one_word, known)
    here, there = WORD.findall(before), WORD.findall(after)
    if len(here) == len(there) and all(map(is_same, here, there)):
        return True
    if max(len(here), len(there)) > MAX_WORDS:
        return False
    codes = SequenceMatcher(None, here, there, autojunk=False).get_opcodes()
    return all(
        kind == "equal"
        or _is_respelt_run(here[a1:a2], there[b1:b2], is_same)
        or _repeats_neighbour(here, a1, a2, there[b1:b2])
        or _repeats_neighbour(there, b1, b2, here[a1:a2])
        for kind, a1, a2, b1, b2 in codes
    )


def _is_respelt_run(here: Sequence[str], there: Sequence[str], is_same: Callable[[str, str], bool]) -> bool:
    if len(here) == len(there):
        return all(map(is_same, here, there))
    return bool(here and there) and is_spelling("".join(here), "".join(there))


def _is_one_word(known: Container[str], one: str, other: str) -> bool:
    if not is_spelling(one, other):
        return False
    one, other = fold(one), fold(other)
    return one == other or one not in known or other not in known or _is_variant(one, other)


def _is_variant(one: str, other: str) -> bool:
    """Whether one is written as in Britain and the other as in America."""
    return any(left.sub(right, one) == left.sub(right, other) for left, right in _VARIANTS)


def _repeats_neighbour(words: Sequence[str], start: int, end: int, others: Sequence[str]) -> bool:
    """Whether words that the other text lacks are those before or after them once more."""
    run = words[start:end]
    if others or not run or any(_EXACT.search(word) for word in run):
        return False
    return run in (words[end : 2 * end - start], words[max(2 * start - end, 0) : start])


@lru_cache(10_000)
def is_spelling(one: str, other: str) -> bool:
    """Whether the two words may be one word."""
    if one == other:
        return True
    toned = _VIETNAMESE.search(one + other) is not None
    one, other = fold(one), fold(other)
    if one == other:
        return not toned
    if _EXACT.search(one + other) or one[:1] != other[:1]:
        return False
    size = max(len(one), len(other))
    if size < MIN_LETTERS:
        return size >= MIN_EXCHANGED and _exchanges_neighbours(one, other)
    return (
        _DOUBLED.sub(r"\1", one) == _DOUBLED.sub(r"\1", other)
        or _differs_by_a_letter(one, other)
        or _exchanges_neighbours(one, other)
        or any(one.replace(*pair) == other.replace(*pair) for pair in _CONFUSED)
    )


def _differs_by_a_letter(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    first = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[first + (len(short) == len(long)) :] == long[first + 1 :]


def _exchanges_neighbours(one: str, other: str) -> bool:
    places = [at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or len(places) != 2 or places[1] != places[0] + 1:
        return False
    at = places[0]
    return one[at] == other[at + 1] and one[at + 1] == other[at]
