"""The ways in which what somebody types may stand in a text: O'Brien as obrien, "1000 ships" as 1 000 ships …"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

import regex

from archive.search.query.compounds import MARK, compounds
from archive.text.words import PERCENT, PERCENT_SIGNS, UNSPACED, tokens

MAX_INTERPRETATIONS = 8
_CAPITALS_OR_NUMBER = regex.compile(r"\b[A-Z]{2,5}\b|(?<![\w.,])[0-9]{4,}(?!\w|[.,][0-9]++[.,][0-9])")
_PERCENT = regex.compile(rf"(?<=\d ?)[{PERCENT_SIGNS}]|\bper ?cent\b", regex.IGNORECASE)
_THOUSANDS = regex.compile(r"(?<=[0-9])(?=(?:[0-9]{3})+\Z)")
_SPACES = regex.compile(rf"(?<=[{UNSPACED}])\s+(?=[{UNSPACED}])")


class Interpretation(NamedTuple):
    """A ``text`` as it may stand; ``marked`` are the words of ``compounds`` that the row must have, too."""

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
    ways = sorted(alternatives(text))
    written = [
        write(text, [way for way, is_chosen in zip(ways, chosen, strict=True) if is_chosen])
        for chosen in islice(product((False, True), repeat=len(ways)), MAX_INTERPRETATIONS)
    ]
    joined = [
        Interpretation(_SPACES.sub("", interpretation.text), interpretation.marked)
        for interpretation in written
    ]
    return tuple(dict.fromkeys([*written, *joined]))[:MAX_INTERPRETATIONS]


def alternatives(text: str) -> Iterator[Alternative]:
    """Yields other ways to write parts of the text. A single word of capitals or digits needs none: the index has what
    its parts make."""
    compound_tokens = compounds(text)
    marked = {token[:2]: token.word for token in compound_tokens if token.word.startswith(MARK)}
    for start, end, word in compound_tokens:
        if not word.startswith(MARK):
            yield Alternative(start, end, word, tuple(filter(None, [marked.get((start, end))])))
    if len(tokens(text)) < 2:
        return
    for match in _PERCENT.finditer(text):
        yield Alternative(*match.span(), PERCENT if " " in match.group() else "per cent")
    for match in _CAPITALS_OR_NUMBER.finditer(text):
        if any(
            start <= match.start() < end for start, end, word in compound_tokens if not word.startswith(MARK)
        ):
            continue
        is_number = match.group()[0].isdigit()
        parts = _THOUSANDS.sub(" ", match.group()) if is_number else " ".join(match.group())
        yield Alternative(*match.span(), parts)


def write(text: str, ways: list[Alternative]) -> Interpretation:
    parts, last = [], 0
    for way in ways:
        parts += [text[last : way.start], f" {way.text} "]
        last = way.end
    return Interpretation(
        "".join([*parts, text[last:]]).strip(), tuple(word for way in ways for word in way.marked)
    )
