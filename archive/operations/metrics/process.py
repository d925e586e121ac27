"""Figures of server processes, which prometheus-client adds up from a file of each process under VAR_DIR/metrics.

Imported only where metrics are on: the library chooses its way of counting when it is imported.
"""

import os
import threading
import time

from django.db import connection, connections

from archive.search.engine import engine
from archive.tracing import middleware
from archive.tracing.trace import Trace

from .files import metrics_folder

metrics_folder().mkdir(parents=True, exist_ok=True)
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(metrics_folder())

from prometheus_client import Counter, Gauge, Histogram  # noqa: E402

INTERVAL = 5  # seconds between two looks at the state of this process
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

request_seconds = Histogram(
    "verbatim_request_seconds",
    "Time to an answer, of a file until it is sent",
    ["view", "method", "status"],
    buckets=BUCKETS,
)
database_seconds = Counter(
    "verbatim_request_database_seconds", "Time that requests spent in queries", ["view"]
)
queries = Counter("verbatim_request_queries", "Queries of requests", ["view"])
lock_seconds = Counter(
    "verbatim_request_lock_seconds", "Time that requests waited for the write lock", ["view"]
)
connection_seconds = Counter(
    "verbatim_request_connection_seconds", "Time that requests waited for a connection", ["view"]
)

pool_size = Gauge(
    "verbatim_pool_connections", "Open connections to the database", multiprocess_mode="livesum"
)
pool_free = Gauge("verbatim_pool_free", "Connections that nobody uses", multiprocess_mode="livesum")
pool_waiting = Gauge(
    "verbatim_pool_waiting", "Requests waiting for a connection", multiprocess_mode="livesum"
)
column_rows = Gauge(
    "verbatim_column_rows", "Rows held in memory, of the smallest process", multiprocess_mode="livemin"
)
column_change = Gauge(
    "verbatim_column_change", "Change read, of the process most behind", multiprocess_mode="livemin"
)
column_age = Gauge(
    "verbatim_column_age_seconds",
    "Since the columns were last compared with the change feed, of the process most behind",
    multiprocess_mode="livemax",
)
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def observe(view: str, method: str, status: int, trace: Trace) -> None:
    method = method if method in METHODS else "other"
    request_seconds.labels(view, method, f"{status // 100}xx").observe(trace.elapsed)
    database_seconds.labels(view).inc(trace.database)
    queries.labels(view).inc(trace.queries)
    lock_seconds.labels(view).inc(trace.lock)
    connection_seconds.labels(view).inc(trace.connection)


def sample_gauges() -> None:
    """Sets the gauges to the present values of this process."""
    pool = getattr(connections["default"], "pool", None)
    stats = pool.get_stats() if pool else {}
    pool_size.set(stats.get("pool_size", 0))
    pool_free.set(stats.get("pool_available", 0))
    pool_waiting.set(stats.get("requests_waiting", 0))
    column_rows.set(engine.row_count())
    column_change.set(engine.position().number)
    column_age.set(min(time.monotonic() - engine.last_checked(), 1e9))


def sample_forever() -> None:
    while True:
        sample_gauges()
        connection.close()
        time.sleep(INTERVAL)


def start() -> None:
    """Starts the sampling thread; called in a server process after the fork."""
    middleware.observers.append(observe)
    threading.Thread(target=sample_forever, name="metrics", daemon=True).start()
