"""Links statements that report the same words: an editor confirms, rejects and undoes decisions; nothing is merged.

Confirmed statements are reports of one utterance; that two are not is kept as a rejected pair. Editors can also reject
a report of an utterance in its own form.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from archive.editing.analysis import analyse_later
from archive.editing.errors import EditError, GoneError, NotAllowedError
from archive.editing.history.log import log_changes
from archive.editing.locks import edit_transaction
from archive.editing.report_pairs.evidence import Labels, as_evidence, evidence_labels, reason_sentence
from archive.editing.report_pairs.pairs import find_pair, record_pair_decision
from archive.editing.report_pairs.separation import create_utterance, separate_reports
from archive.editing.report_pairs.suggestions import LikelyReport, find_likely_reports
from archive.editing.saving import set_decider
from archive.editing.states import Actor, check_permissions
from archive.matching.similarity import THRESHOLD
from archive.models import PendingAnalysis, Report, ReportPair, Statement, Utterance

MIN_LESS_LIKELY_SCORE = 0.25  # the score of what is listed for an editor who asks for more
EDITOR_RULE = "editor"
LinkDecision = Report | ReportPair


@dataclass(frozen=True, slots=True)
class ReportCandidate:
    """``score`` and ``reason`` are empty for what was decided about and is not likely."""

    statement: Statement
    score: float | None
    reason: str
    decision: LinkDecision | None

    @property
    def status(self) -> str:
        return "" if self.decision is None or self.decision.status == "undecided" else self.decision.status

    @property
    def display_score(self) -> int:
        return round(100 * (self.score or 0))


class LinkError(EditError):
    """The statement is a confirmed report of another utterance already."""

    def __init__(self, statement: Statement, utterance: Utterance):
        message = _(
            "Not linked: “%(words)s” is already a confirmed report of another utterance, "
            "“%(utterance)s”. Undo that decision first."
        )
        words = Truncator(statement.text).chars(60)
        super().__init__(message % {"words": words, "utterance": utterance})
        self.statement, self.utterance = statement, utterance


def candidates(statement: Statement, less_likely: bool = False) -> list[ReportCandidate]:
    """Statements of other documents that may report the same words: decided ones first, then the likeliest."""
    decisions = _decisions(statement)
    likely = find_likely_reports(statement.pk, threshold=MIN_LESS_LIKELY_SCORE if less_likely else THRESHOLD)
    likely_by_key = {candidate.other: candidate for candidate in likely}
    labels = evidence_labels([candidate.similarity for candidate in likely])
    rows = Statement.objects.for_list().in_bulk([*decisions, *likely_by_key])
    order = [*decisions, *(pk for pk in likely_by_key if pk not in decisions)]
    return [
        _candidate(rows[pk], likely_by_key.get(pk), decisions.get(pk), labels) for pk in order if pk in rows
    ]


def _candidate(
    other: Statement, likely: LikelyReport | None, decision: LinkDecision | None, labels: Labels
) -> ReportCandidate:
    reason = reason_sentence(as_evidence(likely.similarity, labels)) if likely else ""
    return ReportCandidate(other, likely.similarity.score if likely else None, reason, decision)


def _decisions(statement: Statement) -> dict[int, LinkDecision]:
    """Returns the decisions by the other statement's id: rejected pairs, then reports of an utterance that this is a
    report of, too. Three queries."""
    decisions: dict[int, LinkDecision] = {}
    for pair in ReportPair.objects.rejected().of_statement(statement.pk).order_by("pk"):
        decisions[pair.second_id if pair.first_id == statement.pk else pair.first_id] = pair
    return decisions | {
        pk: report for pk, report in _reports_beside(statement).items() if pk not in decisions
    }


def _reports_beside(statement: Statement) -> dict[int, Report]:
    """The decided reports of the utterances that this is a report of, too, by the other statement's id; the one that is
    rejected where one of the two is. Two queries."""
    deciding_reports: dict[int, Report] = {}
    own_reports = {report.utterance_id: report for report in statement.reports.all()}
    shared = Report.objects.filter(utterance__in=own_reports).exclude(statement=statement)
    for report in shared.order_by("status", "pk"):
        own_report = own_reports[report.utterance_id]
        is_rejected = own_report.status == Report.Status.REJECTED
        if not (is_rejected and report.status == Report.Status.REJECTED):
            deciding_reports.setdefault(report.statement_id, own_report if is_rejected else report)
    return deciding_reports


def confirm(actor: Actor, statement: Statement, other: Statement) -> Report:
    """Records that both statements report one utterance, which is created when neither has one; one that reports
    another utterance alone leaves that. Raises NotAllowedError, GoneError, LinkError where each has its own, and
    EditError for two statements of one document, or where the link would join two that were rejected as a pair."""
    with edit_transaction(actor):
        _check_decider(actor)
        _lock_for_decision(statement, other)
        _delete_rejected_report(statement, other)
        utterance = _find_joint_utterance(statement, other)
        _check_rejections(statement, other)
        log_changes(actor, [statement], (), f"{_('Confirm')}: {other}")
        pair = record_pair_decision(actor, statement, other, ReportPair.Status.CONFIRMED)
        for row in (statement, other):
            report = _join(actor, utterance, row, pair.decided_at)
        _suggest_again(statement, other)
        return report


def reject(actor: Actor, statement: Statement, other: Statement) -> ReportPair:
    """Remember that they do not report the same words; an utterance that both were reports of is taken apart
    (``separate_reports``).

    Raises NotAllowedError, GoneError, or EditError for two of one document.
    """
    with edit_transaction(actor):
        _check_decider(actor)
        _lock_for_decision(statement, other)
        log_changes(actor, [statement], (), f"{_('Reject')}: {other}")
        _suggest_again(statement, other)
        _unlink(actor, statement, other)
        return record_pair_decision(actor, statement, other, ReportPair.Status.REJECTED)


def undo_decision(actor: Actor, statement: Statement, other: Statement) -> bool:
    """Forget what was decided about the two (history keeps it); False when nothing was. What the program suggested is
    undecided again."""
    with edit_transaction(actor):
        _check_decider(actor)
        _lock_both(statement, other)
        log_changes(actor, [statement], (), f"{_('Undo decision')}: {other}")
        _suggest_again(statement, other)
        pair = find_pair(statement, other)
        is_rejected = pair is not None and pair.status == ReportPair.Status.REJECTED
        is_unlinked = not is_rejected and _unlink(actor, statement, other)
        if pair is None or pair.status == ReportPair.Status.UNDECIDED:
            return is_unlinked
        record_pair_decision(actor, statement, other, ReportPair.Status.UNDECIDED)
        return True


def _suggest_again(statement: Statement, other: Statement) -> None:
    """Queues all reports of the utterance: what is suggested to one depends on decisions about the others."""
    together = {statement.pk, other.pk, *_together(statement), *_together(other)}
    analyse_later(together, PendingAnalysis.Kind.REPORTS)


def _unlink(actor: Actor, statement: Statement, other: Statement) -> bool:
    """Take apart what both are reports of; whether there was something."""
    decision = _reports_beside(statement).get(other.pk)
    if decision is None:
        return False
    utterance = decision.utterance
    if utterance.reports.confirmed().filter(statement__in=[statement, other]).count() == 2:
        separate_reports(actor, statement, other, utterance)
        return True
    decision.delete()
    if not utterance.reports.exists():
        utterance.delete()
    return True


def _delete_rejected_report(statement: Statement, other: Statement) -> None:
    decision = _reports_beside(statement).get(other.pk)
    if decision and decision.status == Report.Status.REJECTED:
        decision.delete()


def _find_joint_utterance(statement: Statement, other: Statement) -> Utterance:
    """Raises LinkError where each reports one that others report as well."""
    own_report, other_report = _confirmed_report(statement), _confirmed_report(other)
    report = own_report or other_report
    if own_report and other_report and own_report.utterance_id != other_report.utterance_id:
        if _is_alone(other_report):
            return own_report.utterance
        if _is_alone(own_report):
            return other_report.utterance
        raise LinkError(other_report.statement, other_report.utterance)
    return report.utterance if report else create_utterance(statement)


def _check_rejections(statement: Statement, other: Statement) -> None:
    """Raises EditError where the link would join two statements that an editor has rejected as a pair."""
    sides = [{row.pk, *_together(row)} for row in (statement, other)]
    if sides[0] & sides[1]:
        return
    across = ReportPair.objects.rejected().among(sides[0] | sides[1]).select_related("first", "second")
    for pair in across:
        ends = {pair.first_id, pair.second_id}
        if ends != {statement.pk, other.pk} and len(ends & sides[0]) == 1:
            message = _(
                "Not linked: then “%(words)s” and “%(other)s” would report the same words, which has been rejected. "
                "Undo that decision first."
            )
            words = {"words": pair.first, "other": pair.second}
            raise EditError(message % {name: Truncator(row.text).chars(60) for name, row in words.items()})


def _together(statement: Statement) -> Iterable[int]:
    """The confirmed reports of the utterance that the statement is one of."""
    utterances = statement.reports.confirmed().values("utterance")
    return Report.objects.confirmed().filter(utterance__in=utterances).values_list("statement", flat=True)


def _is_alone(report: Report) -> bool:
    return not report.utterance.reports.confirmed().exclude(pk=report.pk).exists()


def _confirmed_report(statement: Statement) -> Report | None:
    return statement.reports.confirmed().select_related("utterance").first()


def may_decide(actor: Actor) -> bool:
    """Whether the actor may confirm, reject and detach."""
    try:
        _check_decider(actor)
    except NotAllowedError:
        return False
    return True


def _check_decider(actor: Actor) -> None:
    check_permissions(actor, Statement, "change")
    check_permissions(actor, Report, "add", "change", "delete")
    check_permissions(actor, Utterance, "add")


def _lock_for_decision(statement: Statement, other: Statement) -> None:
    """Locks both statements for a new decision. Raises EditError where they are not of two documents."""
    if statement.pk == other.pk or len(set(_lock_both(statement, other))) == 1:
        raise EditError(_("Choose a statement of another document: a document is one report."))


def _lock_both(statement: Statement, other: Statement) -> list[int]:
    """Locks both statements, so that two editors cannot decide about one at once, and returns the ids of their
    documents."""
    rows = Statement.objects.filter(pk__in=[statement.pk, other.pk]).order_by("pk")
    documents = list(rows.select_for_update().values_list("document", flat=True))
    if len(documents) < 2:
        raise GoneError(_("One of the two no longer exists. Someone may have deleted it a moment ago."))
    return documents


def record_decision(actor: Actor, report: Report, status: str | None) -> None:
    """Whoever gives a report its status has decided it; one that is suggested again is undecided. Not saved."""
    set_decider(report, actor, status not in (None, Report.Status.SUGGESTED))


def _join(actor: Actor, utterance: Utterance, statement: Statement, when: dt.datetime | None) -> Report:
    """A report of another utterance is moved, so that its history has the way back (``former_utterance``)."""
    report = _confirmed_report(statement)
    if report and report.utterance_id == utterance.pk:
        return report
    report_rows = Report.objects.filter(utterance=utterance, statement=statement)
    former_utterance = report and report.utterance
    if report:
        report_rows.delete()
    else:
        report = report_rows.first() or Report(statement=statement)
    account: Any = actor
    report.utterance, report.status, report.rule = utterance, Report.Status.CONFIRMED, EDITOR_RULE
    report.decided_by, report.decided_at = account, when
    report.save()
    if former_utterance and not former_utterance.reports.exists():
        former_utterance.delete()
    return report
