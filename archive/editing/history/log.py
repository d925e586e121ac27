"""Entries in the log of Django's admin. Only edits by accounts are logged; the history records those of commands
too."""

from collections.abc import Sequence

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.db import models

from archive.editing.states import Actor


def log_additions(actor: Actor, rows: Sequence[models.Model], message: str = "") -> None:
    _log(actor, rows, ADDITION, message or [{"added": {}}])


def log_changes(actor: Actor, rows: Sequence[models.Model], fields: Sequence[str], message: str = "") -> None:
    """``fields`` are the labels of the changed fields; a ``message`` replaces them."""
    _log(actor, rows, CHANGE, message or [{"changed": {"fields": list(fields)}}])


def log_deletions(actor: Actor, rows: Sequence[models.Model], message: str = "") -> None:
    """Call it before the rows are deleted: the entry keeps their names."""
    _log(actor, rows, DELETION, message)


def _log(actor: Actor, rows: Sequence[models.Model], flag: int, message: str | list) -> None:
    """One query, whatever the number of rows."""
    if actor is not None and actor.pk and rows:
        LogEntry.objects.log_actions(actor.pk, rows, flag, message)
