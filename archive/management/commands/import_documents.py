"""Import texts from files: arguments, one call for each file, a report with counts."""

import codecs
import signal
import sys
import threading
from argparse import ArgumentTypeError
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace

import pghistory
from django.core.management.base import CommandError
from django.db import DatabaseError, InterfaceError
from tqdm import tqdm

from archive.importing.decoding import ENCODED_TWICE
from archive.importing.errors import ImportDocumentError
from archive.importing.files import (
    FileArgument,
    UnreadableFileError,
    expand_arguments,
    printable,
    read_file,
    regular_file_hashes,
)
from archive.importing.formats import available_formats
from archive.importing.header import header_from_values
from archive.importing.imported_files import find_earlier_import, find_earlier_imports
from archive.importing.importer import (
    ImportResult,
    accept_all,
    accept_none,
    import_document,
    parts_beside_children,
)
from archive.importing.lookup.duplicates import find_known_hashes
from archive.importing.parsed_document import KINDS, Header, ParsedDocument, ParsedFile, file_hash
from archive.importing.parser_process import ParserProcess, pool
from archive.importing.readers.records.columns import read_mapping
from archive.management.archive_command import ArchiveCommand
from archive.management.import_report import Report

HEADER_OPTIONS = {
    "title": "title (for a single file)",
    "original_title": "title in the original language",
    "source": "who published it: a slug or a name; a new name is added",
    "kind": f"one of: {', '.join(KINDS)}",
    "date": "2025, 2025-04, 2025-04-25 or “c. 2024”",
    "language": "a code such as en, fr or zh-Hans",
    "event": "slug or name of an event",
    "event_date": "when a new event took place",
    "event_place": "where a new event took place",
    "url": "web address (for a single file)",
    "part_of": "slug or title of the document it is part of",
    "translation_of": "slug or title of the document it translates",
    "translator": "official, outlet, archive or machine",
    "translator_name": "name of the translator",
    "rights_note": "a note on rights, shown to readers",
    "public_note": "a note for readers",
}
SWITCHES = {
    "machine": "it is a machine translation",
    "recursive": "import every text in a folder",
    "parts": "import the parts found in a text as documents too",
    "create_event": "create an event that does not exist yet",
    "update": "update a text that is in the archive with the differing values of its header",
    "same_address": "import a text although another one in the archive has its web address",
    "dry_run": "report what would happen and write nothing",
}
MIN_FILES_FOR_PROGRESS = 20  # where nobody watches; on a terminal two files are enough
LOOKED_UP_AT_ONCE = 100  # files of which one query says which are in the archive
INTERRUPTED = 130  # the exit code of a command that Ctrl-C ended


class Command(ArchiveCommand):
    help = "Import files as draft documents. Safe to repeat: a text that is in the archive is not imported again."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder with --recursive")
        for name, text in HEADER_OPTIONS.items():
            option = f"--{name.replace('_', '-')}"
            parser.add_argument(option, default="", help=f"overrides the header: {text}")
        for name, text in SWITCHES.items():
            parser.add_argument(f"--{name.replace('_', '-')}", action="store_true", help=text)
        formats = [file_format.name for file_format in available_formats()]
        parser.add_argument("--format", choices=formats, default="", help="detected if not given")
        parser.add_argument("--encoding", default="", help="such as cp1251 or big5; detected if not given")
        parser.add_argument(
            "--columns",
            type=_columns,
            default={},
            metavar="FIELD=COLUMN,…",
            help="what the columns of a table mean, such as title=Headline,text=Body; detected if not given",
        )

    def handle(self, *args, **options):
        files = list(expand_arguments(options["paths"], options["recursive"]))
        overrides = _overrides(options, len(files))
        _check_encoding(options["encoding"])
        report = Report(self._write, self.style, options["dry_run"])
        with pool.acquire() as parser, interruption() as stop:
            run = _Run(parser, overrides, options, report, stop)
            for number, file in enumerate(_with_progress(files)):
                if number % LOOKED_UP_AT_ONCE == 0:
                    run.look_up(files[number : number + LOOKED_UP_AT_ONCE])
                run.import_file(file)
        report.finish()
        if stop.is_requested and not stop.is_without_database:
            raise SystemExit(INTERRUPTED)
        if report.has_failed or stop.is_without_database:
            raise SystemExit(1)

    def _write(self, text: str):
        with tqdm.external_write_mode(file=sys.stdout):
            self.stdout.write(text)


class Interruption:
    """Ctrl-C stops the reading of a file at once, and the writing of a document when it is written."""

    def __init__(self):
        self.is_requested = self.is_reading = self.is_without_database = False
        self.reason = "the import was interrupted"

    def request(self, *_signal):
        self.is_requested = True
        if self.is_reading:
            raise KeyboardInterrupt

    def end_without_database(self, error: Exception):
        """Nothing more can be imported; the report still accounts for every file."""
        self.is_requested = self.is_without_database = True
        lines = str(error).strip().splitlines() or ["it gave no reason"]
        self.reason = f"the database failed ({lines[0]})"

    @contextmanager
    def during_read(self):
        """Context manager: an interrupt ends the reading, whose result is lost, and is not raised further."""
        with suppress(KeyboardInterrupt):
            try:
                self.is_reading = True
                yield
            finally:
                self.is_reading = False


@contextmanager
def interruption() -> Iterator[Interruption]:
    """Signals reach the main thread only."""
    stop = Interruption()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = signal.signal(signal.SIGINT, stop.request)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


class _Run:
    """The import of files, one after another."""

    def __init__(self, parser: ParserProcess, overrides: Header, options, report: Report, stop: Interruption):
        self.parser, self.overrides, self.options = parser, overrides, options
        self.report, self.stop = report, stop
        self.imported: dict[str, ImportResult] = {}  # of the files that were imported before, by name

    def look_up(self, files: Sequence[FileArgument]):
        """Many files at once: most of the time of a second import goes into its queries."""
        self.imported = {}
        if self.stop.is_requested or not self._can_be_recognised:
            return
        try:
            self.imported = find_earlier_imports(regular_file_hashes(files), self.overrides)
        except (DatabaseError, InterfaceError) as error:
            self.stop.end_without_database(error)

    def import_file(self, file: FileArgument):
        if file.is_repeated:
            self.report.add_repeated(file.name, file.reason)
        elif file.path is None:
            self.report.add_not_read(file.name, file.reason, is_failure=not file.is_unknown_format)
        elif self.stop.is_requested:
            self.report.add_not_read(file.name, f"{self.stop.reason} before it.")
        elif result := self.imported.get(file.name):
            self.report.add(replace(result, name=printable(file.path.name)))
        else:
            try:
                with pghistory.context(command="import_documents", file=file.name):
                    self._read_and_import(file)
            except (DatabaseError, InterfaceError) as error:
                self.stop.end_without_database(error)
                self.report.add_not_read(file.name, f"{self.stop.reason} while it was imported.")

    def _read_and_import(self, file: FileArgument):
        document, content, name = None, None, printable(file.path.name)
        try:
            with self.stop.during_read():  # also of a pipe into which nobody writes
                content = read_file(file.path)
            if content is None:
                self.report.add_not_read(file.name, "the import was interrupted while it was read.")
                return
            if self._can_be_recognised and (result := find_earlier_import(content, name, self.overrides)):
                self.report.add(result)
                return
            with self.stop.during_read():
                document = self._parse(content, name)
        except UnreadableFileError as error:
            self.report.add_not_read(file.name, error.message)
            return
        except ImportDocumentError as error:
            self.report.add_refusal(file.name, error.message)
            return
        if document is None:
            self.report.add_not_read(file.name, "the import was interrupted while it was read.")
            return
        for finding in document.findings:
            self.report.write(f"{document.name}: {finding}")
        for refusal in document.refusals:
            self.report.add_refusal(refusal.name, refusal.reason)
        is_alone = len(document.documents) == 1 and not document.refusals
        self._import_documents(document.documents, file_hash(content) if is_alone else "")

    @property
    def _can_be_recognised(self) -> bool:
        """Whether a file with the same bytes would give the same documents now."""
        return not any(self.options[name] for name in ("parts", "format", "encoding", "columns", "update"))

    def _parse(self, content: bytes, name: str) -> ParsedFile:
        return self.parser.parse_file(
            content,
            name,
            self.overrides,
            self.options["format"],
            self.options["encoding"],
            None if self.options["parts"] else find_known_hashes,
            self.options["columns"],
        )

    def _import_documents(self, documents: Sequence[ParsedDocument], hash_of_file: str):
        for document in documents:
            if self.stop.is_requested:
                self.report.add_not_read(document.name, f"{self.stop.reason} before it.")
                continue
            self._report_document(document)
            self.report.add(
                import_document(
                    document,
                    parts=parts_beside_children(document) if self.options["parts"] else (),
                    create_event=self.options["create_event"],
                    accept=accept_all if self.options["update"] else accept_none,
                    is_another=self.options["same_address"],
                    file_hash="" if document.children else hash_of_file,
                    dry_run=self.options["dry_run"],
                )
            )

    def _report_document(self, parsed: ParsedDocument):
        for finding in parsed.findings:
            self.report.write(f"{parsed.name}: {finding}")
        for part in () if self.options["parts"] else parts_beside_children(parsed):
            self.report.write(
                f"{parsed.name}: paragraphs {part.first} to {part.last} look like a separate document: "
                f"{part.title}. Add --parts to import it too."
            )


def _overrides(options, file_count: int) -> Header:
    values = {name: options[name] for name in HEADER_OPTIONS if options[name]}
    if file_count > 1 and ("title" in values or "url" in values):
        raise CommandError("--title and --url are for a single file; write them into the files' headers.")
    try:
        return header_from_values(values | ({"machine": "true"} if options["machine"] else {}))
    except ImportDocumentError as error:
        raise CommandError(f"--{error.field.replace('_', '-')}: {error.message}") from error


def _columns(value: str) -> dict[str, str]:
    try:
        return read_mapping(value)
    except ImportDocumentError as error:
        raise ArgumentTypeError(error.message) from error


def _check_encoding(name: str):
    try:
        name == ENCODED_TWICE or codecs.lookup(name or "utf-8")
    except (LookupError, ValueError) as error:
        raise CommandError(
            f"--encoding: “{printable(name)}” is not the name of an encoding such as cp1251."
        ) from error


def _with_progress(files: list[FileArgument]) -> Iterable[FileArgument]:
    is_shown = len(files) > (1 if sys.stderr.isatty() else MIN_FILES_FOR_PROGRESS)
    return tqdm(files, file=sys.stderr, unit=" files", disable=not is_shown, leave=False)
