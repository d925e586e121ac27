"""Rich text (RTF) of Word, LibreOffice, TextEdit and others."""

from collections.abc import Iterator

from archive.importing.decoding import decode
from archive.importing.errors import ImportDocumentError
from archive.importing.formats import ExtractedText
from archive.importing.header import Section
from archive.importing.parsed_document import Header
from archive.importing.readers.markup import read_markup
from archive.importing.readers.properties import property_findings
from archive.importing.readers.richtext.reader import RichText, read_rich_text
from archive.importing.structure.titles import first_words
from archive.text.words import casefolded_words

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
    markup = read_markup(_join_surrogates(read.html), name)
    if not markup.paragraphs:
        raise ImportDocumentError(f"{name} is empty.")
    findings = (*_findings(read), *markup.findings)
    return ExtractedText((Section(Header(), paragraphs=markup.paragraphs),), findings)


def _join_surrogates(html: str) -> str:
    """RTF writes characters beyond U+FFFF as two halves."""
    return html.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _findings(rich_text: RichText) -> Iterator[str]:
    yield from property_findings(rich_text.properties.get("title"), rich_text.properties.get("author"), None)
    for kind, count in sorted((+rich_text.counts).items()):
        text = " ".join("".join(rich_text.omissions.get(kind, [])).split())
        number = len(casefolded_words(text))
        quoted = f" ({number:,} word{'' if number == 1 else 's'}: “{first_words(text, 60)}”)" if text else ""
        if kind in ("tracked deletion", "hidden text"):
            yield f"Left out: {kind}{quoted}."
        else:
            yield f"Left out: {count} {kind}{'' if count == 1 else 's'}{quoted}."
    if rich_text.trailing:
        yield f"Left out: {len(rich_text.trailing):,} characters behind the end of the rich text."
