"""The words that may report speech."""

import re
from collections.abc import Iterator

from archive.proposing.english.words import BASE_HEADS, PHRASE_CUE, PHRASE_HEADS, PHRASES, VERB_FORMS

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


def read_phrase_cue(words: str) -> tuple[str, str, set[str]] | None:
    """Returns the lemma, the form (base, s, ed, ing) and the kinds of the verb in words such as “called for”; None for
    other words."""
    for pattern, lemma, kind in PHRASES if " " in words else ():
        if pattern.fullmatch(words):
            head = words.split()[0]
            ending = next((suffix for suffix in ("ing", "s") if head.endswith(suffix)), "ed")
            return lemma, "base" if head in BASE_HEADS else ending, {kind}  # “a call for unity” is no verb
    return None
