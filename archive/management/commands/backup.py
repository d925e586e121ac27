"""Write a backup of the whole archive into a new folder."""

from pathlib import Path

from django.core.management.base import BaseCommand

from archive.operations.backup import make_backup
from archive.operations.models import MaintenanceRun
from archive.operations.programs import interrupt_as_error
from archive.operations.runs import record_run


class Command(BaseCommand):
    help = (
        "Write a backup of the whole archive into a new folder, which has its name only once it is complete."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="a folder that does not exist yet")
        parser.add_argument(
            "--jobs", type=int, default=2, help="how many tables are written at once (default: 2)"
        )

    def handle(self, *, path, jobs, verbosity, **options):
        report = self.stderr.write if verbosity > 1 else lambda line: None
        with record_run(MaintenanceRun.Kind.BACKUP) as run:
            with interrupt_as_error("The backup was interrupted; nothing of it is left."):
                manifest = make_backup(path, max(jobs, 1), report)
            rows = ", ".join(f"{count} {name}" for name, count in manifest.rows.items())
            run.summary = f"{path}: {rows}; {len(manifest.files)} files with their digests."
        self.stdout.write(run.summary)
