"""Finish the work that is done in batches, where no server process runs that would do it."""

from archive.management.archive_command import ArchiveCommand
from archive.management.batches import run_all


class Command(ArchiveCommand):
    help = (
        "Finish renames and merges of broad entries, and look through saved statements for reports and terms."
    )

    def handle(self, **options):
        run_all()
        self.stdout.write("No rename or merge is under way, and no statement waits to be looked through.")
