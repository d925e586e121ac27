"""Web pages and pasted HTML: the main text with what the page says of itself."""

import re

from archive.importing.decoding import decode_head
from archive.importing.errors import ImportDocumentError
from archive.importing.formats import ExtractedText
from archive.importing.readers.webpage.charset import decode_page
from archive.importing.readers.webpage.page import read_page

LABEL = "Web page (HTML)"
SUFFIXES = (".html", ".htm", ".xhtml")
# What may stand before the first element of a page. A comment without an end runs to the end of the head.
_PROLOG = re.compile(
    r"(?:\s|\ufeff|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!doctype[^>]*>)*+", re.DOTALL | re.IGNORECASE
)
_ELEMENT_NAMES = (
    "html head body title meta link base script style p div span a b i u s em strong font center br hr img h1 h2 h3 h4 "
    "h5 h6 ul ol li dl dt dd table thead tbody tr td th blockquote pre article section main header footer nav aside "
    "figure figcaption address details q sup sub ruby form noscript small picture iframe frameset"
)
_ELEMENT = re.compile(r"<(?:{})(?=[\s>/])[^<>]*>".format("|".join(_ELEMENT_NAMES.split())), re.IGNORECASE)
_BLOCK_END = re.compile(r"</(?:p|div|li|h[1-6]|td|tr|ul|ol|table|blockquote)\s*>|<br\s*/?>", re.IGNORECASE)
_MIN_BLOCKS = 3  # in a text that starts with words
_WORDS_A_BLOCK = 150  # more are a text that speaks of HTML


def recognise(head: bytes, name: str) -> float:
    """Sure by the first element, whatever stands before it, or by the many elements of a pasted text."""
    text = decode_head(head).replace("\0", "")  # markup in UTF-16 without a byte order mark
    start = _PROLOG.match(text)
    body = text[start.end() :] if start else text
    if _ELEMENT.match(body) or (start and "<!doctype html" in start.group().lower()):
        return 0.95
    if body.startswith("<"):
        return 0.0  # XML of another kind
    count = len(_BLOCK_END.findall(body))
    if count >= _MIN_BLOCKS and len(body.split()) <= count * _WORDS_A_BLOCK:
        return 0.7
    return 0.65 if name.lower().endswith(SUFFIXES) else 0.0


def to_text(content: bytes, name: str, encoding: str = "") -> ExtractedText:
    decoded, findings = decode_page(content, name, encoding)
    section, page_findings, lines_may_be_paragraphs = read_page(decoded.text, name)
    if not section.text.strip() and not section.paragraphs:
        raise ImportDocumentError(f"{name} shows no text: it may be built by a script or of frames.")
    return ExtractedText(
        (section,), (*findings, *page_findings), lines_may_be_paragraphs, encoding=decoded.encoding
    )
