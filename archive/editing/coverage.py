"""How complete the annotation of a document is: one editor declares it full, and another one checks it."""

from typing import Any

from django.utils.translation import gettext as _

from archive.editing.errors import CONSTRAINT_MESSAGES, GoneError, NotAllowedError, StaleError
from archive.editing.history.log import log_changes
from archive.editing.locks import edit_transaction
from archive.editing.states import CHECKED, FULL, PARTLY, Actor, Right, coverage_choices, rights_of
from archive.models import Document


def has_anchored_statements(document: Document) -> bool:
    """Whether any statement is anchored in the text; one query."""
    return document.statements.anchored().exists()


def declare_coverage(actor: Actor, document: Document, coverage: str) -> Document:
    """Sets the coverage and returns the saved document, without its text. Raises NotAllowedError where the actor would
    check their own work, and StaleError for any other step that is not among ``coverage_choices``, since another editor
    may have been faster."""
    with edit_transaction(actor):
        row = Document.objects.select_for_update().defer("text").filter(pk=document.pk).first()
        if row is None:
            raise GoneError(_("This document is no longer in the archive: someone has deleted it."))
        if coverage not in coverage_choices(actor, row):
            raise _refusal(actor, row, coverage)
        row.coverage = coverage
        account: Any = actor  # never None with CHECKED: a command has no right to check
        row.annotated_by = {FULL: account, PARTLY: None}.get(coverage, row.annotated_by)
        row.checked_by = account if coverage == CHECKED else None
        row.save(update_fields=["coverage", "annotated_by", "checked_by", "updated_at"])
        log_changes(actor, [row], [_("annotated")])
        return row


def _refusal(actor: Actor, document: Document, coverage: str) -> NotAllowedError | StaleError:
    if coverage == CHECKED and actor is not None and document.annotated_by_id == actor.pk:
        return NotAllowedError(CONSTRAINT_MESSAGES["document_checker_is_not_annotator"][1])
    if Right.CHANGE not in rights_of(actor, document):
        return NotAllowedError(_("You do not have permission to do this."))
    return StaleError(
        _("Nothing was changed. Another editor may have changed this document: reload the page.")
    )
