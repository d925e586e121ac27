"""Where server processes store their counters. Imports neither models nor prometheus-client, since gunicorn's master
process uses it, too."""

import shutil
from pathlib import Path

from django.conf import settings


def metrics_folder() -> Path:
    return Path(settings.VAR_DIR) / "metrics"


def forget_processes(_server: object = None) -> None:
    """Deletes the counters of earlier processes when a server starts."""
    if settings.METRICS:
        shutil.rmtree(metrics_folder(), ignore_errors=True)
        metrics_folder().mkdir(parents=True, exist_ok=True)


def forget_process(_server: object, worker) -> None:
    """Deletes the gauges of an ended process; its counters stay in the sums."""
    if settings.METRICS:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid, str(metrics_folder()))
