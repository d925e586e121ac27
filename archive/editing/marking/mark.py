"""Marks a statement, or changes what is marked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from archive.editing.history.events import history_model
from archive.editing.history.log import log_additions, log_changes
from archive.editing.locks import edit_transaction
from archive.editing.marking.duplicates import DuplicateError, check_no_duplicate
from archive.editing.marking.edit import Edit, content_of, labels
from archive.editing.marking.preconditions import (
    check_rights,
    check_text_version,
    lock_document,
    lock_statement,
)
from archive.editing.marking.revisions import check_seen
from archive.editing.states import Actor, Right
from archive.models import Speaker, Statement, Theme


@dataclass(frozen=True, slots=True)
class Saved:
    """``themes`` and ``relays`` are what was written, None where they stayed as they were.

    ``is_new``: it was not there before. ``changed``: the attributes that were written.
    """

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
) -> Saved:
    """A new statement on the words from ``span[0]`` to ``span[1]`` of the document's text, without spaces at the ends.

    The same statement sent again by the same actor, whose answer was lost perhaps, is the one that is there. Raises
    EditError, NotFoundError, NotAllowedError, or StaleTextError where the text is not of ``text_version`` any more.
    """
    with edit_transaction(actor):
        document = lock_document(document_id)
        check_rights(actor, Right.ADD)
        check_text_version(document, text_version)
        edit = Edit(actor, Statement(document=document, start=0, end=0))
        edit.read({"themes": [], "relays": [], **values}, span)
        try:
            check_no_duplicate(edit.statement)
        except DuplicateError as error:
            if not _is_sent_again(actor, error.duplicate, edit):
                raise
            return Saved(error.duplicate)
        edit.save()
        log_additions(actor, [edit.statement])
        return _saved(edit, is_new=True)


def _is_sent_again(actor: Actor, duplicate: Statement, edit: Edit) -> bool:
    if content_of(duplicate) != edit.content:
        return False
    made = history_model(Statement)._default_manager.filter(pgh_obj_id=duplicate.pk, pgh_label="insert")
    maker = made.order_by("-pgh_id").values_list("pgh_context__metadata__user", flat=True).first()
    return maker == (actor and actor.pk)


def change(
    actor: Actor,
    document_id: int,
    statement_id: int,
    values: Mapping[str, Any],
    *,
    span: tuple[int, int] | None = None,
    text_version: int | None = None,
    seen: Collection[str] | None = None,
) -> Saved:
    """What is missing in ``values`` stays as it is; where nothing differs, nothing is written.

    Raises EditError, NotFoundError (GoneError where it was deleted), NotAllowedError, StaleTextError, or StaleError
    where the statement is none of the revisions ``seen``.
    """
    with edit_transaction(actor):
        statement = lock_statement(document_id, statement_id)
        check_rights(actor, Right.CHANGE)
        check_seen(statement, seen)
        check_text_version(statement.document, text_version)
        edit = Edit(actor, statement)
        edit.read(values, span)
        if edit.changed:
            check_no_duplicate(statement)
            edit.save()
            log_changes(actor, [statement], labels(edit.changed))
        return _saved(edit)


def _saved(edit: Edit, is_new: bool = False) -> Saved:
    themes = None if edit.before["themes"] else edit.themes  # those that stayed keep their order
    return Saved(edit.statement, is_new, tuple(edit.changed), themes, edit.relays)
