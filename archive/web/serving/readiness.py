"""What a load balancer asks: whether this process may be sent visitors, answered within a second whatever happens."""

import logging
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NoAnswerError
from functools import cache
from typing import Any

from django.conf import settings
from django.db import DatabaseError, ProgrammingError, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import JsonResponse
from django.views.decorators.cache import never_cache

from archive.database.read_only import is_read_only
from archive.search.engine import Position, engine

from .database import use_database
from .replicas import PRIMARY, replicas

logger = logging.getLogger(__name__)
LIMIT = 0.9  # seconds for the database
# A frozen database holds these threads and no others; questions that wait for one are given up.
_threads = ThreadPoolExecutor(2, "readiness")


def readiness() -> tuple[dict[str, Any], int]:
    """(what is said as JSON, status). 503 where no database answers or migrations are missing."""
    report: dict[str, Any] = {"status": "ready", "version": settings.VERSION}
    migrations = _known_migrations()  # reads files the first time, which is no time of the database
    query = _threads.submit(_query_database)
    try:
        head, newest_migrations = query.result(LIMIT)
    except (DatabaseError, OSError, NoAnswerError) as error:
        logger.warning("the database does not answer /readyz: %s", str(error) or "it takes too long")
        query.cancel()
        if replicas.is_configured and replicas.usable_aliases():
            return report | {"status": "reading only", "replicas": replicas.lags()}, 200
        return report | {"status": "no database"}, 503
    if head:
        report["changes"] = {"newest": head.number, "read": engine.position().number}
    if is_read_only():
        report["read_only"] = True
    if replicas.is_configured:
        report["replicas"] = replicas.lags()
    if missing := sorted(migrations - newest_migrations):
        return report | {"status": "migrations missing", "migrations": missing}, 503
    return report, 200


def _query_database() -> tuple[Position | None, set[str]]:
    """The newest change, None in a database that has no tables yet, and the migrations that were applied. By a
    connection of its own: an exhausted pool says nothing of the database."""
    primary_connection = connections[PRIMARY]
    options = primary_connection.settings_dict["OPTIONS"] | {"pool": False, "connect_timeout": 1}
    connection = type(primary_connection)(primary_connection.settings_dict | {"OPTIONS": options}, PRIMARY)
    try:
        with use_database(connection):
            migrations = MigrationRecorder(connection).applied_migrations()
            try:
                head = engine.head()
            except ProgrammingError:
                head = None
            return head, {f"{app}.{name}" for app, name in migrations}
    finally:
        connection.close()


@cache
def _known_migrations() -> frozenset[str]:
    return frozenset(
        f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    )


@never_cache
def healthz(request):
    """Whether the process answers; it asks no database, so that one that is away has no process restarted."""
    return JsonResponse({"status": "ok"})


@never_cache
def readyz(request):
    """Answers load balancers: 503 where this process should get no visitors."""
    report, status = readiness()
    return JsonResponse(report, status=status)
