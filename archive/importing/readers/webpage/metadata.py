"""What a page says of itself: title, date, address, source, language, author, each with where it was taken from."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date as Day
from typing import Any

from lxml.html import HtmlElement

from archive.importing.parsed_document import PartialDate, Suggestion
from archive.importing.readers.webpage.main_text import TITLE_PARTS, title_parts
from archive.importing.structure.dates import find_date
from archive.text.canonical import clean_characters

_MAX_LD_LENGTH = 500_000  # characters of JSON-LD
_MAX_TITLE_LENGTH = 300  # characters, and of any other value
_MAX_NAME_LENGTH = 200  # characters, as Source.name
_MAX_ADDRESS_LENGTH = 1_000  # characters, as Document.url
_DATES = (
    "article:published_time og:article:published_time datepublished dcterms.issued dc.date.issued "
    "dcterms.created dcterms.date dc.date citation_publication_date parsely-pub-date sailthru.date publishdate pubdate "
    "publish-date date"
)
_SITE_NAMES = ("og:site_name", "dcterms.publisher", "dc.publisher", "application-name")
_AUTHOR_NAMES = ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "byl")
_ISO = re.compile(r"\s*([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?![0-9])")
_SAVED_FROM = re.compile(r"saved from url=\([0-9]+\)(https?://[^\s>]+)", re.IGNORECASE)
_MIN_PRINTED = 6  # characters of a title that also stands in the page
_ADDRESS = re.compile(r"https?://[^\s/?#]+/[^\s/]\S*")


def read_metadata(
    root: HtmlElement,
    heading: str,
    near_heading: Iterable[str],
    markup: str,
    first_lines: Sequence[str] = (),
) -> list[Suggestion]:
    """One suggestion of each field that the page gives, and other dates after the first.

    `heading` is the heading above the text, empty for none; `near_heading` are the short lines around it, which may
    hold the date as it is printed. `first_lines` are those of the text.
    """
    meta_values = _meta_values(root)
    linked = list(_linked_data(root))
    site = _take_first_filled(_values(meta_values, linked, "source"))
    dates = list(_dates(root, meta_values, linked, near_heading))
    titles = _titles(root, meta_values, heading, str(site[0].value) if site else "", first_lines)
    return [
        *_take_first_filled(titles),
        # Of several sources of one day the first.
        *reversed({str(item.value): item for item in reversed(dates)}.values()),
        *_take_first_filled(_addresses(root, meta_values, markup)),
        *site,
        *_take_first_filled(_values(meta_values, linked, "author")),
        *_take_first_filled(_languages(root, meta_values)),
    ]


def _take_first_filled(metadata: Iterable[Suggestion]) -> list[Suggestion]:
    return [item for item in metadata if str(item.value).strip()][:1]


def _meta_values(root: HtmlElement) -> dict[str, str]:
    """The first value of each meta element, by its name in small letters."""
    values: dict[str, str] = {}
    for element in root.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            content = " ".join(clean_characters(element.get("content", "")).split())
            if (name := element.get(attribute)) and content:
                values.setdefault(name.strip().lower(), content[:_MAX_TITLE_LENGTH])
    return values


def _linked_data(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, also those in a graph or a list."""
    for element in root.iter("script"):
        text = element.text or ""
        if "ld+json" not in element.get("type", "").lower() or len(text) > _MAX_LD_LENGTH:
            continue
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                yield item
                graph = item.get("@graph")
                yield from filter(
                    lambda node: isinstance(node, dict), graph if isinstance(graph, list) else ()
                )


def _values(
    meta_values: dict[str, str], linked_data: Iterable[dict[str, Any]], field: str
) -> Iterator[Suggestion]:
    """The source or the author."""
    names, key = (_SITE_NAMES, "publisher") if field == "source" else (_AUTHOR_NAMES, "author")
    for name in names:
        value = meta_values.get(name, "")
        if value and "://" not in value:
            yield Suggestion(field, value[:_MAX_NAME_LENGTH], f"the page's {name}")
    for item in linked_data:
        if value := _name_in(item.get(key)):
            yield Suggestion(field, value[:_MAX_NAME_LENGTH], f"the page's JSON-LD ({key})")


def _name_in(value: Any) -> str:
    """The name of a JSON-LD person or organisation, or the names of several."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name_in, value[:5])))
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(clean_characters(value).split())[:_MAX_TITLE_LENGTH] if isinstance(value, str) else ""


def _titles(
    root: HtmlElement, meta_values: dict[str, str], heading: str, site: str, printed: Sequence[str]
) -> Iterator[Suggestion]:
    """`printed` are lines of the page: a part of its title that stands in one is the title without the site."""
    if heading and len(heading) <= _MAX_TITLE_LENGTH and heading.casefold() != site.casefold():
        yield Suggestion("title", heading, "the heading of the page")
    for name in ("og:title", "twitter:title", "dc.title", "dcterms.title"):
        yield Suggestion("title", _remove_site(meta_values.get(name, ""), site), f"the page's {name}")
    title = _remove_site("".join(title_parts(root)[:1])[:_MAX_TITLE_LENGTH], site)
    first = TITLE_PARTS.split(title)[0]
    is_printed = len(first) >= _MIN_PRINTED and any(first in line for line in printed)
    yield Suggestion("title", first if is_printed else title, "the title of the page")


def _remove_site(title: str, site: str) -> str:
    """Returns the title without the site's name before or after it, where the page says what that is."""
    parts = TITLE_PARTS.split(title)
    if not site or len(parts) < 2:
        return title
    if parts[-1].casefold() == site.casefold():
        return title[: title.rindex(parts[-1])].rstrip(" |•·–—»:_-")
    return title[len(parts[0]) :].lstrip(" |•·–—»:_-") if parts[0].casefold() == site.casefold() else title


def _dates(
    root: HtmlElement,
    meta_values: dict[str, str],
    linked_data: Iterable[dict[str, Any]],
    near_heading: Iterable[str],
) -> Iterator[Suggestion]:
    """Days of publication; never those of a change or of the import."""
    for item in linked_data:
        if day := _day(item.get("datePublished")):
            yield Suggestion("date", day, "the page's JSON-LD (datePublished)")
    for name in _DATES.split():
        if day := _day(meta_values.get(name)):
            yield Suggestion("date", day, f"the page's {name}")
    for element in root.iter("time"):
        described = " ".join(element.get(name, "") for name in ("itemprop", "class", "pubdate")).lower()
        if not re.search("modified|updated", described) and (day := _day(element.get("datetime"))):
            printed = " ".join(element.text_content().split())[:40]
            yield Suggestion("date", day, f"the page's time element “{printed}”")
            break
    for line in near_heading:
        if match := find_date(line):
            yield Suggestion("date", match.date, f"the line “{line[:60]}” beside the title")
            break


def _day(value: Any) -> PartialDate | None:
    """The day of an ISO date, in its own time zone, or of a date in words."""
    if not isinstance(value, str):
        return None
    if match := _ISO.match(value):
        try:
            return PartialDate(Day(int(match[1]), int(match[2]), int(match[3])))
        except ValueError:
            return None
    date_match = find_date(value[:100])
    return date_match.date if date_match else None


def _addresses(root: HtmlElement, meta_values: dict[str, str], markup: str) -> Iterator[Suggestion]:
    for element in root.iter("link"):
        if element.get("rel", "").lower() == "canonical":
            yield from _address(element.get("href", ""), "the page's canonical address")
    yield from _address(meta_values.get("og:url", ""), "the page's og:url")
    if match := _SAVED_FROM.search(markup[:2000]):
        yield from _address(match[1], "the note of the browser that saved the page")


def _address(value: str, origin: str) -> Iterator[Suggestion]:
    """An absolute address of more than a site's front page."""
    value = clean_characters(value).strip()
    if len(value) <= _MAX_ADDRESS_LENGTH and _ADDRESS.fullmatch(value):
        yield Suggestion("url", value, origin)


def _languages(root: HtmlElement, meta_values: dict[str, str]) -> Iterator[Suggestion]:
    tags = (element.get("lang") or element.get("xml:lang") for element in (root, *root.iter("html")))
    yield Suggestion("language", language_from_tag(next(filter(None, tags), "")), "the page's lang")
    for name in ("og:locale", "content-language", "dc.language", "language"):
        yield Suggestion("language", language_from_tag(meta_values.get(name, "")), f"the page's {name}")


def language_from_tag(tag: str | None) -> str:
    """The code as the archive writes it: en, fr, zh-Hans; empty for what is none."""
    subtags = re.split("[-_]", (tag or "").strip().lower())
    if not re.fullmatch("[a-z]{2,3}", subtags[0]):
        return ""
    if subtags[0] != "zh":
        return subtags[0]
    if {"hant", "tw", "hk", "mo"} & set(subtags):
        return "zh-Hant"
    return "zh-Hans" if {"hans", "cn", "sg"} & set(subtags) else "zh"
