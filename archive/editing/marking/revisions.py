"""Which state of a statement somebody saw."""

import datetime as dt
from collections.abc import Collection
from typing import Protocol

from django.utils.translation import gettext as _

from archive.editing.errors import StaleError


class Stamped(Protocol):
    """A statement, or the columns of one."""

    @property
    def pk(self) -> int: ...

    @property
    def updated_at(self) -> dt.datetime: ...


def revision_of(statement: Stamped) -> str:
    """Another one after every change of the statement, its themes or its relays, whoever made it."""
    return f"{statement.pk}-{microseconds(statement.updated_at)}"


def microseconds(moment: dt.datetime | None) -> int:
    """Since 1970; a float would lose the last ones."""
    return int(moment.timestamp()) * 1_000_000 + moment.microsecond if moment else 0


def check_seen(statement: Stamped, seen: Collection[str] | None) -> None:
    if seen is not None and revision_of(statement) not in seen:
        raise StaleError(_("Somebody else changed this statement meanwhile; nothing was saved."))
