"""RSS and Atom: one document an entry. No Django, and no network: feedparser gets the bytes of a file, no address.

Its sanitising is off, since it would drop scripts without counting them and show what was hidden; the HTML of an entry
only ever becomes plain text here.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

import feedparser

from archive.importing.decoding import decode_head
from archive.importing.errors import ImportDocumentError
from archive.importing.formats import ExtractedText
from archive.importing.header import Section
from archive.importing.limits import MAX_TITLE_LENGTH
from archive.importing.parsed_document import Header, PartialDate, Refusal
from archive.importing.phrases import count_phrase, inflect, list_phrase
from archive.importing.readers.markup import read_markup
from archive.importing.readers.webpage.metadata import language_from_tag
from archive.importing.readers.xml import check_entities, root_name
from archive.importing.structure.findings import character_findings
from archive.importing.structure.titles import first_words
from archive.text.canonical import clean_characters
from archive.text.words import casefolded_words

LABEL = "Feed (RSS, Atom)"
SUFFIXES = (".rss", ".atom")
MAX_ENTRIES = 5_000
_ROOTS = frozenset(["rss", "feed", "rdf"])
_FEED_NAMESPACES = re.compile(
    r"purl\.org/(?:rss|atom)|my\.netscape\.com/rdf|w3\.org/2005/Atom", re.IGNORECASE
)
_ENTRY = re.compile(rb"<(?:[\w-]+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s/]{1,200}(?:/\S{0,700})?", re.IGNORECASE)
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MAX_NAME_LENGTH = 200  # characters, as Source.name
_HTML_TYPES = frozenset(["text/html", "application/xhtml+xml"])


def recognise(head: bytes, name: str) -> float:
    """Sure by the root element; that of RSS 1.0 is RDF's and needs a namespace of RSS."""
    head = head.replace(b"\0", b"")  # markup in UTF-16, which need not say so
    root = root_name(head).lower().rpartition(":")[2]
    if root not in _ROOTS:
        return 0.0
    return 0.95 if root == "rss" or _FEED_NAMESPACES.search(decode_head(head)) else 0.0


def to_text(content: bytes, name: str, encoding: str = "") -> ExtractedText:
    feed = _parse(content, name, encoding)
    site = str(feed.feed.get("link") or "")
    entries = [_Entry(number, entry, site) for number, entry in enumerate(feed.entries, 1)]
    if not entries:
        raise ImportDocumentError(f"{name} is a feed without entries.")
    source = _line(feed.feed.get("title_detail"))
    language = language_from_tag(feed.feed.get("language"))
    sections, refusals = [], []
    for entry in entries:
        section = entry.section(source, language)
        if section.text.strip() or section.paragraphs:
            sections.append(section)
        else:
            refusals.append(Refusal(entry.name, "The entry has no text, only a title or a link."))
    findings = (*_feed_findings(feed, source), *_entry_findings(entries))
    return ExtractedText(
        tuple(sections), findings, lines_may_be_paragraphs=True, are_documents=True, refusals=tuple(refusals)
    )


def _parse(content: bytes, name: str, encoding: str) -> Any:
    if len(_ENTRY.findall(content)) > MAX_ENTRIES:
        raise ImportDocumentError(f"{name} has more than {MAX_ENTRIES:,} entries.")
    check_entities(decode_head(content), name)
    headers = {"content-type": f"application/xml; charset={encoding}"} if encoding else {}
    try:
        return feedparser.parse(
            io.BytesIO(content), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
        )
    except Exception as error:  # the library promises nothing about damaged files
        raise ImportDocumentError(f"{name} is a damaged feed: its entries cannot be told apart.") from error


@dataclass
class _Entry:
    """One entry; `findings` are those on its own markup, `site` is the address that its own are relative to."""

    number: int
    data: Any
    site: str
    findings: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        title = _line(self.data.get("title_detail"))
        return f"entry {self.number}" + (f" “{first_words(title, 60)}”" if title else "")

    @property
    def contents(self) -> list[Any]:
        """The forms in which the entry has its whole text, the longest first."""
        every = self.data.get("content") or []
        contents = (content for content in every if (content.get("value") or "").strip())
        return sorted(contents, key=lambda content: -len(casefolded_words(content["value"])))

    @property
    def summary(self) -> str:
        return str((self.data.get("summary_detail") or {}).get("value") or "").strip()

    def section(self, source: str, language: str) -> Section:
        body = self.contents[0] if self.contents else self.data.get("summary_detail") or {}
        value = str(body.get("value") or "")
        header = self._header(source, language_from_tag(body.get("language")) or language)
        if body.get("type") not in _HTML_TYPES:
            self.findings += character_findings(value)
            return Section(header, value, name=self.name)
        markup = read_markup(value, f"The {self.name}")
        self.findings += markup.findings
        return Section(header, paragraphs=markup.paragraphs, name=self.name)

    def _header(self, source: str, language: str) -> Header:
        url = self._url(str(self.data.get("link") or "").strip())
        return Header(
            title=_line(self.data.get("title_detail"))[:MAX_TITLE_LENGTH],
            source=(_line((self.data.get("source") or {}).get("title_detail")) or source)[:_MAX_NAME_LENGTH],
            date=_day(self.data, "published") or _day(self.data, "updated"),
            language=language,
            url=url,
        )

    def _url(self, link: str) -> str:
        """Whole, or empty for what is no address of a page."""
        try:
            url = urljoin(self.site, link) if link and _ADDRESS.fullmatch(self.site) else link
        except ValueError:
            return ""
        if url != link:
            self.findings.append(f"Its address was completed by that of the feed: {url[:120]}.")
        if _ADDRESS.fullmatch(url):
            return url
        if link:
            self.findings.append(f"Its address is none of a page and was left out: “{link[:120]}”.")
        return ""


def _line(detail: Any) -> str:
    """A title on one line, which may have been written in HTML."""
    value = str((detail or {}).get("value") or "")
    if (detail or {}).get("type") in _HTML_TYPES and ("<" in value or "&" in value):
        value = " ".join(paragraph.text for paragraph in read_markup(value).paragraphs)
    return " ".join(clean_characters(value).split())


def _day(data: Any, name: str) -> PartialDate | None:
    """The day as it is printed, in its own time zone; in Greenwich's for forms that only feedparser reads."""
    printed = str(data.get(name) or "").strip()
    try:
        if match := _ISO_DAY.match(printed):
            return PartialDate(Day(int(match[1]), int(match[2]), int(match[3])))
        if re.match(r"(?:[A-Za-z]{3,9},? )?[0-9]{1,2} [A-Za-z]{3}", printed):
            return PartialDate(parsedate_to_datetime(printed).date())
        moment = data.get(f"{name}_parsed")
        return PartialDate(Day(moment.tm_year, moment.tm_mon, moment.tm_mday)) if moment else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _feed_findings(feed: Any, source: str) -> Iterator[str]:
    origin = "Title, date and link of each document were taken from its entry"
    yield f"{origin}, the source from the title of the feed ({source})." if source else f"{origin}."
    if feed.bozo:
        yield "The feed is not well formed: compare its documents with the original."
    names = ("subtitle", "rights", "generator", "image", "textinput")
    if others := list(filter(feed.feed.get, names)):
        yield f"Left out of the head of the feed: {', '.join(others)}."


def _entry_findings(entries: Sequence[_Entry]) -> Iterator[str]:
    if summaries := [entry for entry in entries if entry.summary and not entry.contents]:
        are_summaries = inflect(len(summaries), "# [entry is|entries are] perhaps only a summary")
        yield f"{are_summaries}, since the feed gives no other text of it: {_names(summaries)}."
    if longer := [entry for entry in entries if entry.contents and entry.summary]:
        count = sum(len(casefolded_words(entry.summary)) for entry in longer)
        where = count_phrase(len(longer), "entry", "entries")
        yield f"A summary beside the text was left out of {where} ({count_phrase(count, 'word')})."
    undated_entries = (entry for entry in entries if not _day(entry.data, "published"))
    if updated_entries := [entry for entry in undated_entries if _day(entry.data, "updated")]:
        subject = "The day that the feed calls updated or date was taken"
        yield f"{subject} where it gives none of publication: {_names(updated_entries)}."
    if several := [entry for entry in entries if len(entry.contents) > 1]:
        yield f"The longest form of the text was read where an entry has several: {_names(several)}."
    other_names = ("authors", "author", "tags", "enclosures")
    if others := sum(any(map(entry.data.get, other_names)) for entry in entries):
        yield f"Authors, categories and files were left out of {count_phrase(others, 'entry', 'entries')}."
    for entry in entries:
        yield from (f"E{entry.name.removeprefix('e')}: {finding}" for finding in entry.findings)


def _names(entries: Sequence[_Entry]) -> str:
    return list_phrase((entry.name for entry in entries), 5)
