"""Files and texts that no format reads, recognised by their first bytes or by their lines and refused by name."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import PurePath

from archive.importing.errors import ImportDocumentError
from archive.importing.readers.xml import root_name
from archive.importing.snippets import recognise_snippet
from archive.importing.structure.unsupported_text import recognise_unsupported_text

_NO_TEXT = "it has no text that could be imported"
_UNPACK = "unpack it and import the files in it"
_SAVE_DOCX = "save it as .docx and import that"
_SAVE_CSV = "save it as CSV and import that"
_SAVE_TEXT = "save it as plain text and import that"
_SIGNATURES = (
    (b"%PDF-", "a PDF file", _SAVE_TEXT),
    (b"{\\rtf1", "a rich text (RTF) file", _SAVE_TEXT),
    (b"%!PS-Adobe", "a PostScript file", "make a PDF file of it and import that"),
    (b"\x89PNG", "an image (PNG)", _NO_TEXT),
    (b"\xff\xd8\xff", "an image (JPEG)", _NO_TEXT),
    (b"GIF8", "an image (GIF)", _NO_TEXT),
    (b"II*\0", "an image (TIFF)", _NO_TEXT),
    (b"MM\0*", "an image (TIFF)", _NO_TEXT),
    (b"\0\0\1\0", "an icon", _NO_TEXT),
    (b"ID3", "an audio file (MP3)", _NO_TEXT),
    (b"\xff\xfb", "an audio file (MP3)", _NO_TEXT),
    (b"OggS", "an audio or video file (Ogg)", _NO_TEXT),
    (b"fLaC", "an audio file (FLAC)", _NO_TEXT),
    (b"\x1aE\xdf\xa3", "a video file (Matroska)", _NO_TEXT),
    (b"\x1f\x8b", "a compressed file (gzip)", _UNPACK),
    (b"BZh", "a compressed file (bzip2)", _UNPACK),
    (b"\xfd7zXZ\0", "a compressed file (xz)", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a compressed archive (7z)", _UNPACK),
    (b"Rar!\x1a", "a compressed archive (RAR)", _UNPACK),
    (b"SQLite format 3\0", "a database (SQLite)", "export a table of documents as CSV and import that"),
    (b"bplist00", "an Apple property list", "save the page as HTML and import that"),
    (b"\x7fELF", "a program", _NO_TEXT),
    (b"MZ\x90\0", "a program", _NO_TEXT),
    (b"OTTO\0", "a font", _NO_TEXT),
    (b"wOF", "a font", _NO_TEXT),
)
_TEXTUAL = (b"%PDF-", b"{\\rtf1", b"%!PS-Adobe")  # the others may be words, such as those of a text about ID3
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x80-\xff]")
_RIFF = {b"WEBP": "an image (WebP)", b"WAVE": "an audio file (WAV)", b"AVI ": "a video file (AVI)"}
# The names of streams in a compound file, in UTF-16.
_COMPOUND = (
    ("EncryptedPackage", "an Office file with a password", "save it without one and import that"),
    ("WordDocument", "an old Word file (.doc)", _SAVE_DOCX),
    ("PowerPoint Document", "an old PowerPoint file (.ppt)", _SAVE_TEXT),
    ("__substg1.0_", "an Outlook message (.msg)", "save it as .eml and import that"),
    ("Workbook", "an old Excel workbook (.xls)", "save it as CSV and import that"),
    ("Book", "an old Excel workbook (.xls)", "save it as CSV and import that"),
)
# How the names of members begin, or the content of the member called mimetype.
_ZIPS = (
    ("word/", "a Word file (.docx)", "import it under a name that ends in .docx"),
    ("xl/", "an Excel workbook (.xlsx)", "save it as CSV and import that"),
    ("ppt/", "a PowerPoint file (.pptx)", _SAVE_TEXT),
    ("Index/", "a Pages, Numbers or Keynote file", _SAVE_DOCX),
    ("application/epub", "a book (EPUB)", "save its chapters as web pages and import those"),
    ("application/vnd.oasis.opendocument.spreadsheet", "a spreadsheet (.ods)", _SAVE_CSV),
    ("application/vnd.oasis.opendocument", "an OpenDocument file", _SAVE_DOCX),
)
# By the name of the first element.
_SAVE_HTML = "save it as HTML and import that"
_NEWS = ("a news item in XML (NewsML)", _SAVE_HTML)
_XML = {
    "tt": ("subtitles in TTML", "save them as .srt or .vtt and import that"),
    "svg": ("a drawing (SVG)", _NO_TEXT),
    "kml": ("a map (KML)", _NO_TEXT),
    "gpx": ("a track (GPX)", _NO_TEXT),
    "opml": ("a list of feeds (OPML)", "fetch a feed and import that"),
    "urlset": ("a sitemap", "save its pages as HTML and import those"),
    "sitemapindex": ("a sitemap", "save its pages as HTML and import those"),
    "plist": ("an Apple property list", _SAVE_TEXT),
    "mediawiki": ("an export of a wiki", "save its pages as HTML and import those"),
    "book": ("a book in XML (DocBook or JATS)", _SAVE_HTML),
    "article": ("an article in XML (DocBook or JATS)", _SAVE_HTML),
    "nitf": ("a news item in XML (NITF)", _SAVE_HTML),
    **dict.fromkeys(("newsml", "newsitem", "newsmessage"), _NEWS),
}
_XML_HEAD = 20_000  # bytes in which the first element stands
# Of files whose words alone do not show what they are, as a short one may not.
_SUFFIXES = {
    "a LaTeX file": ".tex",
    "an Org mode file": ".org",
    "a reStructuredText file": ".rst",
    "an AsciiDoc file": ".adoc",
    "a wiki text file": ".wiki .mediawiki",
    "a YAML file": ".yaml .yml",
    "a TOML file": ".toml",
    "a file of settings": ".ini",
    "a log of a program": ".log",
    "an SQL dump": ".sql",
    "a mailbox (mbox)": ".mbox",
    "a list of references (BibTeX)": ".bib",
    "a list of references (RIS)": ".ris",
    "source code": ".py .js",
    "a style sheet": ".css",
}
_FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_XML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml")
_BYTES_OF_COMPOUND = 512 * 1024  # in which the directory of most files stands


def refuse_unsupported(content: bytes, name: str) -> None:
    """Raises ImportDocumentError for a file that would be read as noise or as markup if it were taken for text, by its
    first bytes or by the end of its name."""
    for signature, description, advice in _SIGNATURES:
        if content.startswith(signature) and (signature in _TEXTUAL or _BINARY.search(content[:64])):
            raise refusal(name, description, advice)
    if content.startswith(b"PK\x03\x04"):
        raise refusal(name, *_zip_description(content))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise refusal(name, *_compound_description(content))
    if content.startswith(b"RIFF") and content[8:12] in _RIFF:
        raise refusal(name, _RIFF[content[8:12]], _NO_TEXT)
    if content[4:8] == b"ftyp":
        is_image = content[8:12] in (b"heic", b"heix", b"mif1", b"avif")
        raise refusal(name, "an image (HEIF)" if is_image else "an audio or video file (MPEG-4)", _NO_TEXT)
    if _XML_START.match(content):
        raise refusal(name, *_xml_description(content))
    for kind, suffixes in _SUFFIXES.items():
        if PurePath(name).suffix.lower() in suffixes.split():
            raise refusal(name, kind, "save its words in a file that ends in .txt and import that")


def refuse_unsupported_text(text: str, name: str) -> None:
    """Raises ImportDocumentError for markup, data or code. Blocks that Markdown marks as code are part of a text."""
    prose = _FENCED.sub("", text)
    words = prose if prose.strip() else text
    if foreign := recognise_snippet(words) or recognise_unsupported_text(words):
        raise refusal(name, *foreign)


def refusal(name: str, description: str, advice: str) -> ImportDocumentError:
    return ImportDocumentError(f"{name} is {description}: {advice}.")


def _zip_description(content: bytes) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names: Iterable[str] = archive.namelist()
            first = archive.infolist()[0]
            if first.filename == "mimetype" and first.file_size < 200:
                names = [archive.read(first).decode("ascii", "replace")]
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, IndexError, RuntimeError):
        return "a zip file that is broken", "fetch it again"
    for start, description, advice in _ZIPS:
        if any(name.startswith(start) for name in names):
            return description, advice
    return "a zip archive", _UNPACK


def _xml_description(content: bytes) -> tuple[str, str]:
    root = root_name(content[:_XML_HEAD]).rpartition(":")[2]
    description = f"XML of a kind that is not known (<{root[:40]}>)" if root else "XML without an element"
    return _XML.get(root.lower(), (description, _SAVE_TEXT))


def _compound_description(content: bytes) -> tuple[str, str]:
    head = content[:_BYTES_OF_COMPOUND] + content[-_BYTES_OF_COMPOUND:]
    for stream, description, advice in _COMPOUND:
        if stream.encode("utf-16-le") in head:
            return description, advice
    return "an old Microsoft Office file", _SAVE_DOCX
