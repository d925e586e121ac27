"""A document of each row, or the reason why it is none."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from archive.importing.errors import ImportDocumentError, abbreviate
from archive.importing.formats import ExtractedText
from archive.importing.header import ExtractedParagraph, Section, header_from_values
from archive.importing.parsed_document import KINDS, Header, Refusal
from archive.importing.phrases import count_phrase, inflect, list_phrase
from archive.importing.readers.markup import read_markup
from archive.importing.readers.records.columns import IDENTIFIER, SPEAKER, TEXT, list_columns, resolve_columns
from archive.importing.readers.records.rows import Row, Table
from archive.importing.readers.records.segments import (
    add_speaker_labels,
    omitted_keys,
    read_segments,
    time_column,
)
from archive.importing.readers.records.values import day_comes_first, language_from_name, normalise_date
from archive.importing.readers.speeches.values import clean_label
from archive.importing.structure.paragraphs import reflow
from archive.text.canonical import clean_characters
from archive.text.paragraphs import split_paragraphs

_MARKUP = re.compile(
    r"</(?:p|div|h[1-6]|ul|ol|li|blockquote|table|a|b|i|em|strong|span)\s*>|<(?:p|br)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_LEFT_OPEN = ("kind", "language")  # a value that no archive knows is not worth a refusal


@dataclass
class _Reader:
    table: Table
    columns: Mapping[str, str]
    day_first: bool | None
    seen: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, Counter[str]] = field(default_factory=lambda: {key: Counter() for key in _LEFT_OPEN})
    markup_rows: int = 0
    text_findings: Counter[str] = field(default_factory=Counter)
    omissions: Counter[str] = field(default_factory=Counter)  # by the name of a value in a list of paragraphs

    def read(self, row: Row) -> Section:
        """Raises ImportDocumentError with the reason why the row cannot be a document."""
        self._check_identifier(row)
        header = self._header(row)
        section = self._section(row, header)
        if not section.text.strip() and not section.paragraphs:
            raise ImportDocumentError(f"Its text (“{abbreviate(self.columns[TEXT])}”) is empty.")
        return section

    def value(self, row: Row, name: str) -> Any:
        return row.values.get(self.columns.get(name, ""))

    def _check_identifier(self, row: Row) -> None:
        identifier = self.value(row, IDENTIFIER)
        if identifier in (None, "") or isinstance(identifier, list | dict):
            return
        first = self.seen.setdefault(str(identifier), row.name)
        if first != row.name:
            raise ImportDocumentError(f"Its id “{abbreviate(str(identifier))}” is that of {first}.")

    def _header(self, row: Row) -> Header:
        values = {}
        for name in self.columns:
            if name in (TEXT, SPEAKER, IDENTIFIER):
                continue
            value = self.value(row, name)
            if isinstance(value, list | dict):
                raise ImportDocumentError(f"Its {name.replace('_', ' ')} is a list, not one value.", name)
            if value is not None and str(value).strip():
                values[name] = self._header_value(name, value)
        return header_from_values({name: value for name, value in values.items() if value})

    def _header_value(self, name: str, value: Any) -> str:
        text = " ".join(str(value).split())
        if "title" in name:
            return unescape(text)  # a title out of a page keeps its &amp;
        if name == "date":
            return normalise_date(value, self.day_first)
        if name == "kind":
            kind = text.lower().replace("-", "_").replace(" ", "_")
            return kind if kind in KINDS else self._note_unknown(name, text)
        if name == "language":
            return language_from_name(text) or self._note_unknown(name, text)
        return text

    def _note_unknown(self, name: str, value: str) -> str:
        self.unknown[name][abbreviate(value)] += 1
        return ""

    def _section(self, row: Row, header: Header) -> Section:
        value, speaker = self.value(row, TEXT), self.value(row, SPEAKER)
        if isinstance(speaker, list):
            raise ImportDocumentError("Its speaker is a list, not one value.")
        label = clean_label(str(speaker)) if isinstance(speaker, str | int | float) else ""
        if isinstance(value, list):
            self.omissions.update(omitted_keys(value))
            return Section(header, paragraphs=tuple(read_segments(value, label)), name=row.name)
        text = "" if value is None else str(value)
        if isinstance(value, dict):
            raise ImportDocumentError(
                f"Its text (“{abbreviate(self.columns[TEXT])}”) is an object, not a text."
            )
        if _MARKUP.search(text):
            self.markup_rows += 1
            paragraphs, findings = read_markup(text)
        elif label:
            reflowed = reflow(clean_characters(text))
            paragraphs = tuple(map(ExtractedParagraph, split_paragraphs(reflowed.text)))
            findings = reflowed.findings
        else:
            return Section(header, text, name=row.name)
        self.text_findings.update(findings)
        return Section(header, paragraphs=tuple(add_speaker_labels(paragraphs, label)), name=row.name)


def read_documents(table: Table, mapping: Mapping[str, str], name: str, encoding: str = "") -> ExtractedText:
    """Reads each row as a document; `mapping` is column by field, empty to be guessed. Raises ImportDocumentError."""
    table.check(name)
    columns = resolve_columns(table, mapping, name)
    day_first = (
        day_comes_first(row.values.get(columns["date"]) for row in table.rows) if "date" in columns else None
    )
    if not mapping and (times := time_column(table, columns)):
        return _transcript(table, columns, times, encoding)
    reader = _Reader(table, columns, day_first)
    sections, refusals = [], list(table.refusals)
    for row in table.rows:
        try:
            sections.append(reader.read(row))
        except ImportDocumentError as error:
            refusals.append(Refusal(row.name, error.message))
    refusals.sort(key=lambda refusal: int(re.sub(r"\D", "", refusal.name) or 0))  # in the order of the file
    findings = (*table.findings, *_findings(reader))
    return ExtractedText(
        tuple(sections), findings, True, are_documents=True, refusals=tuple(refusals), encoding=encoding
    )


def _transcript(table: Table, columns: Mapping[str, str], times: str, encoding: str) -> ExtractedText:
    """The rows are what was said one after another, so they are one document."""
    used_columns = [times, *(columns[name] for name in (SPEAKER, TEXT) if name in columns)]
    speaker = columns.get(SPEAKER, "")
    rows = [
        {
            "start": row.values[times],
            "text": row.values.get(columns[TEXT]),
            "speaker": str(row.values.get(speaker) or ""),
        }
        for row in table.rows
    ]
    listing = ", ".join(f"“{abbreviate(column)}”" for column in used_columns)
    counted = count_phrase(len(rows), "row")
    finding = (
        f"The {counted} were read as one transcript, by the columns {listing}: their times follow each other."
    )
    return ExtractedText(
        (Section(Header(kind="transcript"), paragraphs=tuple(read_segments(rows, ""))),),
        (*table.findings, finding, *_unused_columns(table, used_columns)),
        refusals=tuple(table.refusals),
        encoding=encoding,
    )


def _unused_columns(table: Table, used_columns: Collection[str]) -> Iterator[str]:
    if unused := [column for column in table.columns if column not in used_columns]:
        yield f"{inflect(len(unused), '# [column was|columns were] left out')}: {list_columns(unused)}."


def _findings(reader: _Reader) -> Iterator[str]:
    meanings = [f"{name}: “{abbreviate(column)}”" for name, column in reader.columns.items()]
    yield f"The columns were read as: {'; '.join(meanings)}."
    yield from _unused_columns(reader.table, reader.columns.values())
    if reader.day_first is not None:
        order = "day, month, year" if reader.day_first else "month, day, year"
        yield f"Dates in figures were read as {order}, as the column shows."
    for name, values in reader.unknown.items():
        if values:
            examples = ", ".join(f"“{value}”" for value, _count in values.most_common(5))
            rows = count_phrase(values.total(), "row")
            yield f"The {name} of {rows} is none that the archive knows and was left open: {examples}."
    if reader.omissions:
        counted = (f"{abbreviate(name)} ({count:,})" for name, count in reader.omissions.most_common())
        yield f"Left out of the lists of paragraphs: {list_phrase(counted, 8)}."
    if reader.markup_rows:
        yield f"The HTML of {count_phrase(reader.markup_rows, 'row')} was read as text."
    for finding, count in reader.text_findings.most_common(10):
        yield finding if count == 1 else f"{finding} ({count:,} rows)"
