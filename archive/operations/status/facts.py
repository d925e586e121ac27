"""What the database says of itself and of the archive; nothing of it is kept."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from archive.alerts.models import Alert
from archive.models import (
    Document,
    Merge,
    Orphan,
    PendingAnalysis,
    PendingChange,
    PendingImport,
    PendingRefresh,
    ReportPair,
    Statement,
)
from archive.models.base.states import State
from archive.operations.models import MaintenanceRun
from archive.search.engine import engine

# Sessions of this database that wait for a lock, rows or the write lock, and for how long the first has.
MAX_TABLES = 8  # listed, the largest first
ACTIVITY = """
SELECT coalesce(sum(pg_database_size(oid)), 0)::bigint,
    (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'),
    (SELECT coalesce(extract(epoch FROM max(clock_timestamp() - query_start)), 0)::float FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock')
FROM pg_database WHERE datname = current_database()
"""
CONNECTIONS = """
SELECT coalesce(state, 'other'), count(*) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' GROUP BY 1 ORDER BY 1
"""
TABLES = """
SELECT relname, pg_total_relation_size(oid), greatest(reltuples, 0)::bigint FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 2 DESC LIMIT %s
"""
# What waits for somebody, or for the next batch.
QUEUES: dict[str, Any] = {
    "alerts": Alert.objects.overdue(),
    "analyses": PendingAnalysis.objects.all(),
    "refreshes": PendingRefresh.objects.all(),
    "merges": Merge.objects.running(),
    "report_pairs": ReportPair.objects.undecided(),
    "orphans": Orphan.objects.filter(detached=False),
    "imports": PendingImport.objects.all(),
    "documents_in_review": Document.objects.filter(state=State.REVIEW),
    "statements_in_review": Statement.objects.filter(state=State.REVIEW),
    "pending_changes": PendingChange.objects.waiting(),
}


@dataclass(frozen=True)
class DatabaseFacts:
    """``bytes`` of the whole database; ``longest_wait`` in seconds."""

    newest_change: int
    bytes: int
    lock_waiting: int
    longest_wait: float
    connections: dict[str, int]


@dataclass(frozen=True)
class TableSize:
    """The size in bytes of a table with its indexes; ``rows`` is the planner's estimate."""

    name: str
    bytes: int
    rows: int


def database_facts() -> DatabaseFacts:
    """Three queries."""
    newest = engine.head().number
    with connection.cursor() as cursor:
        cursor.execute(ACTIVITY)
        size, waiting_count, longest = cursor.fetchone()
        cursor.execute(CONNECTIONS)
        return DatabaseFacts(newest, size, waiting_count, longest, dict(cursor.fetchall()))


def largest_tables() -> list[TableSize]:
    with connection.cursor() as cursor:
        cursor.execute(TABLES, [MAX_TABLES])
        return [TableSize(*row) for row in cursor.fetchall()]


def newest_runs() -> dict[str, MaintenanceRun]:
    return MaintenanceRun.objects.all().newest()
