"""Marks a new statement, or changes an existing one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from archive.editing.analysis import Kind, analyse_later
from archive.editing.history.events import history_model
from archive.editing.history.log import log_additions, log_changes
from archive.editing.locks import edit_transaction
from archive.editing.marking.duplicates import DuplicateError, check_no_duplicate
from archive.editing.marking.edit import StatementEdit, editable_content, labels
from archive.editing.marking.preconditions import (
    check_rights,
    check_text_version,
    lock_document,
    lock_statement,
)
from archive.editing.marking.revisions import check_revision
from archive.editing.states import Actor, Right, check_not_author, check_transition
from archive.models import Speaker, State, Statement, Theme

# What is looked for by which attributes.
ANALYSED_FIELDS = {
    Kind.REPORTS: {"start", "end", "voice", "speaker_id", "event_id", "date", "themes"},
    Kind.TERMS: {"start", "end"},
}


@dataclass(frozen=True, slots=True)
class SaveResult:
    """``themes`` and ``relays`` are what was written, None where they did not change. ``is_new``: the statement did not
    exist before. ``changed``: the attributes that were written."""

    statement: Statement
    is_new: bool = False
    changed: tuple[str, ...] = ()
    themes: list[Theme] | None = None
    relays: list[Speaker] | None = None


def mark(
    actor: Actor,
    document_id: int,
    span: tuple[int, int],
    values: Mapping[str, Any],
    *,
    text_version: int | None = None,
) -> SaveResult:
    """Creates a statement on ``document.text[span[0]:span[1]]``, without spaces at the ends.

    Where the same actor sends the same statement again, perhaps because the response was lost, the existing one is
    returned. Raises EditError, NotFoundError, NotAllowedError, or StaleTextError where the text is no longer at
    ``text_version``.
    """
    with edit_transaction(actor):
        document = lock_document(document_id)
        check_rights(actor, Right.ADD)
        check_text_version(document, text_version)
        edit = StatementEdit(actor, Statement(document=document, start=0, end=0))
        edit.apply({"themes": [], "relays": [], **values}, span)
        try:
            check_no_duplicate(edit.statement)
        except DuplicateError as error:
            if not _is_resubmission(actor, error.duplicate, edit):
                raise
            return SaveResult(error.duplicate)
        edit.save()
        analyse_later([edit.statement.pk], Kind.REPORTS, Kind.TERMS)
        log_additions(actor, [edit.statement])
        return _result(edit, is_new=True)


def _is_resubmission(actor: Actor, duplicate: Statement, edit: StatementEdit) -> bool:
    if editable_content(duplicate) != edit.content:
        return False
    insertions = history_model(Statement)._default_manager.filter(pgh_obj_id=duplicate.pk, pgh_label="insert")
    maker = insertions.order_by("-pgh_id").values_list("pgh_context__metadata__user", flat=True).first()
    return maker == (actor and actor.pk)


def change(
    actor: Actor,
    document_id: int,
    statement_id: int,
    values: Mapping[str, Any],
    *,
    span: tuple[int, int] | None = None,
    text_version: int | None = None,
    expected_revisions: Collection[str] | None = None,
    with_orphans: bool = False,
) -> SaveResult:
    """Changes a statement. Fields missing from ``values`` stay as they are; without a difference nothing is written.

    An orphan has no span to change; ``with_orphans`` allows changing everything else of it. Raises EditError,
    NotFoundError (GoneError where it was deleted), NotAllowedError, StaleTextError, or StaleError where the current
    revision is not among ``expected_revisions``.
    """
    with edit_transaction(actor):
        statement = lock_statement(document_id, statement_id, with_orphans)
        check_rights(actor, Right.CHANGE)
        check_revision(statement, expected_revisions)
        check_text_version(statement.document, text_version)
        edit = StatementEdit(actor, statement)
        edit.apply(values, span)
        if edit.changed_fields:
            if "state" not in values:
                check_transition(actor, statement, statement.state)
            if statement.state != State.ORPHANED:
                check_no_duplicate(statement)
            edit.save()
            if "state" in edit.changed_fields and statement.state == State.PUBLISHED:
                check_not_author(actor, statement)
            analyse_later(
                [statement.pk],
                *(kind for kind, names in ANALYSED_FIELDS.items() if names & set(edit.changed_fields)),
            )
            log_changes(actor, [statement], labels(edit.changed_fields))
        return _result(edit)


def _result(edit: StatementEdit, is_new: bool = False) -> SaveResult:
    themes = None if edit.before["themes"] else edit.themes  # those that stayed keep their order
    return SaveResult(edit.statement, is_new, tuple(edit.changed_fields), themes, edit.relays)
