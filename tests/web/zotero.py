"""What Zotero saves of a page: the rules of its translators “COinS” (asked first) and “Embedded Metadata”, and of its
reading of OpenURL, as they are published at https://github.com/zotero (read in November 2026)."""

import re
from typing import NamedTuple
from urllib.parse import unquote

import lxml.html

# https://api.zotero.org/itemTypes, those that a page of an archive could be
ITEM_TYPES = {
    "blogPost", "book", "bookSection", "document", "hearing", "interview", "journalArticle", "letter",
    "magazineArticle", "manuscript", "newspaperArticle", "podcast", "presentation", "radioBroadcast", "report",
    "statute", "thesis", "tvBroadcast", "videoRecording", "webpage",
}  # fmt: skip
FORMATS = {"info:ofi/fmt:kev:mtx:journal": "journalArticle", "info:ofi/fmt:kev:mtx:dc": "webpage"}
WITHIN_PUBLICATIONS = {"journalArticle", "bookSection", "conferencePaper"}
HIGHWIRE = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_journal_title": "publicationTitle",
    "citation_publisher": "publisher",
    "citation_public_url": "url",
    "citation_language": "language",
}


class Item(NamedTuple):
    """``author`` is “family, given”, or the name of a body; what is missing is empty."""

    type: str
    title: str
    author: str
    date: str
    url: str


def read_item(tree: lxml.html.HtmlElement) -> Item:
    """Raises AssertionError where Zotero would ask the reader which of several items to save, or find none."""
    spans = tree.xpath('//span[contains(concat(" ", @class, " "), " Z3988 ")]/@title')
    assert len(spans) < 2, "Zotero asks which one"
    return read_context_object(spans[0]) if spans else read_meta(tree)


def read_context_object(text: str) -> Item:
    pairs = [part.partition("=")[::2] for part in text.split("&")]
    values = [(name, unquote(re.sub(r"\+|%2[bB]", " ", value))) for name, value in pairs]
    kind = next(FORMATS[value] for name, value in values if name == "rft_val_fmt")
    item = {"title": "", "date": "", "url": ""}
    family = given_name = author = ""
    for name, value in values:
        if name == "rft.title" and kind not in WITHIN_PUBLICATIONS:
            item["title"] = value
        elif name == "rft.date":
            item["date"] = value
        elif name == "rft.aulast":
            family = value
        elif name == "rft.aufirst":
            given_name = value
        elif name in ("rft.au", "rft.aucorp", "rft.creator"):
            author = value
        elif name == "rft.identifier" and re.match("https?://", value):
            item["url"] = value
        elif name == "rft.type" and value in ITEM_TYPES:
            kind = value
    return Item(kind, author=author or ", ".join(filter(None, [family, given_name])), **item)


def read_meta(tree: lxml.html.HtmlElement) -> Item:
    """By the tags of Highwire Press; ``z:itemType`` says what it is, else a title alone makes it an article."""
    head: dict[str, list[str]] = {}
    for entry in tree.xpath("/html/head/meta[@name and @content]"):
        head.setdefault(entry.get("name"), []).append(entry.get("content"))
    assert "citation_title" in head, "Zotero saves a page without author and date"
    item = {field: ", ".join(head.get(name, [])) for name, field in HIGHWIRE.items()}
    author = "; ".join(head.get("citation_author", []))
    kind = head.get("z:itemType", ["journalArticle"])[0]
    return Item(kind, item["title"], author, item["date"].replace("/", "-"), item["url"])
