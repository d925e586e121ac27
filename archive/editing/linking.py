"""Links statements that report the same words: an editor confirms, rejects and detaches; nothing is merged.

A decision about two statements is a report of one in the utterance of the other. A statement that has only
rejected others sits in its own utterance as a suggested report by the rule OWN.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from archive.editing.locks import acquire_write_lock
from archive.models import Report, Statement, Utterance
from archive.models.statement import EFFECTIVE_DATE
from archive.text.collation import Collation, collate, words

WINDOW = dt.timedelta(days=14)
MOST = 40
OWN, EDITOR = "its own", "editor"


@dataclass(frozen=True, slots=True)
class Candidate:
    statement: Statement
    likeness: float
    collation: Collation
    report: Report | None  # what was decided about it, as a report in a shared utterance

    @property
    def status(self) -> str:
        return self.report.status if self.report else ""


class LinkRefused(ValueError):
    """The statement is a confirmed report of another utterance already."""

    def __init__(self, statement: Statement, utterance: Utterance):
        super().__init__(f"statement {statement.pk} reports utterance {utterance.pk}")
        self.statement, self.utterance = statement, utterance


def candidates(statement: Statement) -> list[Candidate]:
    """Statements of other documents that may report the same words: decided ones first, then the most alike."""
    decided = _decided(statement)
    nearby = _nearby(statement, [report.statement_id for report in decided.values()])
    ranked = sorted(
        nearby, key=lambda other: (other.pk not in decided, -likeness(statement, other), other.pk)
    )
    return [
        Candidate(
            other,
            likeness(statement, other),
            collate(statement.text, other.text),
            decided.get(other.pk),
        )
        for other in ranked[:MOST]
    ]


def likeness(left: Statement, right: Statement) -> float:
    """Share of common words, whatever their order: 0 none, 1 all."""
    here, there = Counter(words(left.text)), Counter(words(right.text))
    return 2 * (here & there).total() / ((here.total() + there.total()) or 1)


def _nearby(statement: Statement, decided: list[int]):
    alike = Q(pk__in=decided)
    if statement.event_id:
        alike |= Q(event=statement.event_id)
    date, _precision, _uncertain = statement.effective_date
    if statement.speaker_id and date:
        alike |= Q(speaker=statement.speaker_id, when__range=(date - WINDOW, date + WINDOW))
    others = Statement.objects.annotate(when=EFFECTIVE_DATE).exclude(document=statement.document_id)
    return others.filter(alike).for_list()


def _decided(statement: Statement) -> dict[int, Report]:
    """By the other statement's id; a rejection of `statement` in another's utterance counts for that other."""
    shared = Report.objects.filter(utterance__reports__statement=statement).exclude(statement=statement)
    mine = {report.utterance_id: report for report in statement.reports.all()}
    decided = {}
    for report in shared.order_by("status", "pk").distinct():
        own = mine[report.utterance_id]
        if report.status == Report.Status.REJECTED and own.status == Report.Status.REJECTED:
            continue
        if own.status == Report.Status.REJECTED:
            decided.setdefault(report.statement_id, own)
        elif report.status != Report.Status.SUGGESTED or report.rule != OWN:
            decided.setdefault(report.statement_id, report)
    return decided


@transaction.atomic
def confirm(statement: Statement, other: Statement, editor) -> Report:
    """Both report one utterance, made when neither has one; raises LinkRefused when each belongs elsewhere."""
    if _forget_rejection(statement, other):
        return confirm(statement, other, editor)
    here, there = _confirmed(statement), _confirmed(other)
    if here and there and here.utterance_id != there.utterance_id:
        here, there = _one_yields(here, there)
    if there and not here:
        return _decide(there.utterance, statement, Report.Status.CONFIRMED, editor)
    utterance = _utterance(statement)
    if not here:
        _decide(utterance, statement, Report.Status.CONFIRMED, editor)
    return there or _decide(utterance, other, Report.Status.CONFIRMED, editor)


@transaction.atomic
def reject(statement: Statement, other: Statement, editor) -> Report:
    """Remember that they do not report the same words; a confirmed link between them is undone."""
    decided = _decided(_locked(statement)).get(other.pk)
    if decided and decided.status == Report.Status.REJECTED:
        return decided
    utterance = _utterance(statement)
    if not utterance.reports.filter(statement=statement).exists():
        Report.objects.create(utterance=utterance, statement=statement, rule=OWN)
    return _decide(utterance, other, Report.Status.REJECTED, editor)


@transaction.atomic
def detach(statement: Statement, other: Statement) -> bool:
    """Forget what was decided about the two (history keeps it); False when nothing was."""
    report = _decided(_locked(statement)).get(other.pk)
    if report is None:
        return False
    utterance = report.utterance
    report.delete()
    if not utterance.reports.exclude(rule=OWN).exists():
        utterance.delete()
    return True


def _forget_rejection(statement: Statement, other: Statement) -> bool:
    decided = _decided(_locked(statement)).get(other.pk)
    return bool(decided and decided.status == Report.Status.REJECTED and detach(statement, other))


def _one_yields(here: Report, there: Report) -> tuple[Report | None, Report | None]:
    """A statement that is the only report of its utterance may leave it for the other's."""
    if _leaves(there):
        return here, None
    if _leaves(here):
        return None, there
    raise LinkRefused(there.statement, there.utterance)


def _leaves(report: Report) -> bool:
    others = report.utterance.reports.exclude(pk=report.pk)
    if others.confirmed().exists():
        return False
    if others.exists():
        report.status, report.rule = Report.Status.SUGGESTED, OWN
        report.save()
    else:
        report.utterance.delete()
    return True


def _confirmed(statement: Statement) -> Report | None:
    return _locked(statement).reports.confirmed().select_related("utterance").first()


def _locked(statement: Statement) -> Statement:
    """So that two editors cannot decide about one statement at once."""
    acquire_write_lock()
    return Statement.objects.select_for_update().get(pk=statement.pk)


def _utterance(statement: Statement) -> Utterance:
    """The one it reports, else its own, else a new one."""
    report = _confirmed(statement) or statement.reports.filter(rule=OWN).first()
    if report:
        return report.utterance
    summary = statement.text if len(statement.text) <= 300 else f"{statement.text[:299]}…"
    return Utterance.objects.create(summary=summary, speaker=statement.speaker, event=statement.event)


def _decide(utterance: Utterance, statement: Statement, status: str, editor) -> Report:
    fields = {"status": status, "rule": EDITOR, "decided_by": editor, "decided_at": timezone.now()}
    report, _created = Report.objects.update_or_create(
        utterance=utterance, statement=statement, defaults=fields
    )
    return report
