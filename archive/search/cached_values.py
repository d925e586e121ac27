"""What is worked out from the whole archive, kept in the process as long as nothing changes in it."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from django.db import connection

from .cache import BoundedCache
from .engine import engine

T = TypeVar("T")
MAX_VALUES = 200

values: BoundedCache[Hashable, Any] = BoundedCache(MAX_VALUES)


def cache_until_change(name: str, make: Callable[[], T]) -> T:
    """Returns what ``make`` returned since the newest change. Values must be small, since each ``name`` keeps one, and
    not None. One query where the value is known.

    A value that was made while something changed, or while columns were read, belongs to no one change and is not kept;
    one made from columns that lack changes is forgotten once they have them.
    """
    if connection.in_atomic_block:  # what was written in it may yet be rolled back
        return make()
    key = name, engine.head(), engine.position()
    cached_value = values.get(key)
    if cached_value is not None:
        return cast(T, cached_value)
    value = make()
    if (name, engine.head(), engine.position()) == key:
        values.put(key, value)
    return value
