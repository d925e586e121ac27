"""Texts that are in the archive already, and what a header says of them that the archive does not."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import MD5
from django.utils.translation import gettext as _

from archive.importing.errors import ImportDocumentError
from archive.importing.lookup.names import find_document, find_event, find_source
from archive.importing.lookup.related import PLAIN_FIELDS
from archive.importing.parsed_document import Header, PartialDate, text_hash
from archive.models import Correction, Document

_UNUSED_FIELDS = ("text", "text_hash", "sort_key", "created_at", "updated_at", "published_at")
_FIND: dict[str, Callable[[str], Any]] = {
    "source": find_source,
    "event": find_event,
    "part_of": lambda written: find_document(written, "part_of"),
    "translation_of": lambda written: find_document(written, "translation_of"),
}


@dataclass(frozen=True)
class Difference:
    """`field` is a key of Header, `document` the id of the document in the archive.

    `archived` and `offered` are the two values as a header writes them; `archived` is empty where there is none.
    """

    document: int
    field: str
    archived: str
    offered: str
    is_accepted: bool = False

    @property
    def key(self) -> str:
        """The value of a checkbox for this difference, such as `12:date`."""
        return f"{self.document}:{self.field}"


def find_differences(header: Header, document: Document) -> tuple[Difference, ...]:
    """The values of the header that differ from those of the document; what is only suggested or left open differs from
    nothing.

    No query where the header names related rows by their slug or name; else those of the look-up. `document` must come
    with its related rows.
    """
    return tuple(Difference(document.pk, *values) for values in _pairs(header, document))


def _pairs(header: Header, document: Document) -> Iterator[tuple[str, str, str]]:
    for field in PLAIN_FIELDS:
        new_value, archived = getattr(header, field), str(getattr(document, field))
        if new_value and new_value != archived:
            yield field, archived, new_value
    archived_date = document.date and PartialDate(
        document.date, document.date_precision, document.date_uncertain
    )
    if header.date and header.date != archived_date:
        yield "date", str(archived_date or ""), str(header.date)
    for field in _FIND:
        new_value, row = getattr(header, field), getattr(document, field)
        if new_value and not _is_named(row, new_value, field):
            yield field, str(row or ""), new_value


def _is_named(row: Any, written_name: str, field: str) -> bool:
    """Whether a header that writes this means the row."""
    if row is not None and written_name.lower() in (row.slug, str(row).lower()):
        return True
    try:
        return row is not None and _FIND[field](written_name) == row
    except ImportDocumentError:
        return False


def find_known_hashes(hashes: Collection[str]) -> set[str]:
    """Returns those of the hashes that belong to texts in the archive. One query."""
    return set(Document.objects.filter(text_hash__in=hashes).values_list("text_hash", flat=True))


def find_duplicate(text: str) -> Document | None:
    """The oldest document with exactly this text, with its related rows. One query, two where there is one."""
    return _oldest_document(Document.objects.filter(text_hash=text_hash(text), text=text))


def find_imported_file(hash_of_file: str) -> Document | None:
    """The document that was read of exactly this file, whatever became of its text. One query, or two."""
    return _oldest_document(Document.objects.filter(file_hash=hash_of_file))


def find_imported_files(hashes: Collection[str]) -> dict[str, Document]:
    """The documents that were read from files with these hashes, by the hash; of several documents the oldest. One
    query."""
    rows = _select_related().filter(file_hash__in=hashes).order_by("-id")
    return {document.file_hash: document for document in rows}  # of several the oldest


def find_correction_of(text: str) -> Correction | None:
    """The correction that ended a version with exactly this text. One query, two where there is one."""
    corrections = Correction.objects.annotate(hash=MD5("text")).filter(hash=text_hash(text), text=text)
    if pk := corrections.order_by("id").values_list("pk", flat=True).first():
        return Correction.objects.select_related("document__source").get(pk=pk)
    return None


def find_at_address(url: str, inside: Document | None) -> Document | None:
    """The oldest document from that address; the one that the new text is `inside` and its other parts do not count."""
    if not url:
        return None
    rows = Document.objects.filter(url=url)
    if inside:
        rows = rows.exclude(pk=inside.pk).exclude(part_of=inside.pk)
    return _oldest_document(rows)


def _oldest_document(rows: QuerySet[Document]) -> Document | None:
    """Returns the oldest document with its related rows. These are read only where there is one, since Django takes
    long to put that query together."""
    pk = rows.order_by("id").values_list("pk", flat=True).first()
    return None if pk is None else _select_related().get(pk=pk)


def _select_related() -> QuerySet[Document]:
    """Returns documents with their related rows, without their texts."""
    field_names = [field.name for field in Document._meta.fields if field.name not in _UNUSED_FIELDS]
    named = [f"{row}__{name}" for row in ("source", "event") for name in ("slug", "name")]
    named += [f"{row}__{name}" for row in ("part_of", "translation_of") for name in ("slug", "title")]
    related = Document.objects.select_related("source", "event", "part_of", "translation_of")
    return related.only(*field_names, *named)


def describe_duplicate(document: Document) -> str:
    return _("The same text is already in the archive as “%(title)s” (%(source)s).") % _names(document)


def describe_imported_file(document: Document) -> str:
    return _("This file is already in the archive as “%(title)s” (%(source)s).") % _names(document)


def describe_correction(correction: Correction) -> str:
    reason = _("This was the text of “%(title)s” (%(source)s) until it was corrected: version %(version)d.")
    return reason % (_names(correction.document) | {"version": correction.version})


def describe_other_text(document: Document) -> str:
    reason = _(
        "“%(title)s” (%(source)s) comes from the same web address or file but has a different text. "
        "Correct that document with this text, or import this one as a separate document."
    )
    return reason % _names(document)


def _names(document: Document) -> dict[str, str | int]:
    return {"title": document.title, "source": document.source.name}
