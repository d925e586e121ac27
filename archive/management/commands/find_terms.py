"""Find the terms in the words of statements, for the queue in the admin."""

from tqdm import tqdm

from archive.editing.terms.occurrences import FindCounts, find_everywhere
from archive.management.archive_command import ArchiveCommand
from archive.management.document_argument import add_documents_argument
from archive.models import Statement, TermOccurrence


class Command(ArchiveCommand):
    help = "Find terms in the words of statements. Editors confirm them in the admin; readers see nothing until then."

    def add_arguments(self, parser):
        add_documents_argument(parser)

    def handle(self, *args, **options):
        documents = [document.pk for document in options["documents"]]
        rows = Statement.objects.filter(document__in=documents) if documents else Statement.objects.all()
        total = FindCounts()
        silent = options["verbosity"] < 1 or not self.stderr.isatty()
        with tqdm(total=rows.count(), unit="statement", disable=silent) as progress:
            for counts in find_everywhere(documents):
                progress.update(counts.statements)
                total += counts
        undecided_count = TermOccurrence.objects.undecided().count()
        self.stdout.write(
            f"{total.statements} statements read: {total.found} occurrences found, {total.withdrawn} withdrawn. "
            f"{undecided_count} wait for a decision."
        )
