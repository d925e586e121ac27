"""Markdown to readable text without markup: words, lines and lists are kept, links become their text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from lxml.html.defs import tags
from markdown_it import MarkdownIt
from markdown_it.token import Token

from archive.importing.decoding import decode_head
from archive.importing.formats import ExtractedText, plain
from archive.importing.header import Section
from archive.importing.readers.markup.omissions import Omissions
from archive.text.canonical import clean_characters
from archive.text.paragraphs import SEPARATOR

LABEL = "Markdown"
SUFFIXES = (".md", ".markdown")
MARKUP_REMOVED = "Read as Markdown: the markup was removed and the headings were kept."
# The parser drops what is nested deeper than its limit; a list in a list costs two levels.
_MAX_LEVELS = 100
# Indented lines are a habit of old speeches, not code.
_PARSER = MarkdownIt("commonmark", {"html": True, "maxNesting": _MAX_LEVELS}).enable("table").disable("code")
# The parser takes 7 µs for a mark of these, and for each opener without its end as long as the text is.
_MARKS = re.compile(r"[\[\]*_`<!]")
_MAX_MARKS = 50_000
_DEEP_LINE = re.compile(r"^(?:[ \t]*(?:>|[-+*](?=\s)|[0-9]{1,9}[.)](?=\s))){40}", re.MULTILINE)
_MAX_LINES = 100_000
_OPENERS = (
    ("<!--", "-->"),
    ("<?", "?>"),
    ("<![CDATA[", "]]>"),
    ("<!", ">"),
    ("<", ">"),
    ("`", "`"),
    ("](<", ">"),
)
_MAX_OPEN = 50
_SMALL = 20_000  # characters; such a text takes no time whatever it is
TOO_MANY_MARKS = (
    "The text has too many marks to be Markdown: it was read as plain text, and its marks were kept."
)
_TAG = re.compile(r"<!--.*?-->|<[?!][^<>]*>|</?([a-zA-Z][\w-]*)[^<>]*>", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<[?!].*?(?:>|\Z)", re.DOTALL)
_HEADING_LINE = re.compile(r"^#{1,6} \S", re.MULTILINE)


def recognise(head: bytes, name: str) -> float:
    """Sure by the ending of the name, or, of a text without a name, by a heading such as “## Title”."""
    if "." in name:
        return 1.0 if name.lower().endswith(SUFFIXES) else 0.0
    return 0.8 if _HEADING_LINE.search(clean_characters(decode_head(head))) else 0.0


def to_text(content: bytes, name: str, encoding: str = "") -> ExtractedText:
    source = plain.to_text(content, name, encoding)
    if any(_has_too_many_marks(section.text) for section in source.sections):
        return replace(source, findings=(*source.findings, TOO_MANY_MARKS))
    omissions = Omissions()
    return replace(
        source,
        sections=tuple(_remove_markup(section, omissions) for section in source.sections),
        findings=(*source.findings, MARKUP_REMOVED, *omissions.findings),
        lines_may_be_paragraphs=False,
    )


def _has_too_many_marks(text: str) -> bool:
    """Tested before the text is parsed: a megabyte of brackets or of unclosed comments would take minutes."""
    if _DEEP_LINE.search(text):
        return True
    if len(text) < _SMALL:
        return False
    if text.count("\n") > _MAX_LINES or sum(1 for _ in _MARKS.finditer(text)) > _MAX_MARKS:
        return True
    return any(text.count(opener, text.rfind(end) + 1) > _MAX_OPEN for opener, end in _OPENERS)


def _remove_markup(section: Section, omissions: Omissions) -> Section:
    writer = _Writer()
    references: dict[str, Any] = {}
    tokens = _PARSER.parse(clean_characters(section.text), references)
    _count_omissions(tokens, references, omissions)
    for token in tokens:
        writer.write(token)
    return replace(section, text="".join(writer.output), headings=frozenset(writer.headings))


def _count_omissions(tokens: Sequence[Token], references: Mapping[str, Any], omissions: Omissions) -> None:
    """`references` are what the parser filled in: it has the definitions of links."""
    used_addresses = set()
    for token in _iterate_tokens(tokens):
        if token.type in ("html_block", "html_inline"):
            for comment in _COMMENT.findall(token.content):
                omissions.add("comment", comment)
        elif token.type == "blockquote_open":
            omissions.mapped["block quotation"] += 1
        elif token.type in ("link_open", "image") and token.info != "auto":  # which stands in the text
            used_addresses.add(token.attrs.get("href") or token.attrs.get("src"))
            omissions.add("address behind words")
            if title := token.attrs.get("title"):
                omissions.add("link title", str(title))
    for definition in [*references.get("references", {}).values(), *references.get("duplicate_refs", ())]:
        if definition["href"] not in used_addresses:
            omissions.add("unused link definition", definition["href"])


def _iterate_tokens(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _iterate_tokens(token.children or ())


class _Writer:
    """Writes the text of one token after the other; `lists` counts the items of the lists it is in."""

    def __init__(self) -> None:
        self.output: list[str] = []
        self.headings: list[str] = []
        self.lists: list[int] = []
        self.separator, self.marker = SEPARATOR, ""
        self.in_heading = self.row_started = False

    def write(self, token: Token) -> None:
        method = getattr(self, f"_{token.type}", None)
        if method:
            method(token)

    def _write(self, text: str) -> None:
        self.output += [self.separator, self.marker, text]
        self.separator, self.marker = SEPARATOR, ""

    def _inline(self, token: Token) -> None:
        text = _plain_text(token.children)
        if self.in_heading:
            text = " ".join(text.split())
            self.headings.append(text)
        self._write(text)

    def _fence(self, token: Token) -> None:
        self._write(token.content)

    def _html_block(self, token: Token) -> None:
        self._write(_html(token.content))

    def _heading_open(self, token: Token) -> None:
        self.in_heading = True

    def _heading_close(self, token: Token) -> None:
        self.in_heading = False

    def _paragraph_open(self, token: Token) -> None:
        first_item = self.lists == [1]
        if token.hidden and self.marker and not first_item:
            self.separator = "\n"

    def _bullet_list_open(self, token: Token) -> None:
        self.lists.append(0)

    _ordered_list_open = _bullet_list_open

    def _bullet_list_close(self, token: Token) -> None:
        self.lists.pop()

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, token: Token) -> None:
        self.lists[-1] += 1
        self.marker = f"{token.info}{token.markup} " if token.info else "- "

    def _tr_open(self, token: Token) -> None:
        self.separator = "\n" if self.row_started else SEPARATOR
        self.row_started = True

    def _td_close(self, token: Token) -> None:
        self.separator = " | "

    _th_close = _td_close

    def _table_close(self, token: Token) -> None:
        self.row_started, self.separator = False, SEPARATOR


def _plain_text(tokens: Sequence[Token] | None) -> str:
    return "".join(_plain_token(token) for token in tokens or ())


def _plain_token(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "html_inline":
        return "\n" if token.content.lower().startswith("<br") else _html(token.content)
    if token.type == "image":
        return _plain_text(token.children)
    return token.content


def _html(source: str) -> str:
    return _TAG.sub(_remove_tag, source)


def _remove_tag(match: re.Match[str]) -> str:
    """Removes a tag; words in angle brackets that are no element of HTML, such as <name>, stay."""
    name = match[1]
    return match[0] if name and name.lower() not in tags else ""
