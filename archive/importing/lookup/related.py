"""The columns of a document and the rows it refers to, from its header; sources and events are created where new."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from archive.editing.creation.documents import DocumentBatch
from archive.importing.completion import event_suggestions
from archive.importing.lookup.names import (
    check_new_name,
    find_document,
    find_event,
    find_source,
    nearest_name,
    source_kind,
    unknown_event_error,
)
from archive.importing.parsed_document import Header, ParsedDocument, PartialDate, Suggestion
from archive.models import Event, Source

_PLAIN_FIELDS = "title original_title kind language url translator translator_name rights_note public_note"
PLAIN_FIELDS = tuple(_PLAIN_FIELDS.split())


@dataclass
class RelatedRows:
    """`values` are the rows by column; `notes` are sentences on those that had to be created for the text."""

    values: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


def plain_values(header: Header, only_given: bool = False) -> dict[str, Any]:
    """The values of the header for columns that hold no related row. With `only_given`, columns without a value are
    left out."""
    values: dict[str, Any] = {name: getattr(header, name) for name in PLAIN_FIELDS}
    if only_given:
        values = {name: value for name, value in values.items() if value}
    if header.date:
        values["date"] = header.date.first
        values["date_precision"] = header.date.precision
        values["date_uncertain"] = header.date.uncertain
    return values


def find_related(
    batch: DocumentBatch, parsed: ParsedDocument, header: Header, create_event: bool
) -> RelatedRows:
    """The rows that the header names; what it leaves open is left out. Raises ImportDocumentError."""
    related = RelatedRows()
    if header.source:
        _add_source(related, batch, header.source)
    if header.event:
        _add_event(related, batch, parsed, header, create_event)
    if header.translation_of:
        related.values["translation_of"] = find_document(header.translation_of, "translation_of")
    if header.part_of:
        related.values["part_of"] = find_document(header.part_of, "part_of")
    return related


def _add_source(related_rows: RelatedRows, batch: DocumentBatch, name: str) -> None:
    source = find_source(name)
    if source is None:
        check_new_name(name, Source)
        near = nearest_name(name, Source)
        source = batch.add_source(name, source_kind(name))
        note = _("The source “%(name)s” is new; its kind was set to: %(kind)s.")
        related_rows.notes += (note % {"name": name, "kind": source.get_kind_display().lower()}, *near)
    related_rows.values["source"] = source


def _add_event(
    related_rows: RelatedRows, batch: DocumentBatch, parsed: ParsedDocument, header: Header, create: bool
) -> None:
    event = find_event(header.event)
    if event is None:
        if not create:
            raise unknown_event_error(header.event)
        check_new_name(header.event, Event)
        near = nearest_name(header.event, Event)
        event = _create_event(related_rows, batch, parsed, header)
        related_rows.notes += near
    elif header.event_date or header.event_place:
        note = _("The event “%(name)s” already exists; its date and place stay as they are.")
        related_rows.notes += (note % {"name": event.name},)
    related_rows.values["event"] = event


def _create_event(
    related_rows: RelatedRows, batch: DocumentBatch, parsed: ParsedDocument, header: Header
) -> Event:
    """Creates the event with the time and place of the header, else of the text, else unknown ones."""
    related_rows.suggestions = tuple(event_suggestions(parsed, header))
    suggestions: dict[str, Any] = {each.field: each.value for each in related_rows.suggestions}
    date: PartialDate | None = header.event_date or suggestions.get("event_date")
    values: dict[str, Any] = {"place": header.event_place or str(suggestions.get("event_place", ""))}
    notes = [_("The event “%(name)s” is new; its kind still has to be chosen.") % {"name": header.event}]
    if date:
        values |= {"start": date.first, "start_precision": date.precision, "date_uncertain": date.uncertain}
    else:
        notes.append(_("The date of the event “%(name)s” is unknown.") % {"name": header.event})
    related_rows.notes += tuple(notes)
    return batch.add_event(header.event, **values)
