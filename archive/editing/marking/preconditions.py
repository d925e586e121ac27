"""Locks and loads the document and the statement that a use case changes."""

from typing import Any

from django.utils.translation import gettext as _

from archive.editing.errors import GoneError, NotAllowedError, NotFoundError, StaleTextError
from archive.editing.history.events import history_model
from archive.editing.states import Actor, Right, rights_of
from archive.models import Document, Statement


def lock_document(document_id: int) -> Document:
    """The document without its text, which may be long. One query."""
    document = Document.objects.defer("text").select_for_update().filter(pk=document_id).first()
    if document is None:
        raise NotFoundError(_("This document is no longer in the archive: someone has deleted it."))
    return document


def lock_statement(document_id: int, statement_id: int, with_orphans: bool = False) -> Statement:
    """The statement with its speaker, event and role, and its document without the text. Two queries."""
    document = lock_document(document_id)
    rows = Statement.objects.all() if with_orphans else Statement.objects.anchored()
    rows = rows.filter(document=document, pk=statement_id)
    statement = rows.select_related("speaker", "event", "role").select_for_update(of=("self",)).first()
    if statement is None:
        raise not_found(document, statement_id)
    statement.document = document
    return statement


def not_found(document: Document, statement_id: int) -> NotFoundError:
    if last_deletion(document, statement_id):
        return GoneError(_("That statement is no longer in this text: someone has deleted it."))
    return NotFoundError(_("There is no such statement in this text."))


def last_deletion(document: Document, statement_id: int) -> Any:
    """The history event of the statement's last deletion, which holds its last values."""
    events = history_model(Statement)._default_manager.filter(pgh_obj_id=statement_id, pgh_label="delete")
    return events.filter(document=document).order_by("-pgh_id").first()


def check_rights(actor: Actor, right: Right) -> None:
    if right not in rights_of(actor, Statement):
        raise NotAllowedError(_("You do not have permission to do this."))


def check_text_version(document: Document, text_version: int | None) -> None:
    if text_version not in (None, document.text_version):
        message = _("The text has been corrected in the meantime. Nothing was saved: reload the page.")
        raise StaleTextError(message, document.text_version)
