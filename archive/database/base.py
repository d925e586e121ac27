"""The database backend, in the module that Django looks for."""

import time
from contextlib import nullcontext
from threading import Lock

from django.db.backends.postgresql import base
from psycopg import OperationalError

from archive.tracing.trace import current_trace

from .circuit_breaker import CircuitBreaker
from .queries import TracedCursor, TracedDebugCursor
from .read_only import record_connection

PRIMARY = "default"


class DatabaseWrapper(base.DatabaseWrapper):
    """Connections of the primary pass a circuit breaker; for replicas, routing knows which ones answer."""

    _breakers: dict[str, CircuitBreaker] = {}
    _breakers_lock = Lock()

    def make_cursor(self, cursor):
        return TracedCursor(cursor, self)

    def make_debug_cursor(self, cursor):
        return TracedDebugCursor(cursor, self)

    @property
    def breaker(self) -> CircuitBreaker | None:
        if self.alias != PRIMARY or self.pool is None:
            return None
        with self._breakers_lock:
            if self.alias not in self._breakers:
                # The parameters of the pool; two seconds is the shortest timeout of the driver.
                parameters = self.get_connection_params() | {"autocommit": True, "connect_timeout": 2}
                self._breakers[self.alias] = CircuitBreaker(lambda: self.Database.connect(**parameters))
            return self._breakers[self.alias]

    def watch_query(self):
        """Context of one query."""
        breaker = self.breaker
        return breaker.watch_query(self.connection) if breaker and self.connection else nullcontext()

    def get_new_connection(self, conn_params):
        started_at = time.monotonic()
        try:
            return self._get_connection(conn_params)
        finally:
            if trace := current_trace():
                trace.connection += time.monotonic() - started_at

    def _get_connection(self, conn_params):
        breaker = self.breaker
        if breaker is None:
            connection = super().get_new_connection(conn_params)
        else:
            breaker.refuse_when_open()
            try:
                connection = self._healthy_connection(conn_params, breaker)
            except OperationalError:
                breaker.report_failure()
                raise
        if self.alias == PRIMARY:
            record_connection(connection)
        return connection

    def _healthy_connection(self, conn_params, breaker: CircuitBreaker):
        """A connection of the pool that answers a check; the check ends where the database is frozen."""
        pool = self.pool
        for _connection in range(pool.max_size + 1):
            connection = super().get_new_connection(conn_params)
            try:
                with breaker.watch_query(connection):
                    pool.check_connection(connection)
            except OperationalError:
                pool.putconn(connection)
                breaker.report_failure()
                breaker.refuse_when_open()
            else:
                return connection
        raise OperationalError("no connection of the pool answers")
