"""“According to X” and “in the words of X”."""

import re

from archive.proposing.english.subjects.noun_phrases import phrase_after, read_phrase
from archive.proposing.english.tokens import Token
from archive.proposing.sentences import trim
from archive.proposing.speech_reports import Construction, Reference, SpeechReport, Subject

_OBJECTS = {"him": "he", "her": "she", "them": "they", "it": "it"}
_OPENING = re.compile(r"(?i)and|but|still|however|yet|\w+ly")


def read_according(
    match: "re.Match[str]", tokens: list[Token], first: int, masked: str, sentence: tuple[int, int]
) -> SpeechReport | None:
    """Returns the report of the cue at tokens[first] in the sentence masked[start:end]; None where nobody is named."""
    start, end = sentence
    after = first + len(match.group().split())
    stop = phrase_after(tokens, after)
    subject = _of_object_pronoun(tokens, after, stop) or read_phrase(tokens, after, stop, masked)
    if subject is None:
        return None
    if match.group()[0] in "iI":  # “It was, in the words of one aide, “a long night””
        content = trim(masked, tokens[stop - 1].end, end, " ,:")
        return SpeechReport(
            match.span(),
            subject,
            content,
            Construction.LEAD,
            "in the words of",
            match.start(),
            is_quote_only=True,
        )
    before = trim(masked, start, match.start(), " ,;—–-(")
    if before[0] >= before[1] or _OPENING.fullmatch(masked, *before):
        comma = _next_comma(tokens, stop)
        if subject.reference is Reference.PRONOUN and stop < len(tokens):  # “According to him the law …”
            comma = stop if tokens[stop].text == "," else stop - 1
        if comma is None:
            return None
        content = trim(masked, tokens[comma].end, end, " ,")
    elif _ends_after(tokens, stop, masked, end):
        content = before
    else:
        content = (before[0], end)
    return SpeechReport(match.span(), subject, content, Construction.ACCORDING, "according to", match.start())


def _of_object_pronoun(tokens: list[Token], first: int, stop: int) -> Subject | None:
    """“According to him”, not “according to her lawyer”."""
    pronoun = _OBJECTS.get(tokens[first].lower) if stop - first == 1 else None
    return Subject(tokens[first].start, tokens[first].end, Reference.PRONOUN, pronoun) if pronoun else None


def _next_comma(tokens: list[Token], index: int) -> int | None:
    for number in range(index, min(index + 30, len(tokens))):
        if tokens[number].text == ",":
            return number
    return None


def _ends_after(tokens: list[Token], index: int, masked: str, end: int) -> bool:
    remainder = masked[tokens[index].start : end] if index < len(tokens) else ""
    if re.match(r",\s+(?:which|who|whose)\b[^,]*[.]?$", remainder):
        return True
    return len(remainder) < 90 and not re.match(
        r",\s+(?:and|but|which|who)\b|,\s*\w+ (?:is|was|will|has)\b", remainder
    )
