"""Corrects a document's text and re-anchors its statements, in one transaction (docs/architecture.md, rule 2).

A statement whose words cannot be found again with certainty becomes an orphan (orphans.py), which an editor gives a new
span. A later correction that brings its words back restores its span.
"""

from collections.abc import Collection
from functools import partial
from itertools import zip_longest

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.editing.analysis import Kind, analyse_later
from archive.editing.correction_plan import CorrectionPlan, CorrectionPlanner
from archive.editing.errors import GoneError, StaleError, UnconfirmedError
from archive.editing.history.log import log_changes
from archive.editing.locks import edit_transaction
from archive.editing.reanchoring.results import AnchorStatus
from archive.editing.states import Actor, check_transition
from archive.models import Correction, Document, Orphan
from archive.text.paragraphs import split_paragraphs

CONTEXT = 40  # characters kept on either side of a statement's words: the length of Statement.prefix


def correct_text(
    actor: Actor,
    document: Document,
    new_text: str,
    *,
    reason: str = "",
    public_note: str = "",
    text_version: int | None = None,
    confirmed: Collection[int] = (),
) -> CorrectionPlan:
    """Replaces the text of the document and returns what this did to its statements; ``document`` is refreshed.

    ``confirmed`` holds the keys of the published statements whose change of meaning the editor has confirmed. The
    statements are re-anchored before the write lock is taken. Raises NotAllowedError, StaleError where the document is
    no longer at ``text_version``, UnconfirmedError where the meaning of other published statements would change, and
    EditError where the text is not canonical or too long.
    """
    present = Document.objects.filter(pk=document.pk).first()
    if present is None:
        raise _gone_error()
    check_transition(actor, present, present.state)
    _check_version(present, text_version)
    planner = CorrectionPlanner(present, new_text)
    plan = planner.plan()
    _check_confirmed(plan, confirmed)
    with edit_transaction(actor, before_lock=partial(_prepare_search, planner, plan)):
        plan = _replace(actor, document, planner, reason, public_note, confirmed)
        if document.text_version != planner.text_version:
            message = _("Corrected the text (version %(n)d). %(why)s")
            log_changes(
                actor, [document], (), (message % {"n": document.text_version, "why": reason}).strip()
            )
        return plan


def _prepare_search(planner: CorrectionPlanner, plan: CorrectionPlan) -> None:
    """Make the vectors of the words that are written later, while others may still write. One query."""
    new_text = planner.new_text
    paragraphs = zip_longest(split_paragraphs(new_text), split_paragraphs(planner.text))
    texts = {new for new, old in paragraphs if new and new != old}
    for outcome in plan.outcomes:
        if outcome.has_new_words:
            texts.add(outcome.text_in(new_text))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT archive_search_prepare_texts(%s::text[], %s)", [list(texts), planner.document.language]
        )


def replace_text(actor: Actor, document: Document, new_text: str, *, reason: str = "") -> CorrectionPlan:
    """Does what ``correct_text`` does as part of a larger edit: inside its transaction, without a log entry of its own.
    Nobody has previewed the outcome, so published statements whose meaning would change become orphans."""
    planner = CorrectionPlanner(_lock(actor, document), new_text)
    return _replace(actor, document, planner, reason, "", None)


def _lock(actor: Actor, document: Document) -> Document:
    """Locks and returns the document's row, so that no statement is added in the meantime."""
    row = Document.objects.select_for_update().filter(pk=document.pk).first()
    if row is None:
        raise _gone_error()
    check_transition(actor, row, row.state)
    return row


def _replace(
    actor: Actor,
    document: Document,
    planner: CorrectionPlanner,
    reason: str,
    public_note: str,
    confirmed: Collection[int] | None,
) -> CorrectionPlan:
    row, new_text = _lock(actor, document), planner.new_text
    _check_version(row, planner.text_version)
    plan = planner.plan()  # nobody else writes while this transaction has the write lock
    if confirmed is None:
        plan = CorrectionPlan(
            [outcome.without_span() if outcome.needs_confirmation else outcome for outcome in plan.outcomes]
        )
    else:
        _check_confirmed(plan, confirmed)
    if row.text != new_text:
        # Where statements lose their span, something that matters is not marked any more.
        coverage = {"coverage": "", "checked_by": None} if plan.with_status(AnchorStatus.REVIEW) else {}
        Document.objects.filter(pk=row.pk).update(text=new_text, updated_at=timezone.now(), **coverage)
        row.corrections.filter(version=row.text_version).update(
            corrected_by=actor, reason=reason, public_note=public_note
        )
        _write_spans(plan, new_text)
        _make_orphans(plan, row)
        analyse_later(
            [outcome.statement.pk for outcome in plan.outcomes if outcome.has_new_words],
            Kind.REPORTS,
            Kind.TERMS,
        )
    document.refresh_from_db(fields=["text", "text_version", "text_hash", "coverage", "updated_at"])
    return plan


def _check_version(document: Document, text_version: int | None) -> None:
    if text_version is not None and document.text_version != text_version:
        message = _("Someone else has corrected this text in the meantime (it is now version %(n)d).")
        raise StaleError(message % {"n": document.text_version})


def _check_confirmed(plan: CorrectionPlan, confirmed: Collection[int]) -> None:
    missing = plan.list_unconfirmed(confirmed)
    if missing:
        message = ngettext(
            "The correction changes the meaning of %(n)d published statement. Confirm it, or leave "
            "its words as they are.",
            "The correction changes the meaning of %(n)d published statements. Confirm each, or "
            "leave their words as they are.",
            len(missing),
        )
        raise UnconfirmedError(message % {"n": len(missing)})


def _gone_error() -> GoneError:
    return GoneError(_("This document is no longer in the archive: someone has deleted it."))


def _write_spans(plan: CorrectionPlan, text: str) -> None:
    """Written also where only the words around changed: the database fills them in again. One query, or two."""
    states = _states_before(plan)
    changed_rows = []
    for outcome in plan.with_status(AnchorStatus.KEPT, AnchorStatus.MOVED, AnchorStatus.CHANGED):
        if outcome.result.span is None:
            continue
        row, (start, end) = outcome.statement, outcome.result.span
        around = (text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT])
        anchor = (start, text[start:end], *around)
        if outcome.from_orphan or (row.start, row.text, row.prefix, row.suffix) != anchor:
            changed_rows.append((row.pk, start, end, states.get(row.pk)))
    if changed_rows:
        columns = [list(column) for column in zip(*changed_rows, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT archive_move_statements(%s, %s, %s, %s, %s::text[])",
                [plan.outcomes[0].statement.document_id, *columns],
            )


def _states_before(plan: CorrectionPlan) -> dict[int, str]:
    """The states to which orphans that get their span back return."""
    statements = [outcome.statement for outcome in plan.outcomes if outcome.from_orphan]
    if not statements:
        return {}
    return dict(Orphan.objects.filter(statement__in=statements).values_list("statement_id", "state_before"))


def _make_orphans(plan: CorrectionPlan, document: Document) -> None:
    outcomes = plan.with_status(AnchorStatus.REVIEW)
    if outcomes:
        keys = [outcome.statement.pk for outcome in outcomes]
        reasons = [outcome.reason for outcome in outcomes]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT archive_detach_statements(%s, %s, %s, %s::text[])",
                [document.pk, document.text_version, keys, reasons],
            )


def change_public_note(actor: Actor, correction: Correction, note: str) -> None:
    """Changes what readers are told of the correction; an empty note says nothing. NUL characters, which the database
    cannot store, are removed."""
    with edit_transaction(actor):
        document = Document.objects.filter(pk=correction.document_id).first()
        if document is None:
            raise _gone_error()
        check_transition(actor, document, document.state)
        correction.public_note = note.replace("\0", "").strip()
        correction.save(update_fields=["public_note"])
        log_changes(actor, [document], (), _("Changed the note for readers on a correction."))
