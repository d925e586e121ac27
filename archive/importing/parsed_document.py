"""What parsing produces. All positions count code points of `ParsedDocument.text`."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from datetime import date as Day

_KINDS = (
    "speech readout press_conference news_report commentary joint_statement press_release policy transcript report "
    "unknown"
)
KINDS = tuple(_KINDS.split())
_ISO_LENGTHS = {"day": 10, "month": 7, "year": 4}


def text_hash(text: str) -> str:
    """The MD5 of a text in hexadecimal, as the generated column Document.text_hash has it."""
    return file_hash(text.encode())


def file_hash(content: bytes) -> str:
    """The MD5 of the bytes of a file in hexadecimal, for the column Document.file_hash."""
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


@dataclass(frozen=True)
class PartialDate:
    """`first` is the first day of the period; `precision` is day, month or year."""

    first: Day
    precision: str = "day"
    uncertain: bool = False

    def __str__(self) -> str:
        """2024-03-05, 2024-03 or 2024; with “c. ” before an uncertain date."""
        iso = self.first.isoformat()[: _ISO_LENGTHS[self.precision]]
        return f"c. {iso}" if self.uncertain else iso


@dataclass(frozen=True)
class Header:
    """Facts about a text from its header, from options or from its format; empty where nothing was given.

    `event_date` and `event_place` are those of an event that is new to the archive.
    """

    title: str = ""
    original_title: str = ""
    source: str = ""
    kind: str = ""
    date: PartialDate | None = None
    language: str = ""
    event: str = ""
    event_date: PartialDate | None = None
    event_place: str = ""
    url: str = ""
    part_of: str = ""
    translation_of: str = ""
    translator: str = ""
    machine: bool = False
    translator_name: str = ""
    rights_note: str = ""
    public_note: str = ""

    def overridden_by(self, other: "Header") -> "Header":
        """This header with every value that `other` gives in place of its own."""
        values = {field.name: getattr(other, field.name) for field in fields(other)}
        return replace(self, **{name: value for name, value in values.items() if value})


@dataclass(frozen=True)
class Suggestion:
    """A value read out of the text, used only where the header gives none; `reason` completes “taken from …”."""

    field: str
    value: str | PartialDate
    reason: str


@dataclass(frozen=True)
class ParsedPassage:
    """One paragraph, text[start:end]; `number` counts from 1, `kind` is a value of Passage.Kind.

    Where it has a `speaker_label`, its text starts with it, or with
    marks of layout before it (“**Name:**”, “○Name”). `time` is that of a recording, as hours:minutes:seconds.
    """

    number: int
    start: int
    end: int
    kind: str = "paragraph"
    speaker_label: str = ""
    time: str = ""


@dataclass(frozen=True)
class PartCandidate:
    """Paragraphs `first` to `last` (both counted from 1) that look like a document of their own.

    What `header` leaves open is read out of the part's own words, but for `declined_fields`, which stay unknown.
    `reason` says why it looks like one and where the values of `header` were taken from; `date_reason` where the date
    was, if elsewhere.
    """

    first: int
    last: int
    title: str
    reason: str
    header: Header = Header()
    declined_fields: frozenset[str] = frozenset()
    date_reason: str = ""


@dataclass(frozen=True)
class ParsedDocument:
    """`children` are the documents that later headers of the same file begin; `name` is the file's.

    Of a text that the archive has (see `parse_file`) only text, header and name are filled in: `passages` is empty.
    `paragraph_range` are the first and last paragraph, counted from 1, of the document that this one is part of. The
    fields `declined_fields` stay unknown unless the header gives them.
    """

    text: str
    passages: tuple[ParsedPassage, ...] = ()
    header: Header = Header()
    suggestions: tuple[Suggestion, ...] = ()
    findings: tuple[str, ...] = ()
    parts: tuple[PartCandidate, ...] = ()
    children: tuple["ParsedDocument", ...] = ()
    name: str = ""
    paragraph_range: tuple[int, int] | None = None
    declined_fields: frozenset[str] = frozenset()

    def passage_text(self, passage: ParsedPassage) -> str:
        return self.text[passage.start : passage.end]

    def replace_header(self, values: Header) -> "ParsedDocument":
        """This document with a header in which the given values replace its own."""
        return replace(self, header=self.header.overridden_by(values))

    def decline_suggestions(self, declined_fields: Collection[str]) -> "ParsedDocument":
        """This document without suggestions for these fields, be they from its own words or from the text that it is
        part of."""
        suggestions = tuple(each for each in self.suggestions if each.field not in declined_fields)
        declined = self.declined_fields | frozenset(declined_fields)
        return replace(self, suggestions=suggestions, declined_fields=declined)

    def suggestion_for(self, field: str) -> Suggestion | None:
        """The first suggestion for the field."""
        return next((suggestion for suggestion in self.suggestions if suggestion.field == field), None)

    @property
    def turns(self) -> tuple[ParsedPassage, ...]:
        return tuple(passage for passage in self.passages if passage.speaker_label)


@dataclass(frozen=True)
class Refusal:
    """An entry of a file that cannot be imported: its name for an editor (“row 17”), and a sentence that says why."""

    name: str
    reason: str


@dataclass(frozen=True)
class ParsedFile:
    """What one file holds: one document mostly, one for each entry of a feed, a table or an archive of mail.

    `findings` are about the file (its encoding, what its format dropped); each document has findings of its own.
    `format` is the name of the format's module, `encoding` as it is shown to an editor (empty where the format has
    none). A file has a document or a refusal at least.
    """

    documents: tuple[ParsedDocument, ...]
    refusals: tuple[Refusal, ...] = ()
    findings: tuple[str, ...] = ()
    encoding: str = ""
    format: str = ""
    name: str = ""

    @property
    def document(self) -> ParsedDocument:
        """The only document of an ordinary file, the first of others."""
        return self.documents[0]
