"""The header of a text completed by the suggestions read out of it, and checked. What nothing shows stays unknown."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from archive.importing.errors import ImportDocumentError
from archive.importing.limits import MAX_TITLE_LENGTH
from archive.importing.parsed_document import Header, ParsedDocument, Suggestion
from archive.models import Document

_COMPLETED_FIELDS = ("title", "source", "kind", "date", "language")
# Characters: the lengths of the columns of Document and Event.
_MAX_LENGTHS = {
    "title": MAX_TITLE_LENGTH,
    "original_title": MAX_TITLE_LENGTH,
    "translator_name": 200,
    "url": 1000,
    "language": 20,
    "event_place": 200,
}
# Of these the text is the event itself: it has the event's day and place. A report or a commentary has its own.
_SPOKEN_KINDS = ("speech", "press_conference", "transcript")


@dataclass(frozen=True)
class CompletedHeader:
    """`suggestions` are those that were used, `notes` sentences on what stays unknown."""

    header: Header
    suggestions: tuple[Suggestion, ...]
    notes: tuple[str, ...]


def complete_header(parsed: ParsedDocument, parent: Document | None = None) -> CompletedHeader:
    """Raises ImportDocumentError where a value is missing or too long.

    `parent` is the document it is part of: it may suggest source and language, nothing else.
    """
    header, used_suggestions = parsed.header, []
    for field in _COMPLETED_FIELDS:
        suggestion = None if getattr(header, field) else _suggestion(parsed, field, parent)
        if suggestion:
            values: dict[str, Any] = {field: suggestion.value}
            header = replace(header, **values)
            used_suggestions.append(suggestion)
    notes = tuple(_notes(parsed, header))
    header = replace(
        header,
        kind=header.kind or Document.Kind.UNKNOWN.value,
        language=header.language or Document.UNKNOWN_LANGUAGE,
    )
    _check(header)
    return CompletedHeader(header, tuple(used_suggestions), notes)


def event_suggestions(parsed: ParsedDocument, header: Header) -> Iterator[Suggestion]:
    """Date and place of a new event, as `event_date` and `event_place`, where the (completed) header has none."""
    is_spoken = header.kind in _SPOKEN_KINDS
    if not header.event_date and "event_date" not in parsed.declined_fields:
        if suggestion := parsed.suggestion_for("event_date"):
            yield suggestion
        elif is_spoken and header.date:
            kind = Document.Kind(header.kind).label.lower()
            yield Suggestion("event_date", header.date, f"the date of this {kind}")
    if not header.event_place and "event_place" not in parsed.declined_fields:
        if suggestion := parsed.suggestion_for("event_place"):
            yield suggestion
        elif is_spoken and (suggestion := parsed.suggestion_for("place")):
            yield replace(suggestion, field="event_place")


def _notes(parsed: ParsedDocument, header: Header) -> Iterator[str]:
    if not header.kind:
        yield "The kind is unknown: none was given and nothing in the text shows what it is."
    if not header.language:
        yield "The language is unknown: none was given and nothing in the text shows which it is."
    if header.date:
        return
    if day := parsed.suggestion_for("day"):
        yield f"The date is unknown: “{day.value}” is printed without a year."
    else:
        yield "The date is unknown: none was given and the first lines show none."


def _suggestion(parsed: ParsedDocument, field: str, parent: Document | None) -> Suggestion | None:
    if suggestion := parsed.suggestion_for(field):
        value = str(suggestion.value)[:MAX_TITLE_LENGTH] if field == "title" else suggestion.value
        return replace(suggestion, value=value)
    # Other facts of the whole, as its date, need not be those of its part.
    if parent is None or field not in ("source", "language") or field in parsed.declined_fields:
        return None
    value = parent.source.slug if field == "source" else parent.language
    return Suggestion(field, value, f"the document it is part of, “{parent.title}”")


def _check(header: Header) -> None:
    if not header.source:
        raise ImportDocumentError("Who published this text? Give its source.", "source")
    if header.translation_of and not header.translator:
        raise ImportDocumentError(
            "Who translated this text? Give the translator: official, outlet, archive or machine.",
            "translator",
        )
    for field, limit in _MAX_LENGTHS.items():
        if (length := len(getattr(header, field))) > limit:
            name = field.replace("_", " ")
            raise ImportDocumentError(f"The {name} has {length:,} characters; the limit is {limit:,}.", field)
