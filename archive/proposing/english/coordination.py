"""Two verbs of speech in one sentence: where the words of the first end."""

import re

from archive.proposing.sentences import MASK, trim
from archive.proposing.speech_reports import Construction, Reference, SpeechReport


def cut_contents(masked: str, reports: list[SpeechReport]) -> None:
    """Makes what a coordinated verb reports begin at that verb, where the words reported before end."""
    inner: list[int] = []  # those within the words of another
    for index, report in enumerate(reports):
        if report.content is None or not report.leads:
            _drop_interrupted(report, reports[index + 1 :])
            continue
        if index and _is_according(reports[index - 1], report):
            report.relay, reports[index - 1].content = reports[index - 1].subject, None
        _pass_on(masked, report, reports[index + 1 :])
        for later in reports[index + 1 :]:
            if (
                later.leads
                and later.clause_start > report.content[0]
                and _is_coordinate(masked, later, report)
            ):
                end = trim(masked, report.content[0], later.clause_start, " ,;—–")
                report.content = _without_conjunction(masked, end)
                break
            # “he said that Ann told him …”, “he said according to the census …”
            begins = later.clause_start == report.content[0]
            if begins and later.construction in (Construction.LEAD, Construction.ACCORDING):
                inner.append(id(later))
            elif _is_aside(masked, later, report):
                later.content = None
            elif (
                later.construction in (Construction.TRAIL, Construction.INSIDE)
                and later.subject
                and report.subject
            ):
                later.content = (
                    (max(later.content[0], report.clause_start), later.content[1]) if later.content else None
                )
    reports[:] = [outer for outer in reports if id(outer) not in inner]


def _drop_interrupted(report: SpeechReport, later: list[SpeechReport]) -> None:
    """Drops the verb whose subject stands before the cue and is itself reported: “The findings, said Obi, confirmed
    it”."""
    for following in later if report.construction is Construction.INSIDE and report.content else ():
        if following.subject and following.subject.start < report.cue[0] and following.leads:
            following.content = None


def _is_according(earlier: SpeechReport, report: SpeechReport) -> bool:
    """Whether the one is a source for the other: of “According to the affidavit, Guyger said …” Guyger speaks."""
    return (
        earlier.construction is Construction.ACCORDING
        and earlier.content is not None
        and earlier.content[0] == report.clause_start
    )


def _pass_on(masked: str, report: SpeechReport, later: list[SpeechReport]) -> None:
    """Records the agency as relay where somebody else speaks: “Kerry said the talks were open, according to
    Reuters”."""
    assert report.content
    for following in later:
        if (
            following.construction in (Construction.TRAIL, Construction.ACCORDING)
            and following.content is not None
            and following.content[0] <= report.clause_start
            and following.subject is not None
            and (following.subject.reference is Reference.BODY or following.verb == "report")
            and report.subject is not None
            and report.subject.reference in (Reference.NAME, Reference.PRONOUN, Reference.UNNAMED)
            and report.content[0] < following.clause_start
        ):
            end = min(report.content[1], following.clause_start)
            report.content, report.relay = trim(masked, report.content[0], end, " ,;—–"), following.subject
            following.content = None
            return


def _is_aside(masked: str, later: SpeechReport, report: SpeechReport) -> bool:
    """“They say it will double costs and, they fear, halve competition”: a part of what they say."""
    return (
        later.construction is Construction.INSIDE
        and later.subject is not None
        and later.subject.reference is Reference.PRONOUN
        and report.content is not None
        and report.content[0] < later.clause_start
        and MASK not in masked[slice(*report.content)]
    )


def _is_coordinate(masked: str, later: SpeechReport, report: SpeechReport) -> bool:
    before = masked[report.content[0] if report.content else 0 : later.clause_start]
    opening = masked[later.clause_start : later.clause_start + 6]
    is_same = later.subject is not None and later.subject is report.subject
    if is_same or opening.lower().startswith((",", "and ", "but ")):
        return True
    return bool(
        re.search(r"(?:[,;—–]\s*(?:and|but|while|as|though|although)?|\band|\bwhile|\bbut)\s*$", before)
    )


def _without_conjunction(masked: str, span: tuple[int, int]) -> tuple[int, int]:
    match = re.search(r"[\s,;]+(?:and|but|while|as|though|although)\s*$", masked[span[0] : span[1]])
    end = span[0] + match.start() if match else span[1]
    return trim(masked, span[0], end, " ,;—–")
