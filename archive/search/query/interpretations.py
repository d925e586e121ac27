"""The ways in which what somebody types may stand in a text: O'Brien as obrien, "1000 ships" as 1 000 ships …"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

import regex

from archive.search.query.compounds import MARK, compounds
from archive.text.folding import DIGITS
from archive.text.words import (
    PERCENT,
    PERCENT_SIGNS,
    UNSPACED,
    WORD_CHARACTERS,
    folded_words,
    tokens,
    translate_non_ascii,
)

MAX_INTERPRETATIONS = 8
# Beside a script without spaces, a word ends without one: 共1000人. A unit may touch a number; 2025年 is no thousand.
_LETTER, _EDGE = (
    f"[{characters}--[{UNSPACED}]]" for characters in (WORD_CHARACTERS, rf"[{WORD_CHARACTERS}||_]")
)
_CAPITALS = regex.compile(rf"(?<!{_EDGE})[A-Z]{{2,5}}(?!{_EDGE})", regex.V1)
_NUMBER = regex.compile(
    rf"(?<!{_EDGE}|[.,])(?P<number>[0-9]{{4,}})(?P<unit>(?:(?![0-9]){_LETTER}+)?)(?!{_EDGE}|[年년]|[.,][0-9]++[.,][0-9])",
    regex.V1,
)
_PERCENT = regex.compile(rf"(?<=\d ?)[{PERCENT_SIGNS}]|\bper ?cent\b", regex.IGNORECASE)
_THOUSANDS = regex.compile(r"(?<=[0-9])(?=(?:[0-9]{3})+\Z)")
_SPACES = regex.compile(rf"(?<=[{UNSPACED}])\s+(?=[{UNSPACED}])")


class Interpretation(NamedTuple):
    """A ``text`` as it may stand; ``marked`` are the words of ``compounds`` that the row must have, too: what its
    parts make, or MARK and what they make."""

    text: str
    marked: tuple[str, ...] = ()


class Alternative(NamedTuple):
    """Another way to write text[start:end]."""

    start: int
    end: int
    text: str
    marked: tuple[str, ...] = ()


@lru_cache(4_000)
def interpretations(text: str) -> tuple[Interpretation, ...]:
    """Returns the ways in which the text may stand, as it is typed first; at most MAX_INTERPRETATIONS."""
    return _interpret(text, len(tokens(text)) > 1)


@lru_cache(4_000)
def operand_interpretations(text: str) -> tuple[Interpretation, ...]:
    """Returns the same of a word near others: the index has no place for what its parts make."""
    return _interpret(text, beside_others=True)


def _interpret(text: str, beside_others: bool) -> tuple[Interpretation, ...]:
    ways = sorted(alternatives(text, beside_others))
    written = [
        write(text, [way for way, is_chosen in zip(ways, chosen, strict=True) if is_chosen])
        for chosen in islice(product((False, True), repeat=len(ways)), MAX_INTERPRETATIONS)
    ]
    joined = [
        Interpretation(_SPACES.sub("", interpretation.text), interpretation.marked)
        for interpretation in written
    ]
    return tuple(dict.fromkeys([*written, *joined]))[:MAX_INTERPRETATIONS]


def alternatives(text: str, beside_others: bool) -> Iterator[Alternative]:
    """Yields other ways to write parts of the text. A word of capitals or digits that is not ``beside_others`` needs
    none: the index has what its parts make."""
    compound_tokens = compounds(text)
    marked = {token[:2]: token.word for token in compound_tokens if token.word.startswith(MARK)}
    for start, end, word in compound_tokens:
        if not word.startswith(MARK):
            yield Alternative(start, end, word, tuple(filter(None, [marked.get((start, end))])))
    if not beside_others:
        return
    for match in _PERCENT.finditer(text):
        yield Alternative(*match.span(), PERCENT if " " in match.group() else "per cent")
    places = [range(start, end) for start, end, word in compound_tokens if not word.startswith(MARK)]
    digits = translate_non_ascii(text, DIGITS)
    for match in (*_CAPITALS.finditer(text), *_NUMBER.finditer(digits)):
        if any(match.start() in place for place in places):
            continue
        is_number = match.re is _NUMBER
        parts = _THOUSANDS.sub(" ", match["number"]) + match["unit"] if is_number else " ".join(match.group())
        # Else “to 1000” would find “to 1,000,500”.
        yield Alternative(match.start(), match.end(), parts, folded_words(match.group()))


def write(text: str, ways: list[Alternative]) -> Interpretation:
    parts, last = [], 0
    for way in ways:
        parts += [text[last : way.start], f" {way.text} "]
        last = way.end
    return Interpretation(
        "".join([*parts, text[last:]]).strip(), tuple(word for way in ways for word in way.marked)
    )
