"""A statement, a passage or a document as every export writes it: plain values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from archive.editing.fields import EXPORTED_FIELDS
from archive.models import Document
from archive.text.folding import fold

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, kw_only=True)
class Record:
    """Plain values, empty where nothing is known. The fields and their order are what readers get.

    Dates are ISO and as long as they are precise: ``2024-03``. ``date`` is the day of speaking, ``document_date``
    that of publication; ``time`` is that of a recording, at which a paragraph begins; ``text_version`` tells the
    document's text from earlier ones. ``said_by`` is the speaker or, where none is named, what stands for one.
    ``last_paragraph`` is that of words over several paragraphs; no export has a column for it.
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
        native = _("Name in its own script: %s.") % self.native_name if self.native_name else ""
        original = _("Original: %s") % self.original_url if self.original_url else ""
        version = _("Text version %d.") % self.text_version if self.text_version > 1 else ""
        return " ".join(filter(None, [self.provenance, native, self.note, version, original]))

    @property
    def key(self) -> str:
        """What a bibliography calls it: ``adeyemi2024-s12``. The id makes it unique."""
        name = slugify(fold(self.family_name or self.speaker or self.source))[:30].strip("-")
        return "-".join(filter(None, [name + self.issued[:4], f"{self.kind[0]}{self.id}"]))


OWN_COLUMNS = tuple(each.name for each in fields(Record) if each.name not in {"extra", "last_paragraph"})
EXTRA_COLUMNS = tuple(each.name for each in EXPORTED_FIELDS if each.name not in OWN_COLUMNS)
COLUMNS = (*OWN_COLUMNS, *EXTRA_COLUMNS)


def flat(text: str) -> str:
    """On one line and without control characters."""
    return " ".join(CONTROL.sub(" ", text).split())
