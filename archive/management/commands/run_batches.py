"""Finish renames and merges of broad entries, where no server process runs that would."""

from django.core.management.base import BaseCommand

from archive.management.batches import run_all


class Command(BaseCommand):
    help = "Finish the renames and merges that are done in batches."

    def handle(self, **options):
        run_all()
        self.stdout.write("No rename or merge is under way.")
