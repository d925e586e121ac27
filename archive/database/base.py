"""The backend itself; Django asks for it under this name."""

import time

from django.db.backends.postgresql import base

from archive.tracing.trace import current_trace

from .queries import TracedCursor, TracedDebugCursor


class DatabaseWrapper(base.DatabaseWrapper):
    def make_cursor(self, cursor):
        return TracedCursor(cursor, self)

    def make_debug_cursor(self, cursor):
        return TracedDebugCursor(cursor, self)

    def get_new_connection(self, conn_params):
        begun = time.monotonic()
        try:
            return super().get_new_connection(conn_params)
        finally:
            if trace := current_trace():
                trace.connection += time.monotonic() - begun
