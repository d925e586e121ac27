"""Queries carry the id of their request as a comment, are counted for it, and are told of when they were slow."""

import logging
import time
from typing import Any

from django.conf import settings
from django.db.backends.postgresql.base import CursorDebugWrapper
from django.db.backends.utils import CursorWrapper
from psycopg.errors import LockNotAvailable, QueryCanceled

from archive.tracing.trace import current_id, current_trace

logger = logging.getLogger("verbatim.slow")
WRITE_LOCK = ("archive_acquire_write_lock", "pg_advisory_xact_lock", "pg_advisory_lock")
MAX_SQL = 500  # characters of a query in the log


class TracedQueries:
    """Adds the id of the request to the queries of Django's cursor; it must be the innermost class, below any that
    reads the text of the query.

    No query is prepared (psycopg's ``prepare_threshold`` is off, for the sake of poolers), so a text that differs by
    its comment costs no plan; pg_stat_statements counts queries without comments. Where a query has values, the id is
    one of them: the text stays the same, and psycopg finds what it has already parsed.
    """

    db: Any

    def _execute(self, sql, params, *ignored):
        request = current_id()
        if not request:
            statement = sql
        elif params and not isinstance(params, dict):
            statement, params = f"/* request %s */ {sql}", (request, *params)
        else:
            statement = f"/* request {request} */ {sql}"
        return self._trace(sql, super()._execute, statement, params, *ignored)  # type: ignore[misc]

    def _executemany(self, sql, param_list, *ignored):
        request = current_id()
        statement = f"/* request {request} */ {sql}" if request else sql
        return self._trace(sql, super()._executemany, statement, param_list, *ignored)  # type: ignore[misc]

    def _trace(self, sql, execute, *arguments):
        started_at, failure = time.monotonic(), None
        try:
            with self.db.watch_query():
                return execute(*arguments)
        except Exception as error:
            failure = error
            raise
        finally:
            record_query(str(sql), time.monotonic() - started_at, failure)


class TracedCursor(TracedQueries, CursorWrapper):
    pass


class TracedDebugCursor(TracedQueries, CursorDebugWrapper):
    pass


def record_query(sql: str, seconds: float, failure: Exception | None) -> None:
    waits = any(name in sql for name in WRITE_LOCK)
    trace = current_trace()
    if trace is None:  # of a command, whose queries may take their time
        return
    trace.queries += 1
    trace.database += seconds
    trace.lock += seconds if waits else 0
    if 0 < settings.SLOW_QUERY_MS <= seconds * 1000:
        reason, text = reason_of(waits, failure), " ".join(sql.split())[:MAX_SQL]
        fields = {"reason": reason, "milliseconds": round(seconds * 1000)}
        # Never its values, which may be somebody's words.
        logger.warning("slow query: %d ms, %s: %s", seconds * 1000, reason, text, extra={"fields": fields})


def reason_of(waits: bool, failure: Exception | None) -> str:
    cause = getattr(failure, "__cause__", None) or failure
    match cause:
        case QueryCanceled():
            return "stopped at its limit of time"
        case LockNotAvailable():
            return "a lock was not free in time"
        case None:
            return "waiting for the write lock" if waits else "working in the database"
    return f"failed ({type(cause).__name__})"
