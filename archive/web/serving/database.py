"""Which database the queries of a thread go to."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def use_database(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """All queries of this thread, of models and cursors alike, use that connection instead of the default one.

    A router would be asked by models only; so no query of a page can go to another copy of the archive by mistake.
    """
    default_connection = connections["default"]
    connections["default"] = connection
    try:
        yield
    finally:
        connections["default"] = default_connection
