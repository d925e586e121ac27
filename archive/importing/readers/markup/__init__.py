"""HTML to paragraphs, for every format that is HTML or becomes HTML on its way (Word, OpenDocument, mail, feeds).

`read_markup(markup)` is the interface; `read_blocks` keeps the element each paragraph came from, for a format that
chooses among them. No Django here.
"""

from archive.importing.readers.markup.blocks import Block
from archive.importing.readers.markup.reader import MarkupText, make_markup_text, read_blocks, read_markup
from archive.importing.readers.markup.tree import parse_markup

__all__ = ["Block", "MarkupText", "make_markup_text", "parse_markup", "read_blocks", "read_markup"]
