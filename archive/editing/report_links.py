"""Links statements that report the same words: an editor confirms, rejects and undoes decisions; nothing is merged.

Confirmed statements are reports of one utterance; that two are not is kept as a rejected pair. Editors can also reject
a report of an utterance in its own form.
"""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from archive.editing.errors import EditError, GoneError, NotAllowedError
from archive.editing.history.log import log_changes
from archive.editing.locks import edit_transaction
from archive.editing.report_pairs.evidence import Labels, as_evidence, evidence_labels, reason_sentence
from archive.editing.report_pairs.pairs import find_pair, record_pair_decision
from archive.editing.report_pairs.suggestions import LikelyReport, find_likely_reports
from archive.editing.states import Actor, check_permissions
from archive.matching.similarity import THRESHOLD
from archive.models import Report, ReportPair, Statement, Utterance

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
    def percent(self) -> int:
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
    decided = _decisions(statement)
    likely = find_likely_reports(statement.pk, threshold=MIN_LESS_LIKELY_SCORE if less_likely else THRESHOLD)
    likely_by_key = {candidate.other: candidate for candidate in likely}
    labels = evidence_labels([candidate.similarity for candidate in likely])
    rows = Statement.objects.for_list().in_bulk([*decided, *likely_by_key])
    order = [*decided, *(pk for pk in likely_by_key if pk not in decided)]
    return [
        _candidate(rows[pk], likely_by_key.get(pk), decided.get(pk), labels) for pk in order if pk in rows
    ]


def _candidate(
    other: Statement, likely: LikelyReport | None, decision: LinkDecision | None, labels: Labels
) -> ReportCandidate:
    reason = reason_sentence(as_evidence(likely.similarity, labels)) if likely else ""
    return ReportCandidate(other, likely.similarity.score if likely else None, reason, decision)


def _decisions(statement: Statement) -> dict[int, LinkDecision]:
    """By the other statement's id: rejected pairs, then reports of an utterance that this is a report of, too. Three
    queries."""
    decided: dict[int, LinkDecision] = {}
    for pair in ReportPair.objects.rejected().of_statement(statement.pk).order_by("pk"):
        decided[pair.second_id if pair.first_id == statement.pk else pair.first_id] = pair
    mine = {report.utterance_id: report for report in statement.reports.all()}
    shared = Report.objects.filter(utterance__in=mine).exclude(statement=statement)
    for report in shared.order_by("status", "pk"):
        own_report = mine[report.utterance_id]
        is_rejected = own_report.status == Report.Status.REJECTED
        if not (is_rejected and report.status == Report.Status.REJECTED):
            decided.setdefault(report.statement_id, own_report if is_rejected else report)
    return decided


def confirm(actor: Actor, statement: Statement, other: Statement) -> Report:
    """Records that both statements report one utterance, which is created when neither has one. Raises NotAllowedError,
    GoneError, LinkError where each has its own, and EditError for two statements of one document."""
    with edit_transaction(actor):
        _check_decider(actor)
        _lock_for_decision(statement, other)
        _delete_rejected_report(statement, other)
        own_report, other_report = _confirmed_report(statement), _confirmed_report(other)
        if own_report and other_report and own_report.utterance_id != other_report.utterance_id:
            own_report, other_report = _remove_lone_report(own_report, other_report)
        log_changes(actor, [statement], (), f"{_('Confirm')}: {other}")
        record_pair_decision(actor, statement, other, ReportPair.Status.CONFIRMED)
        if other_report and not own_report:
            return _decide(actor, other_report.utterance, statement, Report.Status.CONFIRMED)
        utterance = _get_or_create_utterance(statement)
        if not own_report:
            _decide(actor, utterance, statement, Report.Status.CONFIRMED)
        return other_report or _decide(actor, utterance, other, Report.Status.CONFIRMED)


def reject(actor: Actor, statement: Statement, other: Statement) -> ReportPair:
    """Remember that they do not report the same words; ``other`` leaves an utterance that both were reports of.

    Raises NotAllowedError, GoneError, or EditError for two of one document.
    """
    with edit_transaction(actor):
        _check_decider(actor)
        _lock_for_decision(statement, other)
        log_changes(actor, [statement], (), f"{_('Reject')}: {other}")
        _unlink(statement, other)
        return record_pair_decision(actor, statement, other, ReportPair.Status.REJECTED)


def undo_decision(actor: Actor, statement: Statement, other: Statement) -> bool:
    """Forget what was decided about the two (history keeps it); False when nothing was. What the program suggested is
    undecided again."""
    with edit_transaction(actor):
        _check_decider(actor)
        _lock_both(statement, other)
        log_changes(actor, [statement], (), f"{_('Undo decision')}: {other}")
        pair = find_pair(statement, other)
        was_decided = pair is not None and pair.status != ReportPair.Status.UNDECIDED
        if was_decided:
            record_pair_decision(actor, statement, other, ReportPair.Status.UNDECIDED)
        return _unlink(statement, other) or was_decided


def _unlink(statement: Statement, other: Statement) -> bool:
    """Take ``other`` out of what both are reports of; whether it was there."""
    decision = _decisions(statement).get(other.pk)
    if not isinstance(decision, Report):
        return False
    utterance = decision.utterance
    decision.delete()
    if not utterance.reports.exists():
        utterance.delete()
    return True


def _delete_rejected_report(statement: Statement, other: Statement) -> None:
    decision = _decisions(statement).get(other.pk)
    if isinstance(decision, Report) and decision.status == Report.Status.REJECTED:
        decision.delete()


def _remove_lone_report(report: Report, partner: Report) -> tuple[Report | None, Report | None]:
    """A statement that is the only report of its utterance may leave it for the other's."""
    if _remove_if_alone(partner):
        return report, None
    if _remove_if_alone(report):
        return None, partner
    raise LinkError(partner.statement, partner.utterance)


def _remove_if_alone(report: Report) -> bool:
    others = report.utterance.reports.exclude(pk=report.pk)
    if others.confirmed().exists():
        return False
    report.delete()
    if not others.exists():
        report.utterance.delete()
    return True


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
    """Both, for a new decision. Raises EditError where they are not of two documents."""
    if statement.pk == other.pk or len(set(_lock_both(statement, other))) == 1:
        raise EditError(_("Choose a statement of another document: a document is one report."))


def _lock_both(statement: Statement, other: Statement) -> list[int]:
    """So that two editors cannot decide about one statement at once; the ids of their documents."""
    rows = Statement.objects.filter(pk__in=[statement.pk, other.pk]).order_by("pk")
    documents = list(rows.select_for_update().values_list("document", flat=True))
    if len(documents) < 2:
        raise GoneError(_("One of the two no longer exists. Someone may have deleted it a moment ago."))
    return documents


def _get_or_create_utterance(statement: Statement) -> Utterance:
    """The one it reports, else a new one."""
    report = _confirmed_report(statement)
    if report:
        return report.utterance
    summary = statement.text if len(statement.text) <= 300 else f"{statement.text[:299]}…"
    return Utterance.objects.create(summary=summary, speaker=statement.speaker, event=statement.event)


def record_decision(actor: Actor, report: Report, status: str | None) -> None:
    """Whoever gives a report its status has decided it; one that is suggested again is undecided. Not saved."""
    is_decided = status not in (None, Report.Status.SUGGESTED)
    account: Any = actor
    report.decided_by = account if is_decided else None
    report.decided_at = timezone.now() if is_decided else None


def _decide(actor: Actor, utterance: Utterance, statement: Statement, status: str) -> Report:
    fields = {"status": status, "rule": EDITOR_RULE, "decided_by": actor, "decided_at": timezone.now()}
    report, _created = Report.objects.update_or_create(
        utterance=utterance, statement=statement, defaults=fields
    )
    return report
