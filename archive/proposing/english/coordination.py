"""Two verbs of speech in one sentence: where the words of the first end."""

import re

from archive.proposing.reports import Form, Reference, Report
from archive.proposing.sentences import MASK, trim


def cut_contents(masked: str, found: list[Report]) -> None:
    """What a coordinated verb reports begins where it stands; the words reported before end there."""
    inner: list[int] = []  # those within the words of another
    for index, report in enumerate(found):
        if report.content is None or report.form is not Form.LEAD:
            _drop_interrupted(report, found[index + 1 :])
            continue
        if index and _is_according(found[index - 1], report):
            report.relay, found[index - 1].content = found[index - 1].subject, None
        _pass_on(masked, report, found[index + 1 :])
        for later in found[index + 1 :]:
            if (
                later.form is Form.LEAD
                and later.clause_start > report.content[0]
                and _is_coordinate(masked, later, report)
            ):
                end = trim(masked, report.content[0], later.clause_start, " ,;—–")
                report.content = _without_conjunction(masked, end)
                break
            # “he said that Ann told him …”, “he said according to the census …”
            begins = later.clause_start == report.content[0]
            if begins and later.form in (Form.LEAD, Form.ACCORDING):
                inner.append(id(later))
            elif _is_aside(masked, later, report):
                later.content = None
            elif later.form in (Form.TRAIL, Form.INSIDE) and later.subject and report.subject:
                later.content = (
                    (max(later.content[0], report.clause_start), later.content[1]) if later.content else None
                )
    found[:] = [each for each in found if id(each) not in inner]


def _drop_interrupted(report: Report, later: list[Report]) -> None:
    """Of “The findings, said Obi, confirmed it” the verb whose subject stands before the cue is reported itself."""
    for each in later if report.form is Form.INSIDE and report.content else ():
        if each.subject and each.subject.start < report.cue[0] and each.form is Form.LEAD:
            each.content = None


def _is_according(earlier: Report, report: Report) -> bool:
    """Of “According to the affidavit, Guyger said …” Guyger speaks."""
    return (
        earlier.form is Form.ACCORDING
        and earlier.content is not None
        and earlier.content[0] == report.clause_start
    )


def _pass_on(masked: str, report: Report, later: list[Report]) -> None:
    """Of “Kerry said the talks were open, according to Reuters” Kerry speaks, and the agency passes it on."""
    assert report.content
    for each in later:
        if (
            each.form in (Form.TRAIL, Form.ACCORDING)
            and each.content is not None
            and each.content[0] <= report.clause_start
            and each.subject is not None
            and (each.subject.reference is Reference.BODY or each.verb == "report")
            and report.subject is not None
            and report.subject.reference in (Reference.NAME, Reference.PRONOUN, Reference.UNNAMED)
            and report.content[0] < each.clause_start
        ):
            end = min(report.content[1], each.clause_start)
            report.content, report.relay = trim(masked, report.content[0], end, " ,;—–"), each.subject
            each.content = None
            return


def _is_aside(masked: str, later: Report, report: Report) -> bool:
    """“They say it will double costs and, they fear, halve competition”: a part of what they say."""
    return (
        later.form is Form.INSIDE
        and later.subject is not None
        and later.subject.reference is Reference.PRONOUN
        and report.content is not None
        and report.content[0] < later.clause_start
        and MASK not in masked[slice(*report.content)]
    )


def _is_coordinate(masked: str, later: Report, report: Report) -> bool:
    before = masked[report.content[0] if report.content else 0 : later.clause_start]
    at = masked[later.clause_start : later.clause_start + 6]
    is_same = later.subject is not None and later.subject is report.subject
    if is_same or at.lower().startswith((",", "and ", "but ")):
        return True
    return bool(
        re.search(r"(?:[,;—–]\s*(?:and|but|while|as|though|although)?|\band|\bwhile|\bbut)\s*$", before)
    )


def _without_conjunction(masked: str, span: tuple[int, int]) -> tuple[int, int]:
    found = re.search(r"[\s,;]+(?:and|but|while|as|though|although)\s*$", masked[span[0] : span[1]])
    end = span[0] + found.start() if found else span[1]
    return trim(masked, span[0], end, " ,;—–")
