"""Revisions identify a saved version of a statement, so that a write from an outdated page is detected (optimistic
locking)."""

import datetime as dt
from collections.abc import Collection
from typing import Protocol

from django.utils.translation import gettext as _

from archive.editing.errors import StaleError


class Versioned(Protocol):
    """A statement, or a row with its key and ``updated_at``."""

    @property
    def pk(self) -> int: ...

    @property
    def updated_at(self) -> dt.datetime: ...


def revision_of(statement: Versioned) -> str:
    """Changes whenever anybody changes the statement, its themes or its relays."""
    return f"{statement.pk}-{epoch_microseconds(statement.updated_at)}"


def epoch_microseconds(moment: dt.datetime | None) -> int:
    """Microseconds since 1970, as an integer, since a float would lose precision."""
    return int(moment.timestamp()) * 1_000_000 + moment.microsecond if moment else 0


def check_revision(statement: Versioned, expected_revisions: Collection[str] | None) -> None:
    if expected_revisions is not None and revision_of(statement) not in expected_revisions:
        raise StaleError(_("Someone else has changed this statement in the meantime. Nothing was saved."))
