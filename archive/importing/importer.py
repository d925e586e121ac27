"""A ParsedDocument into the archive, all of a file or nothing of it; safe to repeat."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from archive.editing.creation.documents import DocumentBatch, PassageLabel, document_batch
from archive.editing.errors import EditError
from archive.editing.states import Actor
from archive.importing.completion import CompletedHeader, complete_header
from archive.importing.errors import ImportDocumentError
from archive.importing.lookup import (
    check_new_name,
    check_web_address,
    find_document,
    find_event,
    find_source,
    source_kind,
    unknown_event_error,
)
from archive.importing.parse import parse_part
from archive.importing.parsed_document import ParsedDocument, PartCandidate, Suggestion
from archive.models import Document, Event, Passage, Source, Statement

CREATED, DUPLICATE, REFUSED = "created", "already imported", "refused"


@dataclass(frozen=True)
class ImportResult:
    """What became of a text.

    `suggestions` filled in what its header left open; `statements` are those of a text already in the archive; `parts`
    are the outcomes of the documents inside it. A refused text has a `reason` and the `field` it concerns.
    """

    status: str
    name: str = ""
    document: Document | None = None
    reason: str = ""
    field: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    notes: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    parts: tuple["ImportResult", ...] = ()

    @property
    def with_parts(self) -> tuple["ImportResult", ...]:
        return (self, *self.parts)


def import_document(
    parsed: ParsedDocument,
    *,
    actor: Actor = None,
    part_numbers: Collection[int] = (),
    create_event: bool = False,
    dry_run: bool = False,
) -> ImportResult:
    """Import a text, the documents that its later headers start, and the chosen ones of its part candidates.

    `part_numbers` are positions in `parsed.parts`. Nothing is raised: what cannot be imported comes back as refused,
    with nothing of it written. A dry run does everything and undoes it, so it promises what the import then does.
    """
    try:
        with document_batch(actor, dry_run=dry_run) as batch:
            return _import_whole(batch, parsed, part_numbers, create_event)
    except ImportDocumentError as error:
        return ImportResult(REFUSED, parsed.name, reason=error.message, field=error.field)
    except EditError as error:
        return ImportResult(REFUSED, parsed.name, reason=error.message, field=next(iter(error.errors), ""))
    except DatabaseError as error:
        reason = _("The database refused this text: %(reason)s.") % {"reason": _first_line(error)}
        return ImportResult(REFUSED, parsed.name, reason=reason)


def _first_line(error: DatabaseError) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__


def _import_whole(
    batch: DocumentBatch, parsed: ParsedDocument, part_numbers: Collection[int], create_event: bool
) -> ImportResult:
    outcome = _import_single(batch, parsed, create_event)
    chosen = (parsed.parts[number] for number in sorted(set(part_numbers)))
    parts = [*parsed.children, *(extract_part(parsed, part) for part in chosen)]
    return replace(
        outcome, parts=tuple(_import_single(batch, part, create_event, outcome.document) for part in parts)
    )


def extract_part(parsed: ParsedDocument, part: PartCandidate) -> ParsedDocument:
    """The part as a document of its own."""
    return parse_part(parsed, part.first, part.last, part.header)


def _import_single(
    batch: DocumentBatch, parsed: ParsedDocument, create_event: bool, parent: Document | None = None
) -> ImportResult:
    if existing := find_duplicate(parsed.text):
        return _duplicate_result(parsed, existing)
    completed = complete_header(parsed, parent)
    values, notes = _document_values(batch, completed, create_event, parent)
    notes = [*completed.notes, *notes, *_notes_on_address(completed.header.url)]
    document = batch.add_document({"text": parsed.text, **values}, _passage_labels(parsed))
    name = parsed.name or document.title
    return ImportResult(CREATED, name, document, suggestions=completed.suggestions, notes=tuple(notes))


def find_duplicate(text: str) -> Document | None:
    """The oldest document with exactly this text. 2 queries."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT md5(%s)", [text])
        (digest,) = cursor.fetchone()
    documents = Document.objects.filter(text_hash=digest, text=text)
    return documents.select_related("source").order_by("id").first()


def _duplicate_result(parsed: ParsedDocument, document: Document) -> ImportResult:
    statements = tuple(document.statements.select_related("speaker").order_by("start"))
    reason = _("The same text is already in the archive as “%(title)s” (%(source)s).") % {
        "title": document.title,
        "source": document.source.name,
    }
    return ImportResult(DUPLICATE, parsed.name or document.title, document, reason, statements=statements)


def _document_values(
    batch: DocumentBatch, completed: CompletedHeader, create_event: bool, parent: Document | None
) -> tuple[dict[str, Any], list[str]]:
    """The fields of the new document, and notes on the rows that had to be created for it."""
    header = completed.header
    check_web_address(header.url)
    source, source_notes = _source(batch, header.source)
    event = parent.event if parent else None
    event_notes: list[str] = []
    if header.event:
        event, event_notes = _event(batch, completed, create_event)
    original = find_document(header.translation_of, "translation_of") if header.translation_of else None
    if parent is None and header.part_of:
        parent = find_document(header.part_of, "part_of")
    related = {"source": source, "event": event, "part_of": parent, "translation_of": original}
    return _plain_values(completed) | related, source_notes + event_notes


def _plain_values(completed: CompletedHeader) -> dict[str, Any]:
    header = completed.header
    fields = ("title", "original_title", "kind", "language", "url", "translator", "translator_name")
    values = {field: getattr(header, field) for field in (*fields, "rights_note", "public_note")}
    if header.date:
        values["date"] = header.date.first
        values["date_precision"] = header.date.precision
        values["date_uncertain"] = header.date.uncertain
    return values


def _source(batch: DocumentBatch, name: str) -> tuple[Source, list[str]]:
    if source := find_source(name):
        return source, []
    check_new_name(name, Source)
    source = batch.add_source(name, source_kind(name))
    note = _("The source “%(name)s” is new; its kind was set to: %(kind)s.")
    return source, [note % {"name": name, "kind": source.get_kind_display().lower()}]


def _event(batch: DocumentBatch, completed: CompletedHeader, create: bool) -> tuple[Event, list[str]]:
    """A new event took place when and where the text says."""
    name, date = completed.header.event, completed.header.date
    if event := find_event(name):
        return event, []
    if not create:
        raise unknown_event_error(name)
    check_new_name(name, Event)
    values: dict[str, Any] = {"place": completed.place}
    if date:
        values |= {"start": date.first, "start_precision": date.precision, "date_uncertain": date.uncertain}
    event = batch.add_event(name, **values)
    return event, [_("The event “%(name)s” is new; its kind has yet to be chosen.") % {"name": name}]


def _notes_on_address(url: str) -> list[str]:
    note = _("Another text from the same web address is already in the archive: “%(title)s”.")
    titles = Document.objects.filter(url=url).order_by("id").values_list("title", flat=True) if url else ()
    return [note % {"title": title} for title in titles]


def _passage_labels(parsed: ParsedDocument) -> list[PassageLabel]:
    limit = Passage._meta.get_field("speaker_label").max_length
    return [
        PassageLabel(passage.number, passage.kind, passage.speaker_label[:limit])
        for passage in parsed.passages
        if passage.kind != Passage.Kind.PARAGRAPH
    ]
