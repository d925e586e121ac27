"""Deletes a statement and restores a deleted one from the history."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from archive.editing.errors import field_error
from archive.editing.history.log import log_additions, log_deletions
from archive.editing.history.restoring import recreate
from archive.editing.locks import edit_transaction
from archive.editing.marking.anchors import window_around
from archive.editing.marking.preconditions import (
    check_rights,
    last_deletion,
    lock_document,
    lock_statement,
    not_found,
)
from archive.editing.marking.revisions import check_revision
from archive.editing.states import DELETED, Actor, Right, check_transition, may_set_state
from archive.models import Document, State, Statement


def delete(
    actor: Actor, document_id: int, statement_id: int, *, expected_revisions: Collection[str] | None = None
) -> None:
    """Raises NotFoundError, GoneError, NotAllowedError or StaleError."""
    with edit_transaction(actor):
        statement = lock_statement(document_id, statement_id)
        check_transition(actor, statement, DELETED)
        check_revision(statement, expected_revisions)
        log_deletions(actor, [statement])
        statement.delete()


def restore(actor: Actor, document_id: int, statement_id: int) -> tuple[Statement, bool]:
    """Returns the statement with its id, themes and relays, and whether it had been deleted.

    It gets its former state where the actor may set it, otherwise draft. Words that a correction has moved since are
    searched for. Raises NotFoundError, NotAllowedError, or EditError under ``words`` where they do not occur exactly
    once.
    """
    with edit_transaction(actor):
        document = lock_document(document_id)
        check_rights(actor, Right.ADD | Right.CHANGE)
        present = document.statements.filter(pk=statement_id).first()
        if present:
            return present, False
        event = last_deletion(document, statement_id)
        if event is None:
            raise not_found(document, statement_id)
        start = _start_of(event, document)
        state = (
            event.state if may_set_state(actor, Statement(document=document), event.state) else State.DRAFT
        )
        anchor = {"start": start, "end": start + len(event.text)}
        statement = recreate(Statement, event, state=state, **anchor)
        statement.document = document
        log_additions(actor, [statement], _("Restored after deletion."))
        return statement, True


def _start_of(event: Any, document: Document) -> int:
    if window_around(document, event.start, event.end).text_of(event.start, event.end) == event.text:
        return event.start
    text = document.text
    start = text.find(event.text)
    if start < 0:
        raise field_error(
            "words", _("The text has been corrected in the meantime and no longer contains these words.")
        )
    if text.find(event.text, start + 1) >= 0:
        message = _(
            "The text has been corrected in the meantime, and these words occur several times in "
            "it: mark them again."
        )
        raise field_error("words", message)
    return start
