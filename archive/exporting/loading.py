"""Reads records from the database, some at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from archive.editing.fields import exported_values
from archive.models import Document, Passage, Speaker, Statement, iso_date
from archive.models.base.urls import permanent_path

from .provenance import provenance, role_display, speaker_name, translation_note
from .records import EXTRA_COLUMNS, Record
from .reference import make_reference
from .styles import chicago

CHUNK = 500


def load_records(unit: str, ids: Sequence[int], base_url: str) -> Iterator[Record]:
    """What is public of these statements or passages, in their order; ``base_url`` is ``https://host`` of the links.

    Some queries for every CHUNK of ids, made when its first record is read.
    """
    passages = unit == "passages"
    rows: Any = (Passage if passages else Statement).objects.published().for_export()
    for first in range(0, len(ids), CHUNK):
        chunk = list(ids[first : first + CHUNK])
        by_id = rows.in_bulk(chunk)
        for row in (by_id[pk] for pk in chunk if pk in by_id):
            yield passage_record(row, base_url) if passages else statement_record(row, base_url)


def statement_record(statement: Any, base_url: str) -> Record:
    """``statement`` comes from ``for_export()``, which adds to it."""
    speaker, event = statement.speaker, statement.event
    date, precision, uncertain = statement.effective_date
    family, given = family_and_given(speaker) if speaker else ("", "")
    url = base_url + permanent_path(statement.get_absolute_url())
    return with_citation(
        Record(
            id=statement.pk,
            kind="statement",
            url=url,
            text=statement.text,
            said_by=speaker_name(statement),
            speaker=speaker.name if speaker else "",
            family_name=family,
            given_name=given,
            native_name=next((each.name for each in speaker.native_names), "") if speaker else "",
            role=role_display(statement),
            attribution_label=str(statement.get_attribution_display()),
            relayed_by=tuple(relay.speaker.name for relay in statement.relays.all()),
            event=event.name if event else "",
            place=event.place if event else "",
            date=iso_date(date, precision),
            date_precision=precision if date else "",
            date_uncertain=bool(date) and uncertain,
            themes=tuple(theme.label for theme in statement.themes.all()),
            utterance=next((report.utterance_id for report in statement.confirmed_reports), None),
            provenance=provenance(statement),
            paragraph=statement.paragraph,
            **statement_fields(statement),
            **timestamps(statement),
            **document_fields(statement.document, base_url),
        )
    )


def statement_fields(statement: Statement) -> dict[str, Any]:
    values = exported_values(statement)
    extra = {name: values.pop(name) for name in EXTRA_COLUMNS}
    return {**values, "extra": extra}


def passage_record(passage: Passage, base_url: str) -> Record:
    document, event = passage.document, passage.document.event
    url = base_url + permanent_path(passage.get_absolute_url())
    return with_citation(
        Record(
            id=passage.pk,
            kind="passage",
            url=url,
            text=passage.text,
            voice_label=passage.speaker_label,
            time=passage.time,
            event=event.name if event else "",
            place=event.place if event else "",
            date=iso_date(document.date, document.date_precision),
            date_precision=document.date_precision if document.date else "",
            date_uncertain=bool(document.date) and document.date_uncertain,
            provenance=f"{translation_note(document)}." if document.translator else "",
            paragraph=passage.number,
            **timestamps(document),
            **document_fields(document, base_url),
        )
    )


def document_record(document: Document, base_url: str) -> Record:
    """The document as a whole, without its text; with the date of its event, where it has one."""
    event = document.event
    return with_citation(
        Record(
            id=document.pk,
            kind="document",
            url=base_url + permanent_path(document.get_absolute_url()),
            text="",
            event=event.name if event else "",
            place=event.place if event else "",
            date=iso_date(event.start, event.start_precision) if event else "",
            date_uncertain=event.date_uncertain if event else False,
            provenance=f"{translation_note(document)}." if document.translator else "",
            **timestamps(document),
            **document_fields(document, base_url),
        )
    )


def with_citation(record: Record) -> Record:
    return replace(record, citation=chicago(make_reference(record)))


def document_fields(document: Document, base_url: str) -> dict[str, Any]:
    return {
        "language": document.language,
        "document": document.title,
        "document_kind": document.kind,
        "document_date": iso_date(document.date, document.date_precision),
        "document_date_uncertain": bool(document.date) and document.date_uncertain,
        "document_url": base_url + permanent_path(document.get_absolute_url()),
        "text_version": document.text_version,
        "original_url": document.url,
        "source": document.source.name,
        "source_kind": document.source.kind,
        "source_country": document.source.country,
        "translator": document.translator,
        "translator_name": document.translator_name,
        "translation_checked": document.translation_checked,
        "machine_translation": document.is_machine_translation,
    }


def timestamps(row: Statement | Document) -> dict[str, Any]:
    first = row.published_at.isoformat(timespec="seconds") if row.published_at else ""
    return {"published": first, "updated": row.updated_at.isoformat(timespec="seconds")}


def family_and_given(speaker: Speaker) -> tuple[str, str]:
    """The parts of a person's name where the sort name tells them apart; else nothing, for guessing is often wrong."""
    name, key = speaker.name, speaker.sort_name
    if speaker.kind != Speaker.Kind.PERSON:
        return "", ""
    if "," in key:
        family, _comma, given = key.partition(",")
        return family.strip(), given.strip()
    return (key, name.removesuffix(key).strip()) if key and name.endswith(f" {key}") else ("", "")
