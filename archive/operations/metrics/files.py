"""Where server processes count. Imports neither models nor prometheus-client: gunicorn's own process uses it, too."""

import shutil
from pathlib import Path

from django.conf import settings


def metrics_folder() -> Path:
    return Path(settings.VAR_DIR) / "metrics"


def forget_processes(_server: object = None) -> None:
    """What earlier processes counted; for a server that starts."""
    if settings.METRICS:
        shutil.rmtree(metrics_folder(), ignore_errors=True)
        metrics_folder().mkdir(parents=True, exist_ok=True)


def forget_process(_server: object, worker) -> None:
    """What an ended process held; what it counted stays in the sums."""
    if settings.METRICS:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid, str(metrics_folder()))
