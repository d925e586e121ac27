"""The words that may report speech."""

import re
from collections.abc import Iterator

from archive.proposing.english.words import PHRASE_CUE, PHRASE_HEADS, VERB_FORMS

_WORD = re.compile(r"\b[A-Za-z]+\b")


def find_cues(masked: str, start: int, end: int) -> Iterator["re.Match[str]"]:
    """The words and phrases that may report speech."""
    position = start
    for match in _WORD.finditer(masked, start, end):
        if match.start() < position:
            continue
        word = match.group().lower()
        phrase = PHRASE_CUE.match(masked, match.start(), end) if word in PHRASE_HEADS else None
        if phrase or word in VERB_FORMS:
            position = (phrase or match).end()
            yield phrase or match
