"""Prometheus's text format: the sums of all server processes, then the figures of the archive."""

from collections.abc import Iterator

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from .archive import samples
from .files import metrics_folder

CONTENT_TYPE = CONTENT_TYPE_LATEST
HELP = {
    "verbatim_database_up": "Whether the database answers",
    "verbatim_newest_change": "Number of the newest change of the archive",
    "verbatim_database_bytes": "Size of the database on its disk",
    "verbatim_lock_waiting": "Sessions that wait for a lock",
    "verbatim_lock_longest_wait_seconds": "Age of the longest query that waits for a lock",
    "verbatim_database_connections": "Connections to the database by state",
    "verbatim_queue": "What waits for somebody, or for the next batch",
    "verbatim_last_run_timestamp_seconds": "When a command last ended",
    "verbatim_last_run_succeeded": "Whether that run succeeded",
    "verbatim_replica_up": "Whether the replica answers",
    "verbatim_replica_behind_seconds": "For how long it lacks a change",
}


class ArchiveCollector:
    def collect(self) -> Iterator[GaugeMetricFamily]:
        families: dict[str, GaugeMetricFamily] = {}
        for name, labels, value in samples():
            if name not in families:
                families[name] = GaugeMetricFamily(name, HELP[name], labels=list(labels))
            families[name].add_metric(list(labels.values()), value)
        yield from families.values()


def exposition() -> bytes:
    registry = CollectorRegistry()
    registry.register(ArchiveCollector())
    MultiProcessCollector(registry, path=str(metrics_folder()))
    return generate_latest(registry)
