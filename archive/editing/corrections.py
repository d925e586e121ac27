"""Corrects a document's text and moves its statements along, in one transaction (docs/architecture.md, rule 2).

``plan`` says what would happen to every statement and writes nothing; ``correct_text`` does it. A statement whose words
cannot be found again with certainty becomes an orphan (orphans.py), which an editor gives a new span. A later
correction that brings its words back gives it back its span.
"""

from collections import Counter
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from archive.editing.errors import GoneError, StaleError
from archive.editing.history.log import log_changes
from archive.editing.locks import edit_transaction
from archive.editing.reanchoring.anchors import reanchor
from archive.editing.reanchoring.results import AnchorResult, AnchorStatus
from archive.editing.states import Actor, check_transition
from archive.models import Correction, Document, Orphan, State, Statement

CONTEXT = 40  # characters kept on either side of a statement's words: the length of Statement.prefix


@dataclass(frozen=True, slots=True)
class StatementOutcome:
    """What a correction does to one statement. ``from_orphan``: it had no span, and this gives it one."""

    statement: Statement
    result: AnchorResult
    from_orphan: bool = False

    @property
    def status(self) -> AnchorStatus:
        return self.result.status

    @property
    def reason(self) -> str:
        """Of Orphan.Reason, where an editor must decide."""
        return self.result.reason.value if self.result.reason else ""

    def text_in(self, new_text: str) -> str:
        """The statement's words in the new text; empty where an editor must decide."""
        return new_text[slice(*self.result.span)] if self.result.span else ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Every statement of the document in reading order; those that stay orphans are left out."""

    outcomes: list[StatementOutcome]

    def with_status(self, *statuses: AnchorStatus) -> list[StatementOutcome]:
        return [each for each in self.outcomes if each.status in statuses]

    @property
    def counts(self) -> dict[AnchorStatus, int]:
        """The number of statements for each status, zeros included."""
        found = Counter(each.status for each in self.outcomes)
        return {status: found[status] for status in AnchorStatus}


def plan(document: Document, new_text: str, statements: list[Statement] | None = None) -> Plan:
    """What the correction would do. Two queries, one more for each version in which statements became orphans."""
    rows = list(document.statements.in_reading_order()) if statements is None else statements
    anchored = [row for row in rows if row.state != State.ORPHANED]
    spans = [(row.start, row.end) for row in anchored]
    outcomes = [
        StatementOutcome(*pair)
        for pair in zip(anchored, reanchor(document.text, new_text, spans), strict=True)
    ]
    outcomes += _recovered_orphans(document, new_text, [row for row in rows if row.state == State.ORPHANED])
    outcomes.sort(key=lambda each: (each.statement.start, -each.statement.end, each.statement.pk))
    return Plan(outcomes)


def _recovered_orphans(document: Document, new_text: str, rows: list[Statement]) -> list[StatementOutcome]:
    """Orphans whose words the new text has again, beyond doubt."""
    orphans = {orphan.pk: orphan for orphan in Orphan.objects.filter(statement__in=rows)} if rows else {}
    outcomes = []
    for version in sorted({orphan.version for orphan in orphans.values()}):
        then = [row for row in rows if orphans[row.pk].version == version]
        spans = [(row.start, row.end) for row in then]
        results = reanchor(document.text_at_version(version) or "", new_text, spans)
        outcomes += [
            StatementOutcome(row, each, from_orphan=True)
            for row, each in zip(then, results, strict=True)
            if each.status in (AnchorStatus.UNCHANGED, AnchorStatus.MOVED)
        ]
    return outcomes


def correct_text(
    actor: Actor,
    document: Document,
    new_text: str,
    *,
    reason: str = "",
    public_note: str = "",
    text_version: int | None = None,
) -> Plan:
    """Give the document its new, canonical text; what it did to the statements. ``document`` is refreshed.

    Raises NotAllowedError, StaleError where the text is not of the ``text_version`` any more, EditError where it is
    not canonical.
    """
    with edit_transaction(actor):
        before = document.text_version
        planned = replace_text(
            actor,
            document,
            new_text,
            reason=reason,
            public_note=public_note,
            text_version=text_version,
        )
        if document.text_version != before:
            message = _("Corrected the text (version %(n)d). %(why)s")
            log_changes(
                actor, [document], (), (message % {"n": document.text_version, "why": reason}).strip()
            )
        return planned


def replace_text(
    actor: Actor,
    document: Document,
    new_text: str,
    *,
    reason: str = "",
    public_note: str = "",
    text_version: int | None = None,
) -> Plan:
    """As ``correct_text``, as a part of a larger edit: in its transaction, without an entry of its own in the log.

    Locks the document's row, so that no statement is added meanwhile.
    """
    locked = Document.objects.select_for_update().filter(pk=document.pk).first()
    if locked is None:
        raise GoneError(_("This document is no longer in the archive: someone has deleted it."))
    check_transition(actor, locked, locked.state)
    if text_version is not None and locked.text_version != text_version:
        message = _("Someone else has corrected this text in the meantime (it is now version %(n)d).")
        raise StaleError(message % {"n": locked.text_version})
    statements = list(locked.statements.select_for_update(of=("self",)).in_reading_order())
    planned = plan(locked, new_text, statements)
    if locked.text != new_text:
        Document.objects.filter(pk=locked.pk).update(text=new_text, updated_at=timezone.now())
        locked.corrections.filter(version=locked.text_version).update(
            corrected_by=actor, reason=reason, public_note=public_note
        )
        _write_spans(planned, new_text)
        _make_orphans(planned, locked)
    document.refresh_from_db(fields=["text", "text_version", "text_hash", "coverage", "updated_at"])
    return planned


def _write_spans(planned: Plan, text: str) -> None:
    """Written also where only the words around changed: the database fills them in again."""
    states = _states_before(planned)
    changed = []
    for each in planned.with_status(AnchorStatus.UNCHANGED, AnchorStatus.MOVED, AnchorStatus.CHANGED):
        if each.result.span is None:
            continue
        row, (start, end) = each.statement, each.result.span
        around = (text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT])
        anchor = (start, text[start:end], *around)
        if not each.from_orphan and (row.start, row.text, row.prefix, row.suffix) == anchor:
            continue
        row.start, row.end, row.text, row.updated_at = start, end, text[start:end], timezone.now()
        row.state = states.get(row.pk, row.state)
        changed.append(row)
    Statement.objects.bulk_update(changed, ["start", "end", "text", "state", "updated_at"], batch_size=500)


def _states_before(planned: Plan) -> dict[int, str]:
    """The states to which orphans that get their span back return."""
    recovered = [each.statement for each in planned.outcomes if each.from_orphan]
    if not recovered:
        return {}
    return dict(Orphan.objects.filter(statement__in=recovered).values_list("statement_id", "state_before"))


def _make_orphans(planned: Plan, document: Document) -> None:
    lost = planned.with_status(AnchorStatus.REVIEW)
    if lost:  # something that matters is not marked any more
        Document.objects.filter(pk=document.pk).update(coverage="", checked_by=None)
    Orphan.objects.bulk_create(
        [
            Orphan(
                statement=each.statement,
                version=document.text_version,
                reason=each.reason,
                state_before=each.statement.state,
            )
            for each in lost
        ],
        batch_size=500,
    )
    for each in lost:
        each.statement.state, each.statement.updated_at = State.ORPHANED, timezone.now()
    Statement.objects.bulk_update([each.statement for each in lost], ["state", "updated_at"], batch_size=500)


def change_public_note(actor: Actor, correction: Correction, note: str) -> None:
    """What readers are told of the correction; empty for nothing. A NUL, which no database keeps, is left out."""
    with edit_transaction(actor):
        document = Document.objects.filter(pk=correction.document_id).first()
        if document is None:
            raise GoneError(_("This document is no longer in the archive: someone has deleted it."))
        check_transition(actor, document, document.state)
        correction.public_note = note.replace("\0", "").strip()
        correction.save(update_fields=["public_note"])
        log_changes(actor, [document], (), _("Changed the note for readers on a correction."))
