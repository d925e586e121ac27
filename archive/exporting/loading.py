"""Reads records from the database, some at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from archive.editing.fields import exported_values
from archive.models import Document, Passage, Relay, Report, Speaker, Statement, StatementTheme, iso_date
from archive.models.base.urls import permanent_path
from archive.models.statement import first_paragraph

from .provenance import provenance, relay_names, role_display, speaker_name, translation_note
from .records import EXTRA_COLUMNS, Record
from .reference import make_reference
from .styles import chicago

CHUNK = 500


class Relations(NamedTuple):
    """The rows related to one statement: its theme labels, the names of its relays (nearest to the words first), and
    the id of the utterance of which it is a confirmed report."""

    themes: tuple[str, ...] = ()
    relays: tuple[str, ...] = ()
    utterance: int | None = None


def load_records(unit: str, ids: Sequence[int], base_url: str) -> Iterator[Record]:
    """Yields the public rows among these statements or passages, in their order; ``base_url`` is the ``https://host``
    of links. Makes a few queries for every CHUNK of ids, when its first record is read."""
    for first in range(0, len(ids), CHUNK):
        chunk = list(ids[first : first + CHUNK])
        if unit == "passages":
            by_id = Passage.objects.published().for_export().in_bulk(chunk)
            yield from (passage_record(by_id[pk], base_url) for pk in chunk if pk in by_id)
        else:
            yield from statement_records(chunk, base_url)


def statement_records(ids: Sequence[int], base_url: str) -> Iterator[Record]:
    """Many share a document, a speaker and an event, of which there is one instance each; themes, relays and reports
    are plain values: as instances of each row they take most of the time."""
    public = Statement.objects.published().annotate(paragraph=first_paragraph())
    public = public.prefetch_related("speaker__roles", "speaker__names", "event", "role")
    rows: dict[int, Any] = {row.pk: row for row in public.filter(pk__any=ids)}
    documents = Document.objects.published().select_related("source").defer("text")
    documents = documents.filter(pk__any={row.document_id for row in rows.values()})
    fields = {document.pk: (document, document_fields(document, base_url)) for document in documents}
    themes = group(StatementTheme.objects.order_by("theme__sort_key"), rows, "theme__label")
    relays = group(Relay.objects.order_by("position"), rows, "speaker__name")
    utterances = group(Report.objects.confirmed().order_by("id"), rows, "utterance")
    for row in (rows[pk] for pk in ids if pk in rows and rows[pk].document_id in fields):
        row.document, of_document = fields[row.document_id]
        utterance = next(iter(utterances[row.pk]), None)
        relations = Relations(tuple(themes[row.pk]), tuple(relays[row.pk]), utterance)
        yield make_record(row, relations, base_url, of_document)


def group(rows: Any, statements: Iterable[int], name: str) -> defaultdict[int, list[Any]]:
    """{statement id: values of that name, in the order of the rows}; one query."""
    groups = defaultdict(list)
    for statement, value in rows.filter(statement__pk__any=statements).values_list("statement", name):
        groups[statement].append(value)
    return groups


def statement_record(statement: Any, base_url: str) -> Record:
    """``statement`` comes from ``for_export()``, which adds to it."""
    relations = Relations(
        tuple(theme.label for theme in statement.themes.all()),
        relay_names(statement),
        next((report.utterance_id for report in statement.confirmed_reports), None),
    )
    return make_record(statement, relations, base_url, document_fields(statement.document, base_url))


def make_record(statement: Any, relations: Relations, base_url: str, of_document: dict[str, Any]) -> Record:
    speaker, event = statement.speaker, statement.event
    date, precision, uncertain = statement.effective_date
    family, given_name = family_and_given(speaker) if speaker else ("", "")
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
            given_name=given_name,
            native_name=next((native.name for native in speaker.native_names), "") if speaker else "",
            role=role_display(statement),
            attribution_label=statement.attribution_label,
            relayed_by=relations.relays,
            event=event.name if event else "",
            place=event.place if event else "",
            date=iso_date(date, precision),
            date_precision=precision if date else "",
            date_uncertain=bool(date) and uncertain,
            themes=relations.themes,
            utterance=relations.utterance,
            provenance=provenance(statement, relations.relays),
            paragraph=statement.paragraph,
            **statement_fields(statement),
            **timestamps(statement, statement.document),
            **of_document,
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


def timestamps(*rows: Statement | Document) -> dict[str, Any]:
    """{"published", "updated"} of the first row, which is public once all of ``rows`` are: the last of their first
    publications, and the latest change after that; the same rule as in search/latest.py."""
    stamps = [row.published_at for row in rows if row.published_at]
    times = {"published": max(stamps, default=None), "updated": max([rows[0].updated_at, *stamps])}
    return {name: time.isoformat(timespec="seconds") if time else "" for name, time in times.items()}


def family_and_given(speaker: Speaker) -> tuple[str, str]:
    """The parts of a person's name where the sort name tells them apart; else nothing, for guessing is often wrong."""
    name, key = speaker.name, speaker.sort_name
    if speaker.kind != Speaker.Kind.PERSON:
        return "", ""
    if "," in key:
        family, _comma, given_name = key.partition(",")
        return family.strip(), given_name.strip()
    return (key, name.removesuffix(key).strip()) if key and name.endswith(f" {key}") else ("", "")
