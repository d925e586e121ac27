"""Splits a statement in two."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from archive.editing.analysis import Kind, analyse_later
from archive.editing.errors import NotAllowedError, field_error
from archive.editing.history.log import log_additions, log_changes
from archive.editing.locks import edit_transaction
from archive.editing.marking.anchors import anchor, window_around
from archive.editing.marking.duplicates import duplicate_of
from archive.editing.marking.preconditions import check_rights, lock_statement
from archive.editing.marking.revisions import check_revision
from archive.editing.states import Actor, Right, may_set_state
from archive.models import Statement

NOT_COPIED = {"id", "start", "end", "text", "prefix", "suffix", "created_at", "updated_at"}


def split(
    actor: Actor,
    document_id: int,
    statement_id: int,
    offset: int,
    *,
    expected_revisions: Collection[str] | None = None,
) -> tuple[Statement, Statement]:
    """Ends the statement at ``offset`` of the document's text and creates a second one with the same values from
    there on. Spaces at the cut belong to neither.

    Raises NotFoundError, GoneError, NotAllowedError, StaleError, or EditError under ``words`` where one part would be
    empty or is already marked.
    """
    with edit_transaction(actor):
        statement = lock_statement(document_id, statement_id)
        check_rights(actor, Right.CHANGE | Right.ADD)
        check_revision(statement, expected_revisions)
        second = _make_second(statement, offset)
        if not may_set_state(actor, second, second.state):
            message = _(
                "Only a publisher can split a published statement, because the second part is published too."
            )
            raise NotAllowedError(message)
        for part in (statement, second):
            if duplicate_of(part):
                raise field_error(
                    "words",
                    _("One of the two parts is already marked with the same voice, attribution and event."),
                )
            part.save()
        _copy_relations(statement, second)
        analyse_later([statement.pk, second.pk], Kind.REPORTS, Kind.TERMS)
        log_changes(actor, [statement], [_("words")])
        log_additions(actor, [second])
        return statement, second


def _make_second(statement: Statement, offset: int) -> Statement:
    """The second part, unsaved; the statement itself keeps the first part."""
    start, end = statement.start, statement.end
    if not start < offset < end:
        message = _("The split point %(at)d is outside the statement (%(start)d to %(end)d).")
        raise field_error("words", message % {"at": offset, "start": start, "end": end})
    names = (column.name for column in Statement._meta.concrete_fields if column.name not in NOT_COPIED)
    second = Statement(**{name: getattr(statement, name) for name in names})
    window = window_around(statement.document, start, end)
    for part, span in ((statement, (start, offset)), (second, (offset, end))):
        anchor(part, *span, window, empty_message=_("One of the two parts would contain only spaces."))
    return second


def _copy_relations(statement: Statement, second: Statement) -> None:
    second.themes.set(statement.themes.all())
    for relay in statement.relays.all():
        second.relays.create(position=relay.position, speaker_id=relay.speaker_id)
