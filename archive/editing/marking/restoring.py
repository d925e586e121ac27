"""Restores the statements that were deleted together with a document."""

from django.db import models

from archive.editing.errors import EditError
from archive.editing.history.restoring import deletions
from archive.editing.states import Actor
from archive.models import Document, Statement

from .deletion import restore


def deleted_statements(document_ids: list[int]) -> dict[int, int]:
    """The number of deleted, not restored statements by document id; one query."""
    deleted_rows = deletions(Statement).filter(document_id__in=document_ids).order_by()
    return dict(
        deleted_rows.values("document_id").annotate(n=models.Count("pgh_id")).values_list("document_id", "n")
    )


def restore_statements(actor: Actor, document: Document) -> tuple[list[Statement], list[str]]:
    """Returns the restored statements, with themes and relays, and the reasons, in words for the editor, why others
    could not be restored."""
    statements, refusals = [], []
    deleted_rows = deletions(Statement).filter(document_id=document.pk).order_by("start", "pgh_id")
    for statement_id in deleted_rows.values_list("pgh_obj_id", flat=True):
        try:
            statement, _was_gone = restore(actor, document.pk, statement_id)
            statements.append(statement)
        except EditError as error:
            refusals.append(str(error))
    return statements, refusals
