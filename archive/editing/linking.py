"""Links statements that report the same words: an editor confirms, rejects and undoes decisions; nothing is merged.

A decision about two statements is a report of one in the utterance of the other. A statement that has only
rejected others sits in its own utterance as a suggested report whose rule is OWN_RULE.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from archive.editing.errors import EditError, GoneError, NotAllowedError
from archive.editing.history.log import log_changes
from archive.editing.locks import edit_transaction
from archive.editing.states import Actor, check_permissions
from archive.models import Report, Statement, Utterance
from archive.models.statement import EFFECTIVE_DATE
from archive.text.comparison.word_alignment import Alignment, align
from archive.text.words import words

DATE_WINDOW = dt.timedelta(days=14)
MAX_CANDIDATES = 40
OWN_RULE, EDITOR_RULE = "its own", "editor"


@dataclass(frozen=True, slots=True)
class ReportCandidate:
    statement: Statement
    word_overlap: float
    alignment: Alignment
    report: Report | None  # what was decided about it, as a report in a shared utterance

    @property
    def status(self) -> str:
        return self.report.status if self.report else ""


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


def candidates(statement: Statement) -> list[ReportCandidate]:
    """Statements of other documents that may report the same words: decided ones first, then the most alike."""
    decided = _decisions(statement)
    nearby = _nearby_statements(statement, [report.statement_id for report in decided.values()])
    ranked = sorted(
        nearby, key=lambda other: (other.pk not in decided, -word_overlap(statement, other), other.pk)
    )
    return [
        ReportCandidate(
            other,
            word_overlap(statement, other),
            align(statement.text, other.text),
            decided.get(other.pk),
        )
        for other in ranked[:MAX_CANDIDATES]
    ]


def word_overlap(left: Statement, right: Statement) -> float:
    """Share of common words, whatever their order: 0 none, 1 all."""
    here, there = Counter(words(left.text)), Counter(words(right.text))
    return 2 * (here & there).total() / ((here.total() + there.total()) or 1)


def _nearby_statements(statement: Statement, decided: list[int]) -> QuerySet[Statement]:
    alike = Q(pk__in=decided)
    if statement.event_id:
        alike |= Q(event=statement.event_id)
    date, _precision, _uncertain = statement.effective_date
    if statement.speaker_id and date:
        alike |= Q(speaker=statement.speaker_id, when__range=(date - DATE_WINDOW, date + DATE_WINDOW))
    others = Statement.objects.annotate(when=EFFECTIVE_DATE).exclude(document=statement.document_id)
    return others.filter(alike).for_list()


def _decisions(statement: Statement) -> dict[int, Report]:
    """By the other statement's id; a rejection of `statement` in another's utterance counts for that other."""
    shared = Report.objects.filter(utterance__reports__statement=statement).exclude(statement=statement)
    mine = {report.utterance_id: report for report in statement.reports.all()}
    decided: dict[int, Report] = {}
    for report in shared.order_by("status", "pk").distinct():
        own = mine[report.utterance_id]
        if report.status == Report.Status.REJECTED and own.status == Report.Status.REJECTED:
            continue
        if own.status == Report.Status.REJECTED:
            decided.setdefault(report.statement_id, own)
        elif report.status != Report.Status.SUGGESTED or report.rule != OWN_RULE:
            decided.setdefault(report.statement_id, report)
    return decided


def confirm(actor: Actor, statement: Statement, other: Statement) -> Report:
    """Both report one utterance, which is created when neither has one.

    Raises NotAllowedError, GoneError, LinkError when each has its own, or EditError for two of one document.
    """
    with edit_transaction(actor):
        _check_decider(actor)
        _lock_for_decision(statement, other)
        if _is_rejected(statement, other):
            _delete_decision(statement, other)
        here, there = _confirmed_report(statement), _confirmed_report(other)
        if here and there and here.utterance_id != there.utterance_id:
            here, there = _release_one(here, there)
        log_changes(actor, [statement], (), f"{_('Confirm')}: {other}")
        if there and not here:
            return _decide(actor, there.utterance, statement, Report.Status.CONFIRMED)
        utterance = _get_or_create_utterance(statement)
        if not here:
            _decide(actor, utterance, statement, Report.Status.CONFIRMED)
        return there or _decide(actor, utterance, other, Report.Status.CONFIRMED)


def reject(actor: Actor, statement: Statement, other: Statement) -> Report:
    """Remember that they do not report the same words; a confirmed link between them is undone.

    Raises NotAllowedError, GoneError, or EditError for two of one document.
    """
    with edit_transaction(actor):
        _check_decider(actor)
        _lock_for_decision(statement, other)
        log_changes(actor, [statement], (), f"{_('Reject')}: {other}")
        decided = _decisions(statement).get(other.pk)
        if decided and decided.status == Report.Status.REJECTED:
            return decided
        utterance = _get_or_create_utterance(statement)
        if not utterance.reports.filter(statement=statement).exists():
            Report.objects.create(utterance=utterance, statement=statement, rule=OWN_RULE)
        return _decide(actor, utterance, other, Report.Status.REJECTED)


def undo_decision(actor: Actor, statement: Statement, other: Statement) -> bool:
    """Forget what was decided about the two (history keeps it); False when nothing was."""
    with edit_transaction(actor):
        _check_decider(actor)
        _lock_both(statement, other)
        log_changes(actor, [statement], (), f"{_('Undo decision')}: {other}")
        return _delete_decision(statement, other)


def _delete_decision(statement: Statement, other: Statement) -> bool:
    report = _decisions(statement).get(other.pk)
    if report is None:
        return False
    utterance = report.utterance
    report.delete()
    if not utterance.reports.exclude(rule=OWN_RULE).exists():
        utterance.delete()
    return True


def _is_rejected(statement: Statement, other: Statement) -> bool:
    decided = _decisions(statement).get(other.pk)
    return decided is not None and decided.status == Report.Status.REJECTED


def _release_one(here: Report, there: Report) -> tuple[Report | None, Report | None]:
    """A statement that is the only report of its utterance may leave it for the other's."""
    if _release(there):
        return here, None
    if _release(here):
        return None, there
    raise LinkError(there.statement, there.utterance)


def _release(report: Report) -> bool:
    others = report.utterance.reports.exclude(pk=report.pk)
    if others.confirmed().exists():
        return False
    if others.exists():
        report.status, report.rule = Report.Status.SUGGESTED, OWN_RULE
        report.save()
    else:
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
    first, second = _lock_both(statement, other)
    if first == second:
        raise EditError(_("Choose a statement of another document: a document is one report."))


def _lock_both(statement: Statement, other: Statement) -> list[int]:
    """So that two editors cannot decide about one statement at once; the ids of their documents."""
    rows = Statement.objects.filter(pk__in=[statement.pk, other.pk]).order_by("pk")
    documents = list(rows.select_for_update().values_list("document", flat=True))
    if len(documents) < 2:
        raise GoneError(_("One of the two no longer exists. Someone may have deleted it a moment ago."))
    return documents


def _get_or_create_utterance(statement: Statement) -> Utterance:
    """The one it reports, else its own, else a new one."""
    report = _confirmed_report(statement) or statement.reports.filter(rule=OWN_RULE).first()
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
