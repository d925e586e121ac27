"""The record that every export writes of a statement, a passage or a document: plain values only."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from archive.editing.fields import EXPORTED_FIELDS
from archive.models import Document
from archive.text.folding import fold

CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, kw_only=True)
class Record:
    """Values are empty where nothing is known. The fields and their order are those of the exported files.

    Dates are ISO, as precise as they are known: ``2024-03``. ``date`` is the day of speaking, ``document_date`` that of
    publication; ``time`` is the position in a recording at which the paragraph begins; ``text_version`` numbers the
    versions of the document's text. ``said_by`` is the speaker or, where none is named, the label of the voice.
    ``last_paragraph`` is set for words in several paragraphs; no export has a column for it. ``extra`` holds the
    exported fields of editing/fields.py that are not fields here; their columns come last.
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
    document_date_uncertain: bool = False
    document_url: str = ""
    paragraph: int | None = None
    text_version: int = 1
    original_url: str = ""
    source: str = ""
    source_kind: str = ""
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
    last_paragraph: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """The values by the names in COLUMNS, in that order."""
        return dict(zip(COLUMNS, self.values(), strict=True))

    def values(self) -> tuple[Any, ...]:
        """Returns the values in the order of COLUMNS."""
        return own_values(self) + tuple(self.extra.get(name, "") for name in EXTRA_COLUMNS)

    @property
    def is_unchecked_machine_translation(self) -> bool:
        return self.machine_translation and not self.translation_checked

    @property
    def issued(self) -> str:
        return self.document_date or self.date

    @property
    def known_language(self) -> str:
        """The language; empty where it is unknown, for which bibliographies have no code."""
        return "" if self.language == Document.UNKNOWN_LANGUAGE else self.language

    @property
    def remarks(self) -> str:
        """The text of the notes field that every bibliography format has."""
        native = _("Name in its own script: %s.") % self.native_name if self.native_name else ""
        original = _("Original: %s") % self.original_url if self.original_url else ""
        version = _("Text version %d.") % self.text_version if self.text_version > 1 else ""
        date = _("Date of publication uncertain.") if self.document_date_uncertain else ""
        return " ".join(filter(None, [self.provenance, date, native, self.note, version, original]))

    @property
    def citation_key(self) -> str:
        """``adeyemi2024-s12``; the id makes it unique."""
        name = slugify(fold(self.family_name or self.speaker or self.source))[:30].strip("-")
        return "-".join(filter(None, [name + self.issued[:4], f"{self.kind[0]}{self.id}"]))


OWN_COLUMNS = tuple(
    column.name for column in fields(Record) if column.name not in {"extra", "last_paragraph"}
)
EXTRA_COLUMNS = tuple(column.name for column in EXPORTED_FIELDS if column.name not in OWN_COLUMNS)
COLUMNS = (*OWN_COLUMNS, *EXTRA_COLUMNS)
own_values = attrgetter(*OWN_COLUMNS)


def on_one_line(text: str) -> str:
    """The text with every run of white space and control characters replaced by one space."""
    return " ".join(CONTROL_CHARACTERS.sub(" ", text).split())
