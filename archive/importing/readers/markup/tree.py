"""HTML text to a tree of elements, within bounds: what libxml2 does not read must not be lost in silence."""

import re

from lxml import html
from lxml.etree import LxmlError
from lxml.html import defs

from archive.importing.errors import ImportDocumentError

MAX_TAGS = 400_000  # a book of 5 MB saved by Word has about 100,000
MAX_DEPTH = 2048  # elements inside each other; libxml2 reads no deeper
# A browser breaks the line at a `</p>` without its `<p>`; libxml2 drops it and joins the words around it.
_PARAGRAPH_END = re.compile(r"</p\s*>", re.IGNORECASE)
# “<name>”, “<Ihr Name>”: no hyphen or colon, as the elements of scripts, of Word and of XML have.
_WORD_IN_BRACKETS = re.compile(r"<([^\W\d_]\w*)(?: \w+){0,3}>")
_END_TAG = re.compile(r"</([^\W\d_]\w*)\s*>")
# Elements newer or older than lxml's list.
_OTHER_NAMES = (
    "bdi bgsound content data dialog element image listing main menuitem multicol nextid nobr noembed picture "
    "plaintext rb rtc search shadow slot spacer template xmp xml path g circle rect line text defs use polygon"
)
_ELEMENTS = defs.tags | frozenset(_OTHER_NAMES.split())
_SURROGATE = re.compile("[\ud800-\udfff]")


def parse_markup(markup: str, name: str = "The text") -> html.HtmlElement:
    """The root of the tree: an element `html`, or a fragment's only element.

    Raises ImportDocumentError for more than MAX_TAGS tags and for elements nested deeper than MAX_DEPTH.
    """
    if markup.count("<") > MAX_TAGS:
        raise ImportDocumentError(f"{name} has more than {MAX_TAGS:,} tags.")
    # libxml2 reads bytes with a known encoding only: a declaration inside the text was true of the file, not of it.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    source = _PARAGRAPH_END.sub("</p><p></p>", _SURROGATE.sub("\ufffd", keep_bracketed_words(markup)))
    try:
        root = html.document_fromstring(source.encode(), parser=parser)
    except LxmlError:  # nothing but spaces and comments
        root = html.Element("html")
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise ImportDocumentError(f"{name} nests its elements more than {MAX_DEPTH:,} deep.")
    return root


def keep_bracketed_words(markup: str) -> str:
    """The markup with “<name>” as words where it is no element: of a name that HTML does not know, without attributes,
    and without an end. A browser shows nothing of it."""
    if not _WORD_IN_BRACKETS.search(markup):
        return markup
    ends = {match[1].lower() for match in _END_TAG.finditer(markup)}

    def words(match: re.Match[str]) -> str:
        name = match[1].lower()
        return match[0] if name in _ELEMENTS or name in ends else f"&lt;{match[0][1:-1]}&gt;"

    return _WORD_IN_BRACKETS.sub(words, markup)
