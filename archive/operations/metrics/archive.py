"""Figures of the archive as a whole, queried for each scrape, within a second."""

import logging
from collections.abc import Iterator
from math import inf

from django.db import DatabaseError, connection, transaction

from archive.operations.status.facts import QUEUES, database_facts, newest_runs
from archive.web.serving.replicas import replicas

logger = logging.getLogger(__name__)
Sample = tuple[str, dict[str, str], float]
LIMIT = "SET LOCAL statement_timeout = 1000"


def samples() -> Iterator[Sample]:
    """(name, labels, value) rows; a single row that reports the failure where the database does not answer."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(LIMIT)
            archive_values = [*archive_samples()]
    except DatabaseError as error:
        logger.info("no figures of the database: %s", error)
        yield "verbatim_database_up", {}, 0
    else:
        yield "verbatim_database_up", {}, 1
        yield from archive_values
    yield from replica_samples()


def archive_samples() -> Iterator[Sample]:
    facts = database_facts()
    yield "verbatim_newest_change", {}, facts.newest_change
    yield "verbatim_database_bytes", {}, facts.bytes
    yield "verbatim_lock_waiting", {}, facts.lock_waiting
    yield "verbatim_lock_longest_wait_seconds", {}, facts.longest_wait
    for state, number in facts.connections.items():
        yield "verbatim_database_connections", {"state": state}, number
    for name, queue in QUEUES.items():
        yield "verbatim_queue", {"queue": name}, queue.count()
    for kind, run in newest_runs().items():
        yield "verbatim_last_run_timestamp_seconds", {"command": kind}, run.finished.timestamp()
        yield "verbatim_last_run_succeeded", {"command": kind}, float(run.succeeded)


def replica_samples() -> Iterator[Sample]:
    if replicas.is_configured:
        for replica in replicas.lags():
            yield "verbatim_replica_up", {"replica": replica["name"]}, float(replica["answers"])
            seconds = inf if replica["seconds_behind"] is None else replica["seconds_behind"]
            yield "verbatim_replica_behind_seconds", {"replica": replica["name"]}, seconds
