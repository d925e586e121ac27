"""HTML to paragraphs, for every format that is HTML or becomes HTML on its way (Word, OpenDocument, mail, feeds).

`paragraphs_of(markup)` is the interface; `read_blocks` keeps the element each paragraph came from, for a format that
chooses among them. No Django here.
"""

from archive.importing.readers.markup.blocks import Block
from archive.importing.readers.markup.paragraphs import MarkupText, markup_text, paragraphs_of
from archive.importing.readers.markup.reader import read_blocks
from archive.importing.readers.markup.tree import parse_markup

__all__ = ["Block", "MarkupText", "markup_text", "paragraphs_of", "parse_markup", "read_blocks"]
