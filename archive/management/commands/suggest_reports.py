"""Suggest pairs of statements that may report one utterance, for the queue in the admin."""

from tqdm import tqdm

from archive.editing.report_pairs.suggestions import SuggestionCounts, suggest_reports
from archive.management.archive_command import ArchiveCommand
from archive.management.document_argument import add_documents_argument
from archive.models import ReportPair, Statement


class Command(ArchiveCommand):
    help = "Suggest which statements report one utterance. Editors decide in the admin; none is linked automatically."

    def add_arguments(self, parser):
        add_documents_argument(parser)

    def handle(self, *args, **options):
        rows = Statement.objects.anchored()
        if options["documents"]:
            rows = rows.filter(document__in=options["documents"])
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        total = SuggestionCounts()
        for pk in tqdm(keys, unit="statement", disable=options["verbosity"] < 1 or not self.stderr.isatty()):
            counts = suggest_reports(pk)
            total = SuggestionCounts(total.suggested + counts.suggested, total.withdrawn + counts.withdrawn)
        undecided_count = ReportPair.objects.undecided().count()
        self.stdout.write(
            f"{len(keys)} statements compared: {total.suggested} pairs suggested or scored anew, "
            f"{total.withdrawn} withdrawn. {undecided_count} wait for a decision."
        )
