"""Applies the checklist to unsaved values of a statement: they are saved and rolled back."""

from collections.abc import Mapping
from typing import Any

from archive.editing import marking
from archive.editing.locks import edit_transaction
from archive.editing.publication.checklist import Finding, checklist
from archive.editing.states import Actor
from archive.models import Statement


class _TrialEnd(Exception):
    """Raised to roll back the transaction of a trial."""


def try_publication(
    actor: Actor, document_id: int, statement_id: int | None, values: Mapping[str, Any], **anchor: Any
) -> tuple[list[Finding], bool]:
    """The findings on the statement with these values, and whether readers would see it.

    ``anchor`` is the span and text_version as ``marking.mark`` takes them. Raises what ``mark`` and ``change`` raise.
    """
    findings: list[Finding] = []
    is_public = False
    try:
        with edit_transaction(actor):
            if statement_id is None:
                result = marking.mark(actor, document_id, values=values, **anchor)
            else:
                result = marking.change(actor, document_id, statement_id, values, **anchor)
            findings = checklist(statements=Statement.objects.filter(pk=result.statement.pk))
            is_public = Statement.objects.published().filter(pk=result.statement.pk).exists()
            raise _TrialEnd
    except _TrialEnd:
        pass
    return findings, is_public
