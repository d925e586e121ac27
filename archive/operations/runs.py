"""Records the runs of operators' commands in the database, where that is writable."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.management.base import CommandError
from django.db import Error, transaction
from django.utils import timezone

from archive.operations.models import MaintenanceRun

logger = logging.getLogger(__name__)


@dataclass
class RunRecord:
    summary: str = ""


@contextmanager
def record_run(kind: MaintenanceRun.Kind) -> Iterator[RunRecord]:
    """Whoever runs gives the summary; of what fails with CommandError, its message is that. On a standby, or in a
    database that has no such table yet, nothing is noted."""
    run, start = RunRecord(), timezone.now()
    try:
        yield run
    except CommandError as error:
        save_run(kind, start, False, str(error))
        raise
    save_run(kind, start, True, run.summary)


def save_run(kind: MaintenanceRun.Kind, started_at, succeeded: bool, summary: str) -> None:
    line = " ".join(summary.split())[:300]
    try:
        with transaction.atomic():
            MaintenanceRun.objects.create(kind=kind, started=started_at, succeeded=succeeded, summary=line)
    except Error as error:
        logger.info("the run of %s is not noted: %s", kind, error)
