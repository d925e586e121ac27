"""Restore a backup into an empty database and verify it."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand

from archive.importing.phrases import count_phrase
from archive.operations.backup import applied_migrations
from archive.operations.models import MaintenanceRun
from archive.operations.programs import interrupt_as_error
from archive.operations.restore import restore_backup
from archive.operations.runs import record_run
from archive.operations.upgrade import pending_migrations


class Command(BaseCommand):
    help = "Restore a backup into an empty database, then verify it with check_archive and reindex --check."
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="the folder that manage.py backup wrote")
        parser.add_argument(
            "--jobs", type=int, default=2, help="how many tables are filled at once (default: 2)"
        )

    def handle(self, *, path, jobs, verbosity, **options):
        report = self.stderr.write if verbosity > 1 else lambda line: None
        with record_run(MaintenanceRun.Kind.RESTORE) as run:
            with interrupt_as_error("The restore was interrupted."):
                manifest = restore_backup(path, max(jobs, 1), report)
            rows = ", ".join(f"{count} {name}" for name, count in manifest.rows.items())
            migrations = len(applied_migrations())
            run.summary = f"Restored, as of {manifest.made}: {rows}; {migrations} migrations."
        self.stdout.write(run.summary)
        if pending := pending_migrations():
            self.stdout.write(
                f"{count_phrase(len(pending), 'newer migration')}: run manage.py migrate, "
                "then manage.py check_archive and manage.py reindex."
            )
            return
        call_command("check_archive", skip_index=True, stdout=self.stdout, stderr=self.stderr)
        call_command("reindex", check=True, stdout=self.stdout, stderr=self.stderr)
