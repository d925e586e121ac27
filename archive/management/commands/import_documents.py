"""Import texts from files: arguments, one call for each file, a report with counts."""

import sys
from collections import Counter

import pghistory
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from archive.importing import files
from archive.importing.header import header_from
from archive.importing.importer import ALREADY_HERE, CREATED, REFUSED, Outcome, import_document
from archive.importing.parse import FORMATS, parse_file
from archive.importing.parsed import KINDS, ImportRefused

OPTIONS = {
    "title": "title (of the only file)",
    "original_title": "title in the original language",
    "source": "who published it: a slug or a name; a new name is added",
    "kind": f"one of: {', '.join(KINDS)}",
    "date": "2025, 2025-04, 2025-04-25 or “c. 2024”",
    "language": "a code such as en, fr or zh-Hans",
    "event": "slug or name of an event",
    "url": "web address (of the only file)",
    "part_of": "slug or title of the document it is part of",
    "translation_of": "slug or title of the document it translates",
    "translator": "official, outlet, archive or machine",
    "translator_name": "who that was",
    "rights_note": "a note on rights, shown to readers",
    "public_note": "a note for readers",
}
MANY = 20


class Command(BaseCommand):
    help = (
        "Import plain text and Markdown files as drafts. Safe to repeat: a text that is here stays as it is."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder with --recursive")
        for name, text in OPTIONS.items():
            parser.add_argument(
                f"--{name.replace('_', '-')}", default="", help=f"overrides the header: {text}"
            )
        parser.add_argument("--machine", action="store_true", help="it is a machine translation")
        parser.add_argument(
            "--format", choices=FORMATS[1:], default="", help="instead of going by the file's name"
        )
        parser.add_argument("--recursive", action="store_true", help="import all texts in a folder")
        parser.add_argument(
            "--parts", action="store_true", help="import the parts found in a text as documents too"
        )
        parser.add_argument("--create-event", action="store_true", help="make an event that is not known")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")

    def handle(self, *args, **options):
        named = list(files.expand(options["paths"], options["recursive"]))
        overrides = self._overrides(options, len(named))
        counts = Counter()
        for name, path in self._progress(named):
            with pghistory.context(command="import_documents", file=name):
                outcome = self._import(name, path, overrides, options)
            self._say(outcome, options["dry_run"])
            counts.update(one.status for one in outcome.all)
        self._close(counts, options["dry_run"])

    def _overrides(self, options, how_many):
        written = {name: options[name] for name in OPTIONS if options[name]}
        if how_many > 1 and ("title" in written or "url" in written):
            raise CommandError(
                "--title and --url are for one file at a time; write them into the files' headers."
            )
        try:
            return header_from(written | ({"machine": "true"} if options["machine"] else {}))
        except ImportRefused as error:
            raise CommandError(f"--{error.field.replace('_', '-')}: {error.reason}") from error

    def _progress(self, named):
        shown = len(named) > (1 if sys.stderr.isatty() else MANY)
        return tqdm(named, file=sys.stderr, unit=" files", disable=not shown, leave=False)

    def _import(self, name, path, overrides, options) -> Outcome:
        if isinstance(path, ImportRefused):
            return Outcome(ALREADY_HERE if path.field == "again" else REFUSED, name, reason=path.reason)
        try:
            parsed = parse_file(files.read(path), path.name, overrides, options["format"])
        except ImportRefused as error:
            return Outcome(REFUSED, name, reason=error.reason, field=error.field)
        take = range(len(parsed.parts)) if options["parts"] else ()
        outcome = import_document(
            parsed, take=take, create_event=options["create_event"], dry_run=options["dry_run"]
        )
        self._mention(parsed, take)
        return outcome

    def _mention(self, parsed, take):
        for finding in parsed.findings:
            self._line(f"{parsed.name}: {finding}")
        for part in () if take else parsed.parts:
            self._line(
                f"{parsed.name}: paragraphs {part.first} to {part.last} look like a document of their own: "
                f"{part.title}. Add --parts to import it too."
            )

    def _say(self, outcome, dry_run):
        done = "would be created as" if dry_run else "created"
        for one in outcome.all:
            if one.status == REFUSED:
                self._line(self.style.ERROR(f"{one.name}: refused. {one.reason}"))
            elif one.status == ALREADY_HERE:
                self._line(f"{one.name}: already here. {one.reason}{self._taken(one)}")
            else:
                self._line(self.style.SUCCESS(f"{one.name}: {done} “{one.document.title}”."))
            for note in one.notes:
                self._line(f"    {note}")
            for used in one.used:
                self._line(f"    {used.field}: {used.value} (guessed: {used.reason})")

    def _taken(self, outcome):
        """What has been taken from a text that is here, so that nobody annotates it again."""
        if outcome.document is None:
            return ""
        if not outcome.statements:
            return " No statement has been taken from it yet."
        first = "; ".join(f"“{one.text[:60]}”" for one in outcome.statements[:3])
        return f" Statements taken from it: {len(outcome.statements)} ({first})."

    def _line(self, text):
        with tqdm.external_write_mode(file=sys.stdout):
            self.stdout.write(text)

    def _close(self, counts, dry_run):
        would = "Nothing was written. An import would have: " if dry_run else ""
        report = ", ".join(f"{counts[status]} {status}" for status in (CREATED, ALREADY_HERE, REFUSED))
        self._line(f"{would}{report}.")
        if counts[REFUSED]:
            raise SystemExit(1)
