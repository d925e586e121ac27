"""Bring the search table in line with its definition, or only say whether it is."""

import sys

from django.core.management.base import CommandError
from tqdm import tqdm

from archive.importing.phrases import count_phrase
from archive.management.archive_command import ArchiveCommand
from archive.management.batches import run_all
from archive.operations.models import MaintenanceRun
from archive.operations.runs import record_run
from archive.search import index


class Command(ArchiveCommand):
    help = "Bring the search table in line with its definition; --check only compares them, and fails if they differ."

    def add_arguments(self, parser):
        mode = parser.add_mutually_exclusive_group()
        mode.add_argument("--check", action="store_true", help="compare without writing")
        mode.add_argument(
            "--postings",
            action="store_true",
            help="only make the lists of common words and phrases again, as the server does after many changes",
        )
        mode.add_argument(
            "--fresh",
            action="store_true",
            help="empty the table and refill it as fast as possible; searches find less until it is done",
        )

    def handle(self, *, check, fresh, postings, **options):
        if postings:
            self.stdout.write(f"{count_phrase(index.rebuild_postings(), 'list')} made.")
            return
        if missing := index.documents_without_passages():
            keys = ", ".join(str(pk) for pk in missing[:10])
            raise CommandError(
                f"{count_phrase(len(missing), 'document')} without passages (no. {keys}): an index of what is left"
                " would say that nothing is missing."
                " Restore them from a backup; manage.py check_archive names every row."
            )
        if not check:
            with tqdm(total=index.expected_rows(), unit="row", file=sys.stderr, disable=None) as bar:
                for rows in index.rebuild() if fresh else index.repair():
                    bar.update(rows)
            run_all()
        with record_run(MaintenanceRun.Kind.INDEX_CHECK) as run:
            run.summary = self.compare()
        self.stdout.write(run.summary)

    def compare(self) -> str:
        report = index.check()
        for kind, pk, problem in report.differences[:20]:
            self.stderr.write(f"{kind} {pk}: {problem}")
        if not report.ok:
            counts = ", ".join(f"{report.count(word)} {word}" for word in ("missing", "stale", "surplus"))
            rows = count_phrase(len(report.differences), "row")
            raise CommandError(f"The search table differs from its definition in {rows}: {counts}.")
        kinds = ", ".join(count_phrase(number, kind) for kind, number in index.count_rows().items())
        sentences = [f"The search table equals its definition: {kinds}."]
        if report.waiting:
            sentences.append(
                f"{count_phrase(report.waiting, 'row')} of renamed entries will follow in batches."
            )
        if report.unused_words:
            words = count_phrase(report.unused_words, "word")
            sentences.append(f"The table of words has {words} of deleted texts; reindex drops them.")
        return "\n".join(sentences)
