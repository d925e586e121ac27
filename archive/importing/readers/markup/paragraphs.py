"""The interface of this package: markup in, paragraphs and findings out."""

from collections.abc import Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from archive.importing.header import ExtractedParagraph
from archive.importing.readers.markup.blocks import Block
from archive.importing.readers.markup.omissions import Omissions
from archive.importing.readers.markup.reader import read_blocks
from archive.importing.readers.markup.tree import parse_markup
from archive.importing.structure.findings import character_findings


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
