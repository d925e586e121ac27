"""Orphans are statements that a correction left without a span: candidates for a new span, and the editor's
decision."""

from django.utils.translation import gettext as _

from archive.editing.analysis import Kind, analyse_later
from archive.editing.errors import StaleError
from archive.editing.history.log import log_changes
from archive.editing.locks import edit_transaction
from archive.editing.marking.anchors import anchor
from archive.editing.marking.preconditions import check_rights
from archive.editing.pending.public_changes import needs_publisher
from archive.editing.reanchoring import TextTooLongError
from archive.editing.reanchoring.candidates import find_candidates
from archive.editing.reanchoring.results import AnchorCandidate
from archive.editing.states import Actor, Right, rights_of
from archive.models import Document, Orphan, State, Statement


def candidates(document: Document, orphans: list[Orphan]) -> dict[int, list[AnchorCandidate]]:
    """Returns for each orphan of one document, by key, the spans of the current text where it may belong, best first.
    One query for each text version in which they became orphans."""
    spans_by_orphan = {}
    for version in sorted({orphan.version for orphan in orphans}):
        version_orphans = [orphan for orphan in orphans if orphan.version == version]
        spans = [(orphan.statement.start, orphan.statement.end) for orphan in version_orphans]
        try:
            rows = find_candidates(document.text_at_version(version) or "", document.text, spans)
        except TextTooLongError:
            rows = [[] for _span in spans]
        spans_by_orphan.update({orphan.pk: row for orphan, row in zip(version_orphans, rows, strict=True)})
    return spans_by_orphan


def anchor_orphan(actor: Actor, statement_id: int, start: int, end: int, *, text_version: int) -> Statement:
    """Gives an orphan a span of the current text and restores its former state; a published statement goes to review
    where the actor's changes need another publisher.

    Raises NotAllowedError, StaleError where the text is not at ``text_version`` or the statement is no longer an
    orphan, and EditError under ``words`` for an invalid span.
    """
    with edit_transaction(actor):
        check_rights(actor, Right.CHANGE)
        orphan, document = _lock_orphan(statement_id)
        if document.text_version != text_version:
            raise _stale_error()
        statement = orphan.statement
        statement.document = document
        anchor(statement, start, end)
        statement.state = _state_after(actor, orphan)
        statement.save(update_fields=["start", "end", "text", "state", "updated_at"])
        analyse_later([statement.pk], Kind.REPORTS, Kind.TERMS)
        log_changes(actor, [statement], (), describe_anchoring(orphan, statement))
        return statement


def describe_anchoring(orphan: Orphan, statement: Statement) -> str:
    """A message on the state of an orphan that was anchored again."""
    if statement.state == orphan.state_before:
        return _("Reattached to the text, in its previous state.")
    return _("Reattached to the text, in review: someone else has to publish it.")


def _state_after(actor: Actor, orphan: Orphan) -> str:
    """Returns the statement's state: with PENDING_CHANGES or TWO_PERSONS one person's decision does not make the new
    words public."""
    needs_another = needs_publisher(actor, Statement) or Right.ALONE not in rights_of(actor, orphan.statement)
    return State.REVIEW if orphan.state_before == State.PUBLISHED and needs_another else orphan.state_before


def detach_orphan(actor: Actor, statement_id: int) -> Statement:
    """Removes a statement that the current text no longer contains from the queue; it keeps its words. Raises
    NotAllowedError or StaleError."""
    with edit_transaction(actor):
        check_rights(actor, Right.CHANGE)
        orphan, _document = _lock_orphan(statement_id)
        orphan.detached = True
        orphan.save(update_fields=["detached"])
        log_changes(
            actor,
            [orphan.statement],
            (),
            _("Detached: the statement keeps its words and is not public."),
        )
        return orphan.statement


def _lock_orphan(statement_id: int) -> tuple[Orphan, Document]:
    document = Document.objects.select_for_update().filter(statements=statement_id).first()
    orphan = Orphan.objects.select_related("statement").filter(pk=statement_id).first()
    if document is None or orphan is None:
        raise _stale_error()
    return orphan, document


def _stale_error() -> StaleError:
    return StaleError(
        _("The text or the statement has been changed in the meantime. Reload the page and decide again.")
    )
