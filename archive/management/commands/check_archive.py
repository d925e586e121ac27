"""Prove that the archive keeps its rules, or name every row that breaks one."""

from collections.abc import Iterable

from django.core.management.base import CommandError
from tqdm import tqdm

from archive.management.archive_checks import RULES, find_breaches
from archive.management.archive_command import ArchiveCommand
from archive.management.definition_checks import can_compare_definitions
from archive.models import Correction, Document, Publication, Statement
from archive.operations.models import MaintenanceRun
from archive.operations.runs import record_run

MAX_LINES = 200  # lines; the rest is counted


class Command(ArchiveCommand):
    help = "Verify the rules of docs/architecture.md on every row; exits with 1 and names the rows that break one."

    def add_arguments(self, parser):
        parser.add_argument(
            "--skip-index",
            action="store_true",
            help="leave out the search index, which takes longest; for where reindex --check runs as well",
        )

    def handle(self, *, skip_index, **options):
        rules = [rule for rule in RULES if rule != "index" or not skip_index]
        with record_run(MaintenanceRun.Kind.CHECK) as run:
            silent = options["verbosity"] < 1 or not self.stderr.isatty()
            run.summary = self.check_rules(tqdm(rules, unit="rule", disable=silent))
        self.stdout.write(run.summary)
        if not can_compare_definitions():
            self.stdout.write(
                "Definitions of functions, views and triggers were not compared: run this on the primary, as a role "
                "that may create a schema."
            )

    def check_rules(self, rules: Iterable[str]) -> str:
        total = 0
        for total, breach in enumerate(find_breaches(rules), start=1):
            if total <= MAX_LINES:
                self.stderr.write(str(breach))
        if total:
            raise CommandError(f"{total} {'breach' if total == 1 else 'breaches'} of the rules.")
        counts = {
            "document": Document.objects.count(),
            "earlier version": Correction.objects.count(),
            "statement": Statement.objects.count(),
            "publication": Publication.objects.count(),
        }
        summary = ", ".join(f"{number} {noun}{'' if number == 1 else 's'}" for noun, number in counts.items())
        return f"The archive keeps its rules: {summary}."
