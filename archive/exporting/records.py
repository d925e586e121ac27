"""A statement or a passage as every export writes it, read from the database some at a time."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from archive.editing.fields import EXPORTED_FIELDS, exported_values
from archive.models import Document, Passage, Speaker, Statement
from archive.text.folding import fold

from .citation import (
    cite,
    cite_passage,
    provenance,
    role_display,
    speaker_name,
    translation_note,
)

CHUNK = 500
ISO_LENGTH = {"day": 10, "month": 7, "year": 4}
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, kw_only=True)
class Record:
    """Plain values, empty where nothing is known. The fields and their order are what readers get.

    Dates are ISO and as long as they are precise: ``2024-03``. ``date`` is the day of speaking, ``document_date``
    that of publication; ``time`` is that of a recording, at which a paragraph begins; ``text_version`` tells the
    document's text from earlier ones. ``said_by`` is the speaker or, where none is named, what stands for one.
    ``extra`` has the fields of editing/fields.py that are exported and have no line here; they come last.
    """

    id: int
    kind: str
    url: str
    text: str
    language: str
    said_by: str = ""
    speaker: str = ""
    family_name: str = ""
    given_name: str = ""
    native_name: str = ""
    role: str = ""
    voice: str = ""
    voice_label: str = ""
    time: str = ""
    attribution: str = ""
    attribution_label: str = ""
    relayed_by: tuple[str, ...] = ()
    event: str = ""
    place: str = ""
    date: str = ""
    date_precision: str = ""
    date_uncertain: bool = False
    themes: tuple[str, ...] = ()
    certain: bool = True
    note: str = ""
    utterance: int | None = None
    document: str = ""
    document_kind: str = ""
    document_date: str = ""
    document_url: str = ""
    paragraph: int | None = None
    text_version: int = 1
    original_url: str = ""
    source: str = ""
    source_country: str = ""
    translator: str = ""
    translator_name: str = ""
    translation_checked: bool = False
    machine_translation: bool = False
    provenance: str = ""
    citation: str = ""
    published: str = ""
    updated: str = ""
    extra: Mapping[str, str | bool] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """By COLUMNS, in their order."""
        return {name: getattr(self, name) for name in OWN_COLUMNS} | {
            name: self.extra.get(name, "") for name in EXTRA_COLUMNS
        }

    @property
    def is_unchecked_machine(self) -> bool:
        return self.machine_translation and not self.translation_checked

    @property
    def issued(self) -> str:
        return self.document_date or self.date

    @property
    def known_language(self) -> str:
        """For bibliographies, which have no code for an unknown one."""
        return "" if self.language == Document.UNKNOWN_LANGUAGE else self.language

    @property
    def remarks(self) -> str:
        """For the field of notes that every bibliography has."""
        original = _("Original: %s") % self.original_url if self.original_url else ""
        return " ".join(filter(None, [self.provenance, self.note, original]))

    @property
    def key(self) -> str:
        """What a bibliography calls it: ``adeyemi2024-s12``. The id makes it unique."""
        name = slugify(fold(self.family_name or self.speaker or self.source))[:30].strip("-")
        return "-".join(filter(None, [name + self.issued[:4], f"{self.kind[0]}{self.id}"]))


OWN_COLUMNS = tuple(each.name for each in fields(Record) if each.name != "extra")
EXTRA_COLUMNS = tuple(each.name for each in EXPORTED_FIELDS if each.name not in OWN_COLUMNS)
COLUMNS = (*OWN_COLUMNS, *EXTRA_COLUMNS)


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
    url = base_url + statement.get_absolute_url()
    return Record(
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
        citation=cite(statement, url, paragraph=statement.paragraph),
        **editable_values(statement),
        **timestamps(statement),
        **document_fields(statement.document, base_url),
    )


def editable_values(statement: Statement) -> dict[str, Any]:
    values = exported_values(statement)
    extra = {name: values.pop(name) for name in EXTRA_COLUMNS}
    return {**values, "extra": extra}


def passage_record(passage: Passage, base_url: str) -> Record:
    document, event = passage.document, passage.document.event
    url = base_url + passage.get_absolute_url()
    return Record(
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
        citation=cite_passage(passage, url),
        **timestamps(document),
        **document_fields(document, base_url),
    )


def document_fields(document: Document, base_url: str) -> dict[str, Any]:
    return {
        "language": document.language,
        "document": document.title,
        "document_kind": document.kind,
        "document_date": iso_date(document.date, document.date_precision),
        "document_url": base_url + document.get_absolute_url(),
        "text_version": document.text_version,
        "original_url": document.url,
        "source": document.source.name,
        "source_country": document.source.country,
        "translator": document.translator,
        "translator_name": document.translator_name,
        "translation_checked": document.translation_checked,
        "machine_translation": document.is_machine_translation,
    }


def timestamps(row: Statement | Document) -> dict[str, Any]:
    first = row.published_at.isoformat(timespec="seconds") if row.published_at else ""
    return {"published": first, "updated": row.updated_at.isoformat(timespec="seconds")}


def iso_date(date: dt.date | None, precision: str) -> str:
    return date.isoformat()[: ISO_LENGTH[precision]] if date else ""


def family_and_given(speaker: Speaker) -> tuple[str, str]:
    """The parts of a person's name where the sort name tells them apart; else nothing, for guessing is often wrong."""
    name, key = speaker.name, speaker.sort_name
    if speaker.kind != Speaker.Kind.PERSON:
        return "", ""
    if "," in key:
        family, _comma, given = key.partition(",")
        return family.strip(), given.strip()
    return (key, name.removesuffix(key).strip()) if key and name.endswith(f" {key}") else ("", "")


def flat(text: str) -> str:
    """On one line and without control characters."""
    return " ".join(CONTROL.sub(" ", text).split())
