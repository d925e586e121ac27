"""How long a public search may keep the database busy."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from time import monotonic

from django.conf import settings
from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled


class SearchTimeoutError(Exception):
    """The database was told to stop, or was not even asked because no time was left."""


@dataclass
class Budget:
    """Milliseconds for all queries of one search together; each gets what the others left."""

    milliseconds: int = field(default_factory=lambda: settings.SEARCH_BUDGET)
    started: float = field(default_factory=monotonic)

    def left(self) -> int:
        return self.milliseconds - int((monotonic() - self.started) * 1000)

    def fetch(self, sql: str, values: list, least: int = 0) -> list[tuple]:
        """The rows of one query, given what is left or ``least`` milliseconds; raises SearchTimeoutError.

        The limit travels in front of the query: PostgreSQL takes all as one transaction, so it ends with it. What
        stands behind the query takes a cancellation that came after its last row: PostgreSQL sees it where the next
        statement begins, and with nothing there that would be somebody else's, who would get the error.
        """
        time = max(self.left(), least)
        if time <= 0:
            raise SearchTimeoutError
        limited = (
            f"SET LOCAL statement_timeout = {time:d}; {sql}; SET LOCAL statement_timeout TO DEFAULT; SELECT"
        )
        try:
            with savepoint(), connection.cursor() as cursor:
                cursor.execute(limited, values)
                cursor.nextset()
                return cursor.fetchall()
        except OperationalError as error:
            if isinstance(error.__cause__, QueryCanceled):
                raise SearchTimeoutError from None
            raise


def savepoint() -> AbstractContextManager:
    """Inside somebody's transaction a query that is ended must not end that."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()
