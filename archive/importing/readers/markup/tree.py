"""HTML text to a tree of elements, within bounds: what libxml2 does not read must not be lost in silence."""

import re

from lxml import html
from lxml.etree import LxmlError

from archive.importing.errors import ImportDocumentError

MAX_TAGS = 400_000  # a book of 5 MB saved by Word has about 100,000
MAX_DEPTH = 2048  # elements inside each other; libxml2 reads no deeper
# A browser breaks the line at a `</p>` without its `<p>`; libxml2 drops it and joins the words around it.
_PARAGRAPH_END = re.compile(r"</p\s*>", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")


def parse_markup(markup: str, name: str = "The text") -> html.HtmlElement:
    """The root of the tree: an element `html`, or a fragment's only element.

    Raises ImportDocumentError for more than MAX_TAGS tags and for elements nested deeper than MAX_DEPTH.
    """
    if markup.count("<") > MAX_TAGS:
        raise ImportDocumentError(f"{name} has more than {MAX_TAGS:,} tags.")
    # libxml2 reads bytes with a known encoding only: a declaration inside the text was true of the file, not of it.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    source = _PARAGRAPH_END.sub("</p><p></p>", _SURROGATE.sub("\ufffd", markup))
    try:
        root = html.document_fromstring(source.encode(), parser=parser)
    except LxmlError:  # nothing but blanks and comments
        root = html.Element("html")
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise ImportDocumentError(f"{name} nests its elements more than {MAX_DEPTH:,} deep.")
    return root
