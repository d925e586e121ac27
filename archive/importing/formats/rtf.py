"""Rich text (RTF) of Word, LibreOffice, TextEdit and others."""

from archive.importing.decoding import decode
from archive.importing.errors import ImportDocumentError
from archive.importing.formats import ExtractedText
from archive.importing.header import Section
from archive.importing.parsed_document import Header
from archive.importing.phrases import property_findings
from archive.importing.readers.markup import read_markup
from archive.importing.readers.richtext.reader import read_rich_text

LABEL = "Rich text (RTF)"
SUFFIXES = (".rtf",)
_START = b"{\\rtf"


def recognise(head: bytes, name: str) -> float:
    return 1.0 if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_START) else 0.0


def to_text(content: bytes, name: str, encoding: str = "") -> ExtractedText:
    """`encoding` is that of a pasted text; a file names its own."""
    if not recognise(content, name):
        raise ImportDocumentError(f"{name} is not rich text: it does not start with {{\\rtf.")
    source = decode(content, name, encoding).text if encoding else content.decode("latin-1")
    read = read_rich_text(source[source.index("{") :], name)
    # RTF writes characters beyond U+FFFF as two halves.
    html = read.html.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    markup = read_markup(html, name, read.omissions)
    if not markup.paragraphs:
        raise ImportDocumentError(f"{name} is empty.")
    properties = property_findings(read.properties.get("title"), read.properties.get("author"), None)
    trailing = f"Left out: {len(read.trailing):,} characters behind the end of the rich text."
    findings = (*properties, *markup.findings, *([trailing] if read.trailing else []))
    return ExtractedText((Section(Header(), paragraphs=markup.paragraphs),), findings)
