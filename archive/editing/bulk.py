"""Gives many documents or statements the same event, or statements the same theme."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _

from archive.editing.analysis import Kind, analyse_documents, analyse_later
from archive.editing.errors import EditError
from archive.editing.history.log import log_changes
from archive.editing.locks import edit_transaction
from archive.editing.marking.duplicates import find_duplicate
from archive.editing.publication.state_changes import lock_rows, update_rows
from archive.editing.states import Actor, Target, check_transition
from archive.models import Event, Statement, StatementTheme, Theme


@dataclass(frozen=True, slots=True)
class BulkChange:
    changed: Sequence[Target]
    unchanged: int  # had it before


def set_event(actor: Actor, rows: models.QuerySet, event: Event | None) -> BulkChange:
    """Gives all these documents or statements the same event; None removes the event. Raises NotAllowedError, or
    EditError where two statements would become duplicates; then nothing is written."""
    with edit_transaction(actor):
        changeable = _lock_changeable(actor, rows)
        changed_rows = [row for row in changeable if row.event_id != (event and event.pk)]
        update_rows(rows.model, changed_rows, event=event)
        if rows.model is Statement and (duplicate := find_duplicate(changed_rows)):
            message = _("“%(statement)s” would be marked twice with the same voice, attribution and event.")
            raise EditError(message % {"statement": duplicate})
        if rows.model is Statement:
            analyse_later([row.pk for row in changed_rows], Kind.REPORTS)
        else:
            analyse_documents([row.pk for row in changed_rows], ["event"])
        log_changes(actor, changed_rows, ["event"])
        return BulkChange(changed_rows, len(changeable) - len(changed_rows))


def add_theme(actor: Actor, statements: models.QuerySet, theme: Theme) -> BulkChange:
    """Adds the theme to each statement. Raises NotAllowedError; then nothing is written."""
    with edit_transaction(actor):
        changeable: list[Statement] = _lock_changeable(actor, statements)
        row_ids = set(
            StatementTheme.objects.filter(theme=theme, statement__in=changeable).values_list(
                "statement", flat=True
            )
        )
        changed_rows = [row for row in changeable if row.pk not in row_ids]
        StatementTheme.objects.bulk_create(
            [StatementTheme(statement=row, theme=theme) for row in changed_rows], ignore_conflicts=True
        )
        analyse_later([row.pk for row in changed_rows], Kind.REPORTS)
        log_changes(actor, changed_rows, ["themes"])
        return BulkChange(changed_rows, len(changeable) - len(changed_rows))


def _lock_changeable(actor: Actor, rows: models.QuerySet) -> list:
    changeable = lock_rows(rows)
    for row in changeable:
        check_transition(actor, row, row.state)
    return changeable
