"""Who is cited for a record, and whether for its words or for the document in which they stand."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from archive.models import Document, Statement

from .records import Record

ARCHIVE = "Verbatim"
ARCHIVE_PAGE_KINDS = {"search", "utterance", "page"}  # kinds of record that page_records.py makes
SPOKEN_KINDS = {Document.Kind.SPEECH, Document.Kind.PRESS_CONFERENCE, Document.Kind.TRANSCRIPT}
REPORTED_SPEECH: dict[str, Promise] = {
    Statement.Attribution.PARAPHRASE: gettext_lazy("paraphrase of remarks by %s"),
    Statement.Attribution.SUMMARY: gettext_lazy("summary of remarks by %s"),
    Statement.Attribution.QUESTION: gettext_lazy("question by %s"),
}


class Author(NamedTuple):
    """``family`` and ``given`` are empty for a name that is not divided, such as that of an organisation.

    ``suffix`` is the “Jr.” of King, Martin Luther, Jr. ``family_first``: the family name is written first,
    as in Xi Jinping or 习近平.
    """

    name: str
    family: str = ""
    given: str = ""
    family_first: bool = False
    suffix: str = ""


UNSIGNED = Author("")  # an article of a newspaper that names no writer: styles begin with its title


def family_first_name(name: Author) -> str:
    """``Adeyemi, Amara``, which reference managers divide at the comma."""
    if not (name.family and name.given):
        return name.name
    return ", ".join(filter(None, [name.family, name.given, name.suffix]))


def author(record: Record) -> Author:
    """Returns the author to cite: for their own words the speaker, for a paraphrase whoever relayed it, else the
    source, else the archive; for words of an unnamed source, who printed them."""
    if is_reported(record):
        return Author(relay(record) or record.source)
    if record.voice != "speaker":
        return Author(record.source or ARCHIVE)
    family, (given_name, _comma, suffix) = record.family_name, record.given_name.partition(", ")
    family_first = bool(given_name) and record.said_by in {f"{family} {given_name}", f"{family}{given_name}"}
    return Author(record.said_by, family, given_name, family_first, suffix)


def relay(record: Record) -> str:
    """The first who relays the words; a source that does so itself is called what it is called elsewhere in the list:
    not “English daily” beside “English daily (title not recorded)”."""
    first = record.relayed_by[0] if record.relayed_by else ""
    return record.source if first and record.source.startswith(f"{first} (") else first


def is_reported(record: Record) -> bool:
    """Whether the words are not the speaker's own but those of somebody who reports them."""
    return record.voice in {"speaker", "unnamed"} and record.attribution in REPORTED_SPEECH


def is_speech(record: Record) -> bool:
    """Whether the whole is cited, or a speaker's own words, and not what somebody writes about them."""
    return record.kind == "document" or (record.voice == "speaker" and not is_reported(record))


def cites_document(record: Record) -> bool:
    """Whether the title of the reference is that of the document, not the opening words."""
    if is_reported(record):  # a relay is not the author of the document
        return author(record).name == record.source
    return record.kind in {"document", *ARCHIVE_PAGE_KINDS}


def is_contemporaneous(record: Record) -> bool:
    """Whether the day of speaking can replace an unknown day of publication: a report may be years younger."""
    is_own_words = record.voice in {"speaker", "unnamed"} and not is_reported(record)
    return is_own_words or record.document_kind in SPOKEN_KINDS
