"""The header of a text completed by the suggestions read out of it, and checked."""

from dataclasses import dataclass, replace
from typing import Any

from archive.importing.errors import ImportDocumentError
from archive.importing.parsed_document import Header, ParsedDocument, Suggestion
from archive.models import Document

_COMPLETED_FIELDS = ("title", "source", "kind", "date", "language")
# Characters: the lengths of the columns of Document.
_MAX_LENGTHS = {"title": 400, "original_title": 400, "translator_name": 200, "url": 1000, "language": 20}
DEFAULTS = {
    "kind": Suggestion("kind", "news_report", "nothing in the text shows what it is"),
    "language": Suggestion("language", "en", "nothing in the text shows which it is"),
}


@dataclass(frozen=True)
class CompletedHeader:
    """`suggestions` are those that were used, `notes` sentences on what stays unknown."""

    header: Header
    place: str
    suggestions: tuple[Suggestion, ...]
    notes: tuple[str, ...]


def complete_header(parsed: ParsedDocument, parent: Document | None = None) -> CompletedHeader:
    """Raises ImportDocumentError where a value is missing or too long. `parent` is the document it is part of."""
    header, used = parsed.header, []
    for field in _COMPLETED_FIELDS:
        suggestion = None if getattr(header, field) else _suggestion(parsed, field, parent)
        if suggestion:
            values: dict[str, Any] = {field: suggestion.value}
            header = replace(header, **values)
            used.append(suggestion)
    _check(header)
    place = parsed.suggestion_for("place")
    return CompletedHeader(header, str(place.value) if place else "", tuple(used), _notes(parsed, header))


def _notes(parsed: ParsedDocument, header: Header) -> tuple[str, ...]:
    if header.date:
        return ()
    if day := parsed.suggestion_for("day"):
        return (f"The date is unknown: “{day.value}” is printed without a year.",)
    return ("The date is unknown: none was given and the first lines show none.",)


def _suggestion(parsed: ParsedDocument, field: str, parent: Document | None) -> Suggestion | None:
    found = parsed.suggestion_for(field) or _from_parent(parent, field) or DEFAULTS.get(field)
    if found and field == "title":
        return replace(found, value=str(found.value)[: _MAX_LENGTHS["title"]])
    return found


def _from_parent(parent: Document | None, field: str) -> Suggestion | None:
    """A part takes source and language from the whole document unless it names its own; never the date."""
    if parent is None or field not in ("source", "language"):
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
