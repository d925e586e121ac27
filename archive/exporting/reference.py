"""What a list of references says of a record, in whatever style it is printed.

Of a quotation the speaker is the author and the words are the title. A paraphrase, a summary and a question as recorded
are the words of whoever put them down, the first of those who relay them or the source: cited is the document, and what
it reports of whom. Fields and types are those of the Citation Style Language 1.0.2.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from archive.models import Document, Source, Statement

from .records import Record, flat

ARCHIVE = "Verbatim"
OWN_PAGES = {"search", "utterance", "page"}  # kinds of records of the archive's own pages (own_pages.py)
MOST_WORDS, MOST_CHARACTERS = 30, 240  # of a title; Chinese has no spaces to count words by
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
SPOKEN_KINDS = {Document.Kind.SPEECH, Document.Kind.PRESS_CONFERENCE, Document.Kind.TRANSCRIPT}
REPORTED: dict[str, Promise] = {
    Statement.Attribution.PARAPHRASE: gettext_lazy("paraphrase of remarks by %s"),
    Statement.Attribution.SUMMARY: gettext_lazy("summary of remarks by %s"),
    Statement.Attribution.QUESTION: gettext_lazy("question by %s"),
}
FULL_WIDTH = str.maketrans("？！", "?!")  # no style knows that they end a sentence
STRAIGHT_QUOTE = re.compile(r'(?:(?<=^)|(?<=[\s(\[‘“]))"(?=\S)')


class Author(NamedTuple):
    """``family`` and ``given`` are empty where the name is one whole, as that of an organisation.

    ``family_first``: the name itself is written so, as Xi Jinping.
    """

    name: str
    family: str = ""
    given: str = ""
    family_first: bool = False


class PartialDate(NamedTuple):
    """ISO, as long as it is precise, or empty."""

    iso: str = ""
    uncertain: bool = False

    @property
    def numbers(self) -> list[int]:
        """Year, month and day, as many as are known."""
        return [int(part) for part in self.iso.split("-")] if self.iso else []


UNKNOWN_DATE = PartialDate()


@dataclass(frozen=True, kw_only=True)
class Reference:
    """``detail`` says how the words come to stand there, in lower case: ``quoted in “Title,” para. 4``.

    ``container`` is the newspaper or website, and of a part of a report the report; it is part of a whole in italics.
    ``said`` is when, and ``event`` where, the words were spoken; ``issued`` when the document came out.
    """

    type: str
    author: Author
    title: str
    detail: str = ""
    container: str = ""
    publisher: str = ""
    issued: PartialDate = UNKNOWN_DATE
    event: str = ""
    place: str = ""
    said: PartialDate = UNKNOWN_DATE
    url: str

    @property
    def is_part_of_report(self) -> bool:
        return self.type == "report" and bool(self.container)

    @property
    def database(self) -> str:
        """Where the document is read, unless that is said already."""
        return "" if self.container == ARCHIVE else ARCHIVE

    @property
    def stands_alone(self) -> bool:
        """A whole work, whose title is in italics and not in quotation marks."""
        return self.type == "report" and not self.container


def make_reference(record: Record) -> Reference:
    issued = PartialDate(record.document_date, record.document_date_uncertain)
    said = PartialDate(record.date, record.date_uncertain)
    if not issued.iso:  # else styles would take the day of speaking for that of publication
        issued = said = said if is_of_its_day(record) else UNKNOWN_DATE
    event = record.event
    if record.kind == "passage":  # of which it is not known when it was spoken, nor always where
        event, said = "", issued
    kind = reference_type(record)
    if kind == "speech" and not event and said == issued:
        kind = "document"  # styles date a speech as an event, and its publication beside it
    if kind != "speech" and not event:
        said = UNKNOWN_DATE  # it would stand alone, beside the day of publication
    newspaper, report = kind == "article-newspaper", kind == "report" and not cites_document(record)
    container = record.source if newspaper else ARCHIVE if kind == "webpage" else ""
    return Reference(
        type=kind,
        author=author(record),
        title=title(record),
        detail=detail(record, within=not report),
        container=flat(record.document) if report else container,
        publisher="" if newspaper or author(record).name == record.source else record.source,
        issued=issued,
        event=event,
        place=record.place if event else "",
        said=said,
        url=record.url,
    )


def is_of_its_day(record: Record) -> bool:
    """Whether the day of speaking can stand for an unknown one of publication; what tells of it may be years later."""
    is_own_words = record.voice in {"speaker", "unnamed"} and not is_reported(record)
    return is_own_words or record.document_kind in SPOKEN_KINDS


def reference_type(record: Record) -> str:
    """What stands in a newspaper is an article of it, whatever it records."""
    if record.kind in OWN_PAGES:
        return "webpage"
    if record.source_kind == Source.Kind.NEWSPAPER:
        return "article-newspaper"
    return TYPES.get(record.document_kind, "document")


def is_reported(record: Record) -> bool:
    """Whether the words are another's who reports what the speaker said."""
    return record.voice in {"speaker", "unnamed"} and record.attribution in REPORTED


def cites_document(record: Record) -> bool:
    """Whether the title is that of the document, and not its words."""
    return is_reported(record) or record.kind in {"document", *OWN_PAGES}


def author(record: Record) -> Author:
    if record.voice not in {"speaker", "unnamed"}:
        return Author(record.source or ARCHIVE)
    if is_reported(record):
        return Author(record.relayed_by[0] if record.relayed_by else record.source)
    family_first = bool(record.given_name) and record.said_by == f"{record.family_name} {record.given_name}"
    return Author(record.said_by, record.family_name, record.given_name, family_first)


def title(record: Record) -> str:
    """The document's title, or the beginning of the words; then in brackets what makes them doubtful.

    The words are a title since of one document there may be many records, which its own cannot tell apart.
    """
    cited = without_end(flat(record.document)) if cites_document(record) else beginning(record.text)
    return " ".join([cited, *([f"[{doubts(record)}]"] if doubts(record) else [])])


def beginning(text: str) -> str:
    """The first words on one line, as a title: with no full stop, since styles set their own."""
    words = flat(text).split(" ")
    shortened = " ".join(words[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else "")
    return without_end(Truncator(shortened).chars(MOST_CHARACTERS))


def without_end(text: str) -> str:
    typographic = STRAIGHT_QUOTE.sub("“", text).replace('"', "”").rstrip(".,;:。，；： ")
    return typographic[:-1] + typographic[-1:].translate(FULL_WIDTH)


def doubts(record: Record) -> str:
    return "; ".join(
        [
            *([_("machine translation, not checked")] if record.is_unchecked_machine else []),
            *([] if record.certain else [_("attribution uncertain")]),
        ]
    )


def detail(record: Record, within: bool = True) -> str:
    """How the words come to stand there; ``within``: and in which document, which is not said elsewhere."""
    if record.kind in OWN_PAGES:
        return record.note
    if record.kind == "document":
        return (
            ""
            if record.document_kind == "unknown"
            else str(Document.Kind(record.document_kind).label).lower()
        )
    if is_reported(record):
        return ", ".join(
            filter(None, [REPORTED[record.attribution] % speaker_in_sentence(record), locator(record)])
        )
    how = quotation_detail(record)
    turn = f" ({flat(record.voice_label)})" if record.kind == "passage" and record.voice_label else ""
    if not within:
        return ", ".join(filter(None, [how, locator(record)])) + turn
    where = pgettext("in a document", "in %s") % in_quotes(record.document, comma=bool(locator(record)))
    return " ".join(filter(None, [how, where, locator(record)])) + turn


def quotation_detail(record: Record) -> str:
    """``quoted in translation by Xinhua``; nothing of words that are the document's own."""
    if record.voice not in {"speaker", "unnamed"}:
        return ""
    how = _("quoted in translation") if record.attribution == "translated" else _("quoted")
    return " ".join([how, *([_("by %s") % record.relayed_by[0]] if record.relayed_by else [])])


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


def in_quotes(text: str, comma: bool) -> str:
    """A title within a sentence, its own quotation marks made single; a comma stands before the closing one."""
    inner = single_quotes(without_end(flat(text)))
    return f"“{inner}{',' if comma and not inner.endswith(('?', '!')) else ''}”"


def single_quotes(text: str) -> str:
    return text.translate(str.maketrans("“”", "‘’"))
