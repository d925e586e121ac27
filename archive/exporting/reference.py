"""The bibliographic reference of a record, before it is set in a style.

For a quotation, the speaker is the author and the words are the title. A paraphrase, a summary or a recorded question
is the work of whoever wrote it down: where that is the source, the document is cited, with what it reports and of whom;
where another relays it, the words are. Fields and types are those of the Citation Style Language 1.0.2.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils.text import Truncator
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _

from archive.models import Document, Source

from .authorship import (
    ARCHIVE,
    ARCHIVE_PAGE_KINDS,
    REPORTED_SPEECH,
    UNSIGNED,
    Author,
    author,
    cites_document,
    is_contemporaneous,
    is_reported,
    is_speech,
    relay,
)
from .records import Record, on_one_line

MAX_TITLE_WORDS, MAX_TITLE_CHARACTERS = 30, 240  # Chinese has no spaces to count words by
QUOTATIONS = {"verbatim", "translated"}  # attributions of words that may stand in quotation marks
TYPES: dict[str, str] = {
    Document.Kind.SPEECH: "speech",
    Document.Kind.READOUT: "webpage",
    Document.Kind.PRESS_CONFERENCE: "speech",
    Document.Kind.NEWS_REPORT: "article-newspaper",
    Document.Kind.COMMENTARY: "article-newspaper",
    Document.Kind.PRESS_RELEASE: "webpage",
    Document.Kind.POLICY: "report",
    Document.Kind.TRANSCRIPT: "speech",
    Document.Kind.REPORT: "report",
}
FULL_WIDTH = str.maketrans("？！", "?!")  # styles do not recognise the full-width marks as ends of a sentence
STRAIGHT_QUOTE = re.compile(r'(?:(?<=^)|(?<=[\s(\[‘“]))"(?=\S)')
# The mark of an abbreviation, as in צה״ל, is no quotation mark.
GERSHAYIM = re.compile(r'(?<=[א-ת])"(?=[א-ת])')
FINAL_PUNCTUATION = re.compile(r"[.,;:。，；：\s]+(?=[”’」』]*$)")
FINAL_ELLIPSIS = re.compile(r"\.{3,}(?=[”’]*$)")
FINAL_ABBREVIATION = re.compile(r"(?:^|[\s(\[‘“])(?:[^\W\d_]\.){2,}[”’]*$")  # U.S., a.m.
QUOTATION = re.compile(r"„[^“”„]*[“”]|“([^“”]*)”|[“”]")
QUOTATION_WITHIN = re.compile(r"(?<!\w)‘([^‘]*?)’(?!\w)")


class PartialDate(NamedTuple):
    """An ISO date as precise as it is known, ``2024`` or ``2024-03``, or empty."""

    iso: str = ""
    uncertain: bool = False

    @property
    def numbers(self) -> list[int]:
        """Year, month and day, as many as are known."""
        return [int(part) for part in self.iso.split("-")] if self.iso else []


UNKNOWN_DATE = PartialDate()


@dataclass(frozen=True, kw_only=True)
class Reference:
    """``detail`` says how the words appear in the document, in lower case: ``quoted in “Title,” para. 4``.

    ``translator`` is a person or body that is named, no machine. ``container`` is the newspaper or website, or the
    report that the record is a part of; styles print it in italics. ``event_date`` is when, and ``event`` at what
    occasion, the words were spoken; ``issued`` is when the document was published.
    """

    type: str
    author: Author
    title: str
    translator: str = ""
    detail: str = ""
    locator: str = ""
    container: str = ""
    publisher: str = ""
    issued: PartialDate = UNKNOWN_DATE
    event: str = ""
    place: str = ""
    event_date: PartialDate = UNKNOWN_DATE
    url: str

    @property
    def is_part_of_report(self) -> bool:
        return self.type == "report" and bool(self.container)

    @property
    def database(self) -> str:
        """The archive, unless it is the container or named as publisher."""
        return "" if ARCHIVE in {self.container, self.publisher} else ARCHIVE

    @property
    def is_whole_work(self) -> bool:
        """Whether the title is set in italics, as that of a whole work, and not in quotation marks."""
        return self.type == "report" and not self.container


def make_reference(record: Record) -> Reference:
    """Returns the entry of the record in a list of references, from which every style and file format is written. It is
    English in every language of the site, as the styles and their months are."""
    if get_language() == "en":  # to change it takes a fifth of the time
        return describe(record)
    with override("en"):
        return describe(record)


def describe(record: Record) -> Reference:
    issued = PartialDate(record.document_date, record.document_date_uncertain)
    event_date = PartialDate(record.date, record.date_uncertain)
    if not issued.iso:  # otherwise styles would print the day of speaking as that of publication
        issued = event_date = event_date if is_contemporaneous(record) else UNKNOWN_DATE
    event = record.event
    if record.kind == "passage":  # when it was spoken is not known, and where not always
        event, event_date = "", issued
    kind = reference_type(record)
    if kind == "speech" and (not is_speech(record) or (not event and event_date == issued)):
        kind = (
            "document"  # of a speech, MLA prints the date of the event alone, and Chicago the same date twice
        )
    if kind != "speech" and not event:
        event_date = UNKNOWN_DATE  # a second date beside that of publication, without an event to explain it
    newspaper, report = kind == "article-newspaper", kind == "report" and not cites_document(record)
    container = record.source if newspaper else ARCHIVE if kind == "webpage" else ""
    writer = author(record)
    has_no_byline = newspaper and writer.name == container
    detail_text = detail(record, names_document=not report)
    translator = "" if record.machine_translation else on_one_line(record.translator_name)
    if translator and has_no_byline:  # Chicago and MLA would put the translator in the author's place
        detail_text = ", ".join(filter(None, [detail_text, _("translated by %s") % translator]))
        translator = ""
    return Reference(
        type=kind,
        author=UNSIGNED if has_no_byline else writer,
        title=title(record),
        translator=translator,
        detail=detail_text,
        locator=locator(record),
        container=on_one_line(record.document) if report else container,
        publisher=publisher(record, kind, writer),
        issued=issued,
        event=event,
        place=record.place if event and record.place not in event else "",
        event_date=event_date,
        url=record.url,
    )


def publisher(record: Record, kind: str, writer: Author) -> str:
    """The source, unless it is the author or the container. The archive is named instead of an author where Chicago
    would print the day alone: reports have the year only."""
    if kind == "article-newspaper":
        return ""
    if writer.name != record.source:
        return record.source
    return ARCHIVE if kind in {"document", "speech"} else ""


def reference_type(record: Record) -> str:
    """The CSL type. Whatever a newspaper prints is an article."""
    if record.kind in ARCHIVE_PAGE_KINDS:
        return "webpage"
    if record.source_kind == Source.Kind.NEWSPAPER:
        return "article-newspaper"
    return TYPES.get(record.document_kind, "document")


def title(record: Record) -> str:
    """The title of the document, or the opening words; then, in brackets, any caveats.

    A document may hold many records, which its title could not tell apart.
    """
    citation = (
        without_final_punctuation(on_one_line(record.document))
        if cites_document(record)
        else opening_words(record.text)
    )
    doubts = caveats(record)
    return f"{citation} [{doubts}]" if doubts else citation


def opening_words(text: str) -> str:
    """The first words on one line, as a title: without a full stop, since styles add their own."""
    words = on_one_line(text).split(" ")
    excerpt = " ".join(words[:MAX_TITLE_WORDS]) + (" …" if len(words) > MAX_TITLE_WORDS else "")
    if len(excerpt) > MAX_TITLE_CHARACTERS:  # Truncator takes a tenth of the time of an export
        excerpt = Truncator(excerpt).chars(MAX_TITLE_CHARACTERS)
    return without_final_punctuation(excerpt)


def without_final_punctuation(text: str) -> str:
    """Returns the text with typographic quotation marks and without a final stop; the points of an ellipsis and of U.S.
    stay."""
    typographic = STRAIGHT_QUOTE.sub("“", GERSHAYIM.sub("״", text)).replace('"', "”").rstrip()
    typographic = FINAL_ELLIPSIS.sub("…", typographic)
    if not FINAL_ABBREVIATION.search(typographic):
        typographic = FINAL_PUNCTUATION.sub("", typographic)
    return typographic[:-1] + typographic[-1:].translate(FULL_WIDTH)


def caveats(record: Record) -> str:
    return "; ".join(
        [
            *([_("machine translation, not checked")] if record.is_unchecked_machine_translation else []),
            *([] if record.certain else [_("attribution uncertain")]),
        ]
    )


def entry_title(record: Record) -> str:
    """Returns who said it, or whose paragraph it is, then the words and any doubt about them."""
    name = record.said_by or author(record).name
    speaker = f"{name} ({record.attribution_label.lower()})" if is_reported(record) else name
    return " ".join(
        [f"{speaker}: {opening_words(record.text)}", *([f"[{caveats(record)}]"] if caveats(record) else [])]
    )


def detail(record: Record, names_document: bool = True) -> str:
    """Returns how the words appear in the document, with its title where ``names_document``."""
    if record.kind in ARCHIVE_PAGE_KINDS:
        return record.note
    if record.kind == "document":
        return (
            ""
            if record.document_kind == "unknown"
            else str(Document.Kind(record.document_kind).label).lower()
        )
    detail = report_detail(record) if is_reported(record) else quotation_detail(record)
    turn = f" ({on_one_line(record.voice_label)})" if record.kind == "passage" and record.voice_label else ""
    if not names_document or cites_document(record):
        return ", ".join(filter(None, [detail, locator(record)])) + turn
    where = pgettext("in a document", "in %s") % in_quotes(record.document, comma=bool(locator(record)))
    return " ".join(filter(None, [detail, where, locator(record)])) + turn


def report_detail(record: Record) -> str:
    """``paraphrase of remarks by Amara Adeyemi``"""
    return REPORTED_SPEECH[record.attribution] % speaker_in_sentence(record)


def quotation_detail(record: Record) -> str:
    """``quoted in translation by Xinhua``; empty for the document's own words."""
    if record.voice not in {"speaker", "unnamed"}:
        return ""
    quotation = _("quoted in translation") if record.attribution == "translated" else _("quoted")
    by = _("by %s") % relay(record) if record.relayed_by else ""
    origin = pgettext("quoted", "from %s") % speaker_in_sentence(record) if record.voice == "unnamed" else ""
    return " ".join(filter(None, [quotation, by, origin]))


def speaker_in_sentence(record: Record) -> str:
    if record.voice != "unnamed":
        return record.said_by
    label = record.voice_label
    return _("an unnamed source (“%s”)") % label if label else _("an unnamed source")


def locator(record: Record) -> str:
    first, last = record.paragraph, record.last_paragraph
    if first and last and last > first:
        return _("paras. %(first)d–%(last)d") % {"first": first, "last": last}
    return _("para. %d") % first if first else ""


@lru_cache(1_000)
def in_quotes(text: str, comma: bool) -> str:
    """A title within a sentence, its own quotation marks made single; ``comma``: with one before the closing mark."""
    inner = single_quotes(without_final_punctuation(on_one_line(text)))
    return f"“{inner}{',' if comma and not inner.rstrip('’”').endswith(('?', '!')) else ''}”"


def single_quotes(text: str) -> str:
    """Returns the text for use within quotation marks: its own become single, those within them double. German ones
    („so“) stay."""
    return QUOTATION.sub(single_quotation, text) if "“" in text or "”" in text else text


def single_quotation(match: re.Match[str]) -> str:
    if match[1] is not None:
        return "‘" + QUOTATION_WITHIN.sub(r"“\1”", match[1]) + "’"
    return {"“": "‘", "”": "’"}.get(match[0], match[0])
