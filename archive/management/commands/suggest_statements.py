"""Print proposals for the statements of files; nothing is written."""

import json
from dataclasses import asdict
from typing import Any

from django.conf import settings

from archive.importing.errors import ImportDocumentError
from archive.importing.files import FileArgument, expand_arguments, read_file
from archive.importing.header import header_from_values
from archive.importing.parsed_document import ParsedDocument
from archive.importing.parser_process import ParserProcess, pool
from archive.management.archive_command import ArchiveCommand
from archive.proposing import Name, Proposal, propose
from archive.proposing.plugins.language_model import ask_language_model
from archive.proposing.plugins.runner import installed_proposers, run_proposers
from archive.workbench.suggestions import (
    event_named_in,
    known_speakers,
    passages_of,
    serialize_proposals,
    theme_finder,
)


class Command(ArchiveCommand):
    help = "Propose statements in the texts of files, with the archive's speakers, events and themes. Writes nothing."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder with --recursive")
        parser.add_argument("--json", action="store_true", help="print JSON, one object for each document")
        parser.add_argument("--recursive", action="store_true", help="read every text in a folder")
        parser.add_argument(
            "--language", default="", help="a code such as en or zh-Hans; detected if not given"
        )
        parser.add_argument(
            "--kind", default="", help="a kind of document such as readout; detected if not given"
        )

        parser.add_argument(
            "--external",
            action="store_true",
            help="also ask installed plug-ins, and the language model at PROPOSER_URL, to which the text is sent",
        )

    def handle(self, *args, **options):
        names = known_speakers()
        overrides = header_from_values({key: options[key] for key in ("language", "kind") if options[key]})
        has_failed = False
        with pool.acquire() as parser:
            for file in expand_arguments(options["paths"], options["recursive"]):
                try:
                    documents = _documents(parser, file, overrides)
                except ImportDocumentError as error:
                    self.stderr.write(f"{file.name}: {error.message}")
                    has_failed = True
                    continue
                for document in documents:
                    self._print(document, names, options["json"])
                    if options["external"]:
                        self._print_external(document, names)
        if has_failed:
            raise SystemExit(1)

    def _print_external(self, document: ParsedDocument, names: list[Name]):
        proposers = installed_proposers() | (
            {"language model": _language_model} if settings.PROPOSER_URL else {}
        )
        facts = {name: _fact(document, name)["value"] for name in ("language", "kind")}
        for name, result in run_proposers(proposers, document.text, **facts, names=names).items():
            statements = [
                asdict(proposal) | {"text": document.text[proposal.start : proposal.end]}
                for proposal in result.proposals
            ]
            line = {
                "file": document.name,
                "proposer": name,
                "statements": statements,
                "dropped": result.dropped,
            }
            self.stdout.write(json.dumps(line, ensure_ascii=False, default=str))

    def _print(self, document: ParsedDocument, names: list[Name], is_json: bool):
        suggestions = _suggestions(document, names)
        if is_json:
            self.stdout.write(json.dumps(suggestions, ensure_ascii=False, default=str))
            return
        self.stdout.write(f"{suggestions['file']}: {len(suggestions['statements'])} proposals")
        for statement in suggestions["statements"]:
            speaker = statement["speaker"] or statement["mention"] or "nobody named"
            text = " ".join(statement["text"].split())
            themes = ", ".join(theme["label"] for theme in statement["themes"])
            self.stdout.write(
                f"  {statement['score']:.2f} {speaker} ({statement['rule']}): {text[:100]} [{themes}]"
            )


def _language_model(text: str, language: str, kind: str, names: list[Name]) -> list[Proposal]:
    return ask_language_model(
        text, names, settings.PROPOSER_URL, settings.PROPOSER_MODEL, settings.PROPOSER_KEY
    ).proposals


def _documents(parser: ParserProcess, file: FileArgument, overrides) -> tuple[ParsedDocument, ...]:
    if file.path is None:
        raise ImportDocumentError(file.reason)
    return parser.parse_file(read_file(file.path), file.path.name, overrides).documents


def _suggestions(document: ParsedDocument, names: list[Name]) -> dict[str, Any]:
    """Returns the suggestions for one document; what the text itself says of date and event comes with its source."""
    facts = {name: _fact(document, name) for name in ("kind", "language", "date")}
    proposals = propose(
        document.text,
        language=facts["language"]["value"],
        kind=facts["kind"]["value"],
        names=names,
        passages=passages_of(document.passages),
        is_translation=bool(document.header.translator),
    )
    finder = theme_finder(document.text[proposal.start : proposal.end] for proposal in proposals)
    event = event_named_in(document.text)
    return {
        "file": document.name,
        **facts,
        "event": {"id": event.pk, "value": event.name, "source": "named in the text"} if event else None,
        "statements": serialize_proposals(document.text, proposals, finder),
    }


def _fact(document: ParsedDocument, name: str) -> dict[str, str]:
    if value := getattr(document.header, name):
        return {"value": str(value), "source": "header"}
    suggestion = document.suggestion_for(name)
    return (
        {"value": str(suggestion.value), "source": suggestion.reason}
        if suggestion
        else {"value": "", "source": ""}
    )
