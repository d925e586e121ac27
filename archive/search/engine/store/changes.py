"""What transactions changed in the search table since a snapshot of the database.

Triggers log it in ``archive_search_change``; a process reads what became visible since its last snapshot, so that an
edit published by another process or host is counted in the next request.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from django.db import connection, transaction

CHANGES = """
SELECT pg_current_snapshot()::text, COALESCE(bool_or(c.transaction IS NOT NULL AND c.row_ids IS NULL), FALSE),
       COALESCE(bool_or(c.names), FALSE), array_agg(DISTINCT row)
FROM (SELECT %s::pg_snapshot AS read) s
LEFT JOIN archive_search_change c
    ON c.transaction >= pg_snapshot_xmin(s.read) AND NOT pg_visible_in_snapshot(c.transaction, s.read)
LEFT JOIN LATERAL unnest(c.row_ids) AS row ON TRUE
"""


@dataclass(frozen=True)
class Changes:
    """What became visible since a snapshot, up to ``snapshot``.

    ``rows`` are the numbers of changed rows; with ``everything`` they are not known and any may have
    changed. ``names``: an entity may be called otherwise, or words may have other posting lists.
    """

    snapshot: str
    everything: bool
    names: bool
    rows: np.ndarray

    @property
    def any(self) -> bool:
        return self.everything or self.names or bool(len(self.rows))


def read_changes(snapshot: str) -> Changes:
    """Since that snapshot, or everything where it is empty. One query."""
    with connection.cursor() as cursor:
        if snapshot:
            cursor.execute(CHANGES, [snapshot])
        else:
            cursor.execute("SELECT pg_current_snapshot()::text, TRUE, TRUE, ARRAY[]::bigint[]")
        latest, everything, names, rows = cursor.fetchone()
    return Changes(
        latest, everything, names, np.array([row for row in rows or [] if row is not None], np.int64)
    )


@contextmanager
def repeatable_read() -> Iterator[None]:
    """Several queries that see the same snapshot; within a transaction, its own isolation level applies."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
