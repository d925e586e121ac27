"""Import texts from files: arguments, one call for each file, a report with counts."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator

import pghistory
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from archive.importing.errors import ImportDocumentError
from archive.importing.files import FileArgument, expand_arguments, read_file
from archive.importing.formats import available_formats
from archive.importing.header import header_from
from archive.importing.importer import (
    CREATED,
    DUPLICATE,
    REFUSED,
    TEXT_DIFFERS,
    ImportResult,
    import_document,
)
from archive.importing.parse import parse_file
from archive.importing.parsed_document import KINDS, Header, ParsedDocument

HEADER_OPTIONS = {
    "title": "title (for a single file)",
    "original_title": "title in the original language",
    "source": "who published it: a slug or a name; a new name is added",
    "kind": f"one of: {', '.join(KINDS)}",
    "date": "2025, 2025-04, 2025-04-25 or “c. 2024”",
    "language": "a code such as en, fr or zh-Hans",
    "event": "slug or name of an event",
    "url": "web address (for a single file)",
    "part_of": "slug or title of the document it is part of",
    "translation_of": "slug or title of the document it translates",
    "translator": "official, outlet, archive or machine",
    "translator_name": "name of the translator",
    "rights_note": "a note on rights, shown to readers",
    "public_note": "a note for readers",
}
MIN_FILES_FOR_PROGRESS = 20  # where nobody watches; on a terminal two files are enough
SHOWN_STATEMENTS, SHOWN_LENGTH = 3, 60


class Command(BaseCommand):
    help = "Import files as draft documents. Safe to repeat: a text that is in the archive is not imported again."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder with --recursive")
        for name, text in HEADER_OPTIONS.items():
            option = f"--{name.replace('_', '-')}"
            parser.add_argument(option, default="", help=f"overrides the header: {text}")
        formats = [each.name for each in available_formats()]
        for option, text in (
            ("--machine", "it is a machine translation"),
            ("--recursive", "import every text in a folder"),
            ("--parts", "import the parts found in a text as documents too"),
            ("--create-event", "create an event that does not exist yet"),
            ("--dry-run", "report what would happen and write nothing"),
        ):
            parser.add_argument(option, action="store_true", help=text)
        parser.add_argument("--format", choices=formats, default="", help="detected if not given")

    def handle(self, *args, **options):
        files = list(expand_arguments(options["paths"], options["recursive"]))
        overrides = _overrides(options, len(files))
        counts = Counter()
        for file in _with_progress(files):
            with pghistory.context(command="import_documents", file=file.name):
                for outcome in self._import(file, overrides, options):
                    self._report(outcome, options["dry_run"])
                    counts.update(
                        REFUSED if each.status == TEXT_DIFFERS else each.status for each in outcome.with_parts
                    )
        self._summarise(counts, options["dry_run"])

    def _import(self, file: FileArgument, overrides: Header, options) -> Iterator[ImportResult]:
        """The result of each document in the file."""
        if file.path is None:
            yield ImportResult(DUPLICATE if file.is_repeated else REFUSED, file.name, reason=file.reason)
            return
        try:
            parsed = parse_file(read_file(file.path), file.path.name, overrides, options["format"])
        except ImportDocumentError as error:
            yield ImportResult(REFUSED, file.name, reason=error.message, field=error.field)
            return
        for finding in parsed.findings:
            self._write(f"{parsed.name}: {finding}")
        for document in parsed.documents:
            yield self._import_document(document, options)
        for refusal in parsed.refusals:
            yield ImportResult(REFUSED, refusal.name, reason=refusal.reason)

    def _import_document(self, parsed: ParsedDocument, options) -> ImportResult:
        outcome = import_document(
            parsed,
            parts=parsed.parts if options["parts"] else (),
            create_event=options["create_event"],
            dry_run=options["dry_run"],
        )
        self._report_findings(parsed, with_parts=not options["parts"])
        return outcome

    def _report_findings(self, parsed: ParsedDocument, with_parts: bool):
        for finding in parsed.findings:
            self._write(f"{parsed.name}: {finding}")
        for part in parsed.parts if with_parts else ():
            self._write(
                f"{parsed.name}: paragraphs {part.first} to {part.last} look like a separate document: "
                f"{part.title}. Add --parts to import it too."
            )

    def _report(self, outcome: ImportResult, dry_run: bool):
        created = "would be created as" if dry_run else "created"
        for each in outcome.with_parts:
            if each.status in (REFUSED, TEXT_DIFFERS):
                self._write(self.style.ERROR(f"{each.name}: refused. {each.reason}"))
            elif each.status == DUPLICATE:
                self._write(f"{each.name}: already imported. {each.reason}{_statements_of(each)}")
            else:
                self._write(self.style.SUCCESS(f"{each.name}: {created} “{each.document.title}”."))
            for note in each.notes:
                self._write(f"    {note}")
            for suggestion in each.suggestions:
                self._write(f"    {suggestion.field}: {suggestion.value} (taken from: {suggestion.reason})")

    def _summarise(self, counts: Counter[str], dry_run: bool):
        report = ", ".join(f"{counts[status]} {status}" for status in (CREATED, DUPLICATE, REFUSED))
        self._write(f"{'Nothing was written. An import would give: ' if dry_run else ''}{report}.")
        if counts[REFUSED]:
            raise SystemExit(1)

    def _write(self, text: str):
        with tqdm.external_write_mode(file=sys.stdout):
            self.stdout.write(text)


def _overrides(options, file_count: int) -> Header:
    values = {name: options[name] for name in HEADER_OPTIONS if options[name]}
    if file_count > 1 and ("title" in values or "url" in values):
        raise CommandError("--title and --url are for a single file; write them into the files' headers.")
    try:
        return header_from(values | ({"machine": "true"} if options["machine"] else {}))
    except ImportDocumentError as error:
        raise CommandError(f"--{error.field.replace('_', '-')}: {error.message}") from error


def _with_progress(files: list[FileArgument]) -> Iterable[FileArgument]:
    is_shown = len(files) > (1 if sys.stderr.isatty() else MIN_FILES_FOR_PROGRESS)
    return tqdm(files, file=sys.stderr, unit=" files", disable=not is_shown, leave=False)


def _statements_of(outcome: ImportResult) -> str:
    """The statements of a text that is already in the archive, so that nobody annotates it again."""
    if outcome.document is None:
        return ""
    if not outcome.statements:
        return " It has no statements yet."
    first = "; ".join(f"“{each.text[:SHOWN_LENGTH]}”" for each in outcome.statements[:SHOWN_STATEMENTS])
    return f" Its statements: {len(outcome.statements)} ({first})."
