"""How long a public search may keep the database busy."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from time import monotonic

from django.conf import settings
from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

BITMAP_SETTINGS = ("enable_seqscan", "enable_indexscan")


class SearchTimeoutError(Exception):
    """The database cancelled the query, or no time was left to send it."""


@dataclass
class Budget:
    """Milliseconds for all queries of one search together; each gets what the others left."""

    milliseconds: int = field(default_factory=lambda: settings.SEARCH_BUDGET)
    started: float = field(default_factory=monotonic)

    def remaining_time(self) -> int:
        return self.milliseconds - int((monotonic() - self.started) * 1000)

    def fetch(
        self, sql: str, values: list, min_milliseconds: int = 0, by_bitmap: bool = False
    ) -> list[tuple]:
        """The rows of one query, given what is left or ``min_milliseconds``; raises SearchTimeoutError.

        With ``by_bitmap`` PostgreSQL asks the index of words and reads no row that it does not name: it takes reading
        all rows for cheap, although comparing one with hundreds of words takes it 20 microseconds.

        The limit is sent in front of the query: PostgreSQL runs all of it as one transaction, and the limit ends with
        it. The statements behind the query absorb a cancellation that arrives after its last row: PostgreSQL acts on it
        at the start of the next statement, which would otherwise belong to another caller.
        """
        time = max(self.remaining_time(), min_milliseconds)
        if time <= 0:
            raise SearchTimeoutError
        before = "".join(f"SET LOCAL {name} = off; " for name in BITMAP_SETTINGS if by_bitmap)
        changed = ["statement_timeout", *(BITMAP_SETTINGS if by_bitmap else ())]
        after = "; ".join(f"SET LOCAL {name} TO DEFAULT" for name in changed)
        limited = f"SET LOCAL statement_timeout = %s; {before}{sql}; {after}; SELECT"
        try:
            with savepoint(), connection.cursor() as cursor:
                cursor.execute(limited, [time, *values])
                # From the end: pghistory puts a statement in front where a request may change something.
                cursor.set_result(-2 - len(changed))
                return cursor.fetchall()
        except OperationalError as error:
            if isinstance(error.__cause__, QueryCanceled):
                raise SearchTimeoutError from None
            raise


def savepoint() -> AbstractContextManager:
    """Within a transaction, so that a cancelled query does not abort it."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()
