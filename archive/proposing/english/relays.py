"""Who is behind a report that somebody passes on: “the paper reported, citing a person close to the talks”."""

from collections.abc import Mapping

from archive.proposing.english.subjects.noun_phrases import phrase_after, read_phrase
from archive.proposing.english.tokens import Token
from archive.proposing.speech_reports import Reference, SpeechReport


def name_cited_source(
    report: SpeechReport, tokens: list[Token], index: Mapping[int, int], masked: str
) -> None:
    """Makes the cited person the subject and the paper the relay; `index` gives the token that starts at a position."""
    first = index.get(report.cue[0])
    if report.verb not in ("report", "say") or first is None or report.subject is None:
        return
    if report.subject.reference not in (Reference.NAME, Reference.BODY):
        return
    for number in range(first + 1, len(tokens) - 1):
        if tokens[number].lower not in ("citing", "quoting") or tokens[number - 1].text != ",":
            continue
        stop = phrase_after(tokens, number + 1)
        source = read_phrase(tokens, number + 1, stop, masked)
        if source and source.reference in (Reference.NAME, Reference.UNNAMED):
            report.relay, report.subject = report.subject, source
        return
