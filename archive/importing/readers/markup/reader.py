"""Reads a tree once, from its first element to its last, into blocks."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from archive.importing.header import ExtractedParagraph
from archive.importing.readers.formulas import lowered_number, superscript
from archive.importing.readers.markup import inline
from archive.importing.readers.markup.blocks import Block, TableState, join_rows, row_block
from archive.importing.readers.markup.elements import (
    PREFORMATTED,
    hidden_words,
    is_block,
    is_heading,
    omission_reason,
)
from archive.importing.readers.markup.formulas import formula_text
from archive.importing.readers.markup.lists import LISTS, ListState, marker_for
from archive.importing.readers.markup.looks import unseen_look, words_with_look
from archive.importing.readers.markup.omissions import Omissions
from archive.importing.readers.markup.tree import parse_markup
from archive.importing.structure.findings import character_findings
from archive.text.canonical import clean_characters, unify_line_ends

_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
# A line end of the source is a space to a reader, but none between Chinese or Japanese characters.
_WIDE_LINE_END = re.compile(rf"(?<={_WIDE})[ \t]*\r?\n[ \t\r\n]*(?={_WIDE})")
_SPACES = re.compile(r"\s+")
# Of an inline element that is a mark, a number or a reading; longer ones are read as they are, in bounded time.
_MAX_PIECES, _MAX_REWRITTEN = 50, 500
_DIGITS = "0123456789"
_BLANK_LINES = re.compile(r"\n{2,}")


def read_blocks(root: HtmlElement, omissions: Omissions | None = None) -> tuple[tuple[Block, ...], Omissions]:
    """The blocks of a tree in their order, with what was left out of them. Without recursion: trees can be deep."""
    reader = _Reader(root, omissions or Omissions())
    for comment in (*root.itersiblings(etree.Comment, preceding=True), *root.itersiblings(etree.Comment)):
        if not (comment.text or "").startswith("?xml"):  # the declaration of XML, as an HTML parser sees it
            reader.omissions.add("comment")
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    omitted = None
    for event, element in walker:
        if event == "start":
            if reason := omission_reason(element, in_heading=reader.headings > 0):
                reader.omissions.add(reason, hidden_words(element, reason))
                walker.skip_subtree()
                omitted = element
            elif element.tag == "math":
                reader.write_formula(element)
                walker.skip_subtree()
                omitted = element
            else:
                reader.start(element)
                # The parentheses of <rp> are for browsers that cannot set readings above the line.
                reader.write(element.text if element.tag != "rp" else "")
            continue
        if event != "end":
            reader.omissions.add("comment" if event == "comment" else "processing instruction")
        elif element is not omitted:
            reader.end(element)
        if element is not root:
            reader.write(element.tail)
    reader.flush()
    return tuple(reader.blocks), reader.omissions


class MarkupText(NamedTuple):
    """`findings` are sentences on what was left out or written in another way."""

    paragraphs: tuple[ExtractedParagraph, ...]
    findings: tuple[str, ...]


def read_markup(
    markup: str | HtmlElement, name: str = "The text", omissions: Omissions | None = None
) -> MarkupText:
    """Everything that HTML shows, in its order: a whole page, a fragment or an element of a tree that is read already.

    Each block is a paragraph of canonical text: headings have the kind “heading”; the items of lists keep their marker
    or number (“• ”, “3. ”, “b. ”); the rows of a table are the lines of one paragraph, “cell | cell”; `<br>` is a line
    break, two of them a new paragraph; `<ruby>` is “漢字（かんじ）”; the mark of a note is “[1]”. Left out and counted:
    scripts, styles, comments, hidden elements, form fields, pictures; `omissions` are those of a file that became HTML
    on its way. `name` is what an error calls the file. Raises ImportDocumentError for elements nested too deep.
    """
    root = parse_markup(markup, name) if isinstance(markup, str) else markup
    return make_markup_text(*read_blocks(root, omissions))


def make_markup_text(blocks: Sequence[Block], omissions: Omissions) -> MarkupText:
    """The result for blocks that were chosen out of a tree."""
    raw_text = "\n".join(block.raw_text for block in blocks)
    return MarkupText(
        tuple(ExtractedParagraph(block.text, block.kind) for block in blocks),
        (*omissions.findings, *character_findings(raw_text)),
    )


class _Reader:
    """Collects the text of a line until a block starts or ends; `containers` are the open blocks."""

    def __init__(self, root: HtmlElement, omissions: Omissions) -> None:
        self.blocks: list[Block] = []
        self.omissions = omissions
        self.line: list[str] = []
        self.line_number = 0
        self.containers: list[HtmlElement] = [root]
        self.links = self.link_length = self.headings = self.preformatted = 0
        self.marker = ""
        self.lists: list[ListState] = []
        self.tables: list[TableState] = []
        self.inline_starts: list[tuple[int, int]] = []
        self.closing_marks: list[str] = []

    def start(self, element: HtmlElement) -> None:
        look, property_ = unseen_look(element)
        if look:
            self.omissions.add_unseen(look, words_with_look(element, property_))
        if element.tag == "br":
            self.line.append("\n")
        elif element.tag == "img":
            self._read_picture(element)
        elif is_block(element):
            self._start_block(element)
        else:
            if inline.is_set_apart(element, self.line[-1] if self.line else ""):
                self.line.append(" ")
                self.omissions.mapped["part of a line"] += 1
            self._start_inline(element)

    def _start_inline(self, element: HtmlElement) -> None:
        if element.tag in inline.TRANSFORMED:
            self.inline_starts.append((self.line_number, len(self.line)))
            self.links += inline.is_external_link(element)
            if element.tag == "q":
                self._start_quotation(element)

    def end(self, element: HtmlElement) -> None:
        if element.tag in ("br", "img"):
            return
        if is_block(element):
            self._end_block(element)
        elif element.tag in inline.TRANSFORMED:
            number, start = self.inline_starts.pop()
            self.links -= inline.is_external_link(element)
            if element.tag == "q":
                self.line.append(self.closing_marks.pop())
            # Else a block stood in it, and its start is no longer in this line.
            elif number == self.line_number:
                self._rewrite(element, start)

    def write(self, text: str | None) -> None:
        if not text:
            return
        text = unify_line_ends(text) if self.preformatted else _SPACES.sub(" ", _WIDE_LINE_END.sub("", text))
        self.line.append(text)
        if self.links:
            self.link_length += len(text.strip())

    def write_formula(self, element: HtmlElement) -> None:
        """3 and 5/7 are not 35/7."""
        text = formula_text(element).strip()
        before = "".join(self.line)[-1:]
        if text:
            self.line += [" ", text] if before.isdigit() and text[0] in _DIGITS else [text]
            self.omissions.mapped["formula"] += 1

    def flush(self) -> None:
        """Ends the line; two line breaks in it end a paragraph, as authors use them."""
        raw_text = "".join(self.line)
        for paragraph in _BLANK_LINES.split(clean_characters(raw_text).strip("\n")):
            if paragraph:
                self._add_block(paragraph, raw_text)
                raw_text = ""  # belongs to the first of them
        self.line, self.link_length = [], 0
        self.line_number += 1

    def _add_block(self, text: str, raw_text: str) -> None:
        if self.headings:
            text = text.replace("\n", " ")
        marker, self.marker = marker_for(text, self.marker), ""
        kind = "heading" if self.headings else ""
        link_length = min(self.link_length, len(text))
        self.blocks.append(
            Block(marker + text, raw_text, self.containers[-1], kind, link_length, marker=marker)
        )

    def _start_block(self, element: HtmlElement) -> None:
        self.flush()
        tag = element.tag
        self.containers.append(element)
        self.headings += is_heading(element)
        self.preformatted += tag in PREFORMATTED
        if tag == "blockquote" and element.text_content().strip():
            self.omissions.mapped["block quotation"] += 1
        if tag in LISTS:
            self.lists.append(ListState.start(element, is_nested=bool(self.lists)))
        elif tag == "li":
            self.marker = self.lists[-1].next_marker(element) if self.lists else ""
        elif tag == "table":
            self.tables.append(TableState(element, len(self.blocks)))
        elif self.tables and tag == "tr":
            self.tables[-1].start_row(len(self.blocks))
        elif self.tables and tag in ("td", "th"):
            self.tables[-1].cells.append(len(self.blocks))

    def _end_block(self, element: HtmlElement) -> None:
        self.flush()
        tag = element.tag
        self.containers.pop()
        self.headings -= is_heading(element)
        self.preformatted -= tag in PREFORMATTED
        if tag in LISTS:
            self.lists.pop()
        elif tag == "li":
            self.marker = ""
        elif tag == "table":
            table = self.tables.pop()
            self.blocks[table.first :] = join_rows(self.blocks[table.first :])
        elif self.tables and tag == "tr":
            self._end_row(self.tables[-1])

    def _end_row(self, table: TableState) -> None:
        if row := row_block(self.blocks, table):
            self.blocks[table.row :] = [row]
            self.omissions.mapped["table row"] += 1
        table.start_row(len(self.blocks))

    def _read_picture(self, element: HtmlElement) -> None:
        description = element.get("alt", "")
        if "emoji" in element.get("class", "") and description:
            self.write(description)
            self.omissions.mapped["emoji"] += 1
        elif description.strip():
            self.omissions.add("picture", description)

    def _start_quotation(self, element: HtmlElement) -> None:
        text = next((text for text in element.itertext() if text.strip()), "").strip()
        is_marked = not text or inline.is_quoted(text)
        opening, closing = ("", "") if is_marked else ("‘", "’") if any(self.closing_marks) else ("“", "”")
        self.line.append(opening)
        self.closing_marks.append(closing)
        self.omissions.mapped["quotation"] += not is_marked

    def _rewrite(self, element: HtmlElement, start: int) -> None:
        """Replaces what an inline element wrote to the line."""
        if len(self.line) - start > _MAX_PIECES or sum(map(len, self.line[start:])) > _MAX_REWRITTEN:
            return
        text = clean_characters("".join(self.line[start:])).strip()
        if not text:
            return
        if element.tag in inline.STRUCK_OUT:
            self.omissions.mapped["struck-out passage"] += 1
        elif element.tag == "rt":
            self._replace(start, inline.ruby_annotation(text, "".join(self.line[:start])), "reading")
        elif element.tag == "a" and inline.is_internal_link(element) and not any(map(str.isalnum, text)):
            self.omissions.add("link without words")
            self.line[start:] = []
        elif len(text) <= inline.MAX_MARK_LENGTH and inline.is_note_reference(element):
            self._replace(start, inline.add_brackets(text), "mark of a note")
        elif element.tag == "sup" and (number := superscript(text)):
            self._replace(start, number, "raised number")
        elif element.tag == "sub" and (number := lowered_number(text, "".join(self.line[:start]))):
            self._replace(start, number, "lowered number")

    def _replace(self, start: int, text: str, mapping: str) -> None:
        self.omissions.mapped[mapping] += "".join(self.line[start:]).strip() != text
        self.line[start:] = [text]
