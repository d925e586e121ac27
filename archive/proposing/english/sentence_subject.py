"""The subject with which an English sentence begins."""

from archive.proposing.english.appositions import with_apposition
from archive.proposing.english.noun_phrases import phrase_after, read_phrase
from archive.proposing.english.tokens import Token
from archive.proposing.english.words import OPENERS
from archive.proposing.reports import Reference, Subject


def first_subject(tokens: list[Token], masked: str) -> Subject | None:
    """The subject with which the sentence begins, after “On Friday,” and “During the session,”."""
    index = 0
    while index < len(tokens) and not tokens[index].is_word:
        index += 1
    for _skipped in range(3):
        if index >= len(tokens):
            return None
        token = tokens[index]
        is_opening = token.lower in OPENERS or (
            token.lower.endswith(("ing", "ly")) and token.lower not in ("beijing", "ming")
        )
        if not is_opening:
            break
        comma = next((n for n in range(index, min(index + 30, len(tokens))) if tokens[n].text == ","), None)
        if comma is None:
            if token.lower not in ("but", "and", "yet", "so"):
                return None
            comma = index
        index = comma + 1
    stop = phrase_after(tokens, index)
    if stop == index:
        return None
    subject = read_phrase(tokens, index, stop, masked)
    if (
        subject
        and subject.reference is Reference.NAME
        and stop + 1 < len(tokens)
        and tokens[stop].text == ","
    ):
        comma = next((n for n in range(stop + 1, min(stop + 25, len(tokens))) if tokens[n].text == ","), None)
        if comma and (found := with_apposition(tokens[: comma + 1], comma, masked)):
            return found[1]
    return subject
