"""Corrects a document's text and takes its statements along, in one transaction (design, rule 2).

``plan`` says what every statement would do and writes nothing; ``correct_text`` does it. A statement whose words
nobody can tell any more loses its place, not itself: it goes to the queue (models/correction.py), from which an editor
gives it a ``place`` or takes it as ``detached``. A later correction that brings its words back gives it back its place.
"""

from collections import Counter
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from archive.editing.locks import acquire_write_lock
from archive.editing.reanchoring.anchors import Candidate, Fate, Followed, follow
from archive.models import Document, Orphan, State, Statement

Span = tuple[int, int]


class Stale(Exception):
    """The text, or the statement's place in it, was changed by somebody else meanwhile; nothing was written."""


class NoPlace(ValueError):
    """Nothing stands between these two offsets of the text; nothing was written."""


@dataclass(frozen=True, slots=True)
class Fated:
    """What a correction does to one statement. ``back``: it had no place, and this gives it one."""

    statement: Statement
    followed: Followed
    back: bool = False

    @property
    def fate(self) -> Fate:
        return self.followed.fate

    def words(self, text: str) -> str:
        """Those it stands on in the new text; empty where an editor must decide."""
        return text[slice(*self.followed.span)] if self.followed.span else ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Every statement of the document in reading order; those that stay without a place are left out."""

    fated: list[Fated]

    def of(self, *fates: Fate) -> list[Fated]:
        return [each for each in self.fated if each.fate in fates]

    @property
    def counts(self) -> dict[Fate, int]:
        found = Counter(each.fate for each in self.fated)
        return {fate: found[fate] for fate in Fate}


def plan(document: Document, new_text: str, statements: list[Statement] | None = None) -> Plan:
    """What the correction would do. Two queries, one more for each version in which statements lost their place."""
    rows = list(document.statements.in_reading_order()) if statements is None else statements
    placed = [row for row in rows if row.state != State.ORPHANED]
    spans = [(row.start, row.end) for row in placed]
    fated = [Fated(*pair) for pair in zip(placed, follow(document.text, new_text, spans), strict=True)]
    fated += _back(document, new_text, [row for row in rows if row.state == State.ORPHANED])
    return Plan(
        sorted(fated, key=lambda each: (each.statement.start, -each.statement.end, each.statement.pk))
    )


def _back(document: Document, new_text: str, rows: list[Statement]) -> list[Fated]:
    """Statements without a place whose words the new text has again, surely."""
    orphans = {orphan.pk: orphan for orphan in Orphan.objects.filter(statement__in=rows)} if rows else {}
    found = []
    for version in sorted({orphan.version for orphan in orphans.values()}):
        standing = [row for row in rows if orphans[row.pk].version == version]
        spans = [(row.start, row.end) for row in standing]
        followed = follow(document.text_at_version(version), new_text, spans)
        found += [
            Fated(row, each, back=True)
            for row, each in zip(standing, followed, strict=True)
            if each.fate in (Fate.KEPT, Fate.MOVED)
        ]
    return found


@transaction.atomic
def correct_text(
    document: Document,
    new_text: str,
    *,
    by=None,
    reason: str = "",
    public_note: str = "",
    seen_version: int | None = None,
) -> Plan:
    """Give the document its new, canonical text; what it did to the statements. ``document`` is refreshed.

    Raises Stale where the text is not of the ``seen_version`` any more. Locks the document's row, so that no statement
    is added meanwhile.
    """
    acquire_write_lock()
    locked = Document.objects.select_for_update().get(pk=document.pk)
    if seen_version is not None and locked.text_version != seen_version:
        raise Stale
    statements = list(locked.statements.select_for_update(of=("self",)).in_reading_order())
    planned = plan(locked, new_text, statements)
    if locked.text != new_text:
        Document.objects.filter(pk=locked.pk).update(text=new_text, updated_at=timezone.now())
        locked.corrections.filter(version=locked.text_version).update(
            corrected_by=by, reason=reason, public_note=public_note
        )
        _take_along(planned, new_text)
        _queue(planned, locked)
        _check_now()
    document.refresh_from_db(fields=["text", "text_version", "text_hash", "coverage", "updated_at"])
    return planned


def _take_along(planned: Plan, text: str) -> None:
    """Written also where only the words around changed: the database fills them in again."""
    states = dict(Orphan.objects.values_list("statement_id", "state_before")) if _any_back(planned) else {}
    stale = []
    for each in planned.of(Fate.KEPT, Fate.MOVED, Fate.CHANGED):
        row, (start, end) = each.statement, each.followed.span
        words, around = text[start:end], (text[max(start - 40, 0) : start], text[end : end + 40])
        if not each.back and (row.start, row.text, row.prefix, row.suffix) == (start, words, *around):
            continue
        row.start, row.end, row.text, row.updated_at = start, end, words, timezone.now()
        row.state = states[row.pk] if each.back else row.state
        stale.append(row)
    Statement.objects.bulk_update(stale, ["start", "end", "text", "state", "updated_at"], batch_size=500)


def _any_back(planned: Plan) -> bool:
    return any(each.back for each in planned.fated)


def _queue(planned: Plan, document: Document) -> None:
    lost = planned.of(Fate.REVIEW)
    if lost:  # something that matters is not marked any more
        Document.objects.filter(pk=document.pk).update(coverage="", checked_by=None)
    Orphan.objects.bulk_create(
        [
            Orphan(
                statement=each.statement,
                version=document.text_version,
                reason=each.followed.why.value,
                state_before=each.statement.state,
            )
            for each in lost
        ],
        batch_size=500,
    )
    for each in lost:
        each.statement.state, each.statement.updated_at = State.ORPHANED, timezone.now()
    Statement.objects.bulk_update([each.statement for each in lost], ["state", "updated_at"], batch_size=500)


def _check_now() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS statement_text_matches_document IMMEDIATE")
        cursor.execute("SET CONSTRAINTS statement_text_matches_document DEFERRED")


def candidates(document: Document, orphans: list[Orphan]) -> dict[int, list[Candidate]]:
    """For statements without a place of one document where in its present text they may stand, best first."""
    found = {}
    for version in sorted({orphan.version for orphan in orphans}):
        standing = [orphan for orphan in orphans if orphan.version == version]
        spans = [(orphan.statement.start, orphan.statement.end) for orphan in standing]
        for orphan, each in zip(
            standing, follow(document.text_at_version(version), document.text, spans), strict=True
        ):
            sure = [Candidate(*each.span, 1.0)] if each.span else []
            found[orphan.pk] = sure or list(each.candidates)
    return found


@transaction.atomic
def place(statement_id: int, start: int, end: int, *, text_version: int) -> Statement:
    """Give a statement without a place these words of the present text, in the state it was in before.

    Raises Stale where the text is of another version or the statement has a place by now, NoPlace for offsets with
    nothing between them.
    """
    orphan, document = _locked(statement_id)
    if document.text_version != text_version:
        raise Stale
    if not 0 <= start < end <= len(document.text) or not document.text[start:end].strip():
        raise NoPlace
    statement = orphan.statement
    statement.start, statement.end, statement.text = start, end, document.text[start:end]
    statement.state = orphan.state_before
    statement.save(update_fields=["start", "end", "text", "state", "updated_at"])
    return statement


@transaction.atomic
def detach(statement_id: int) -> Statement:
    """Take it that the present text has no place for the statement: it leaves the queue and is kept."""
    orphan, _document = _locked(statement_id)
    orphan.detached = True
    orphan.save(update_fields=["detached"])
    return orphan.statement


def _locked(statement_id: int) -> tuple[Orphan, Document]:
    acquire_write_lock()
    document = Document.objects.select_for_update().filter(statements=statement_id).first()
    orphan = Orphan.objects.select_related("statement").filter(pk=statement_id).first()
    if document is None or orphan is None:
        raise Stale
    return orphan, document
