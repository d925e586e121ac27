"""Word documents: the words of body, tables and notes; properties of the file are shown, never used."""

from collections.abc import Iterator
from datetime import datetime

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import ExtractedText
from archive.importing.header import Header, Section
from archive.importing.phrases import property_findings
from archive.importing.readers.markup import read_markup
from archive.importing.readers.markup.omissions import Omissions
from archive.importing.readers.word.body import read_body
from archive.importing.readers.word.elements import children
from archive.importing.readers.word.package import OLE_START, ZIP_START, Package

LABEL = "Word"
SUFFIXES = (".docx", ".docm", ".dotx")
_PART = b"word/"


def recognise(head: bytes, name: str) -> float:
    """Sure by the name, of a zip archive or an old Word document, or by a Word part in the head of the archive."""
    is_named = name.lower().endswith((*SUFFIXES, ".doc"))
    if is_named and head.startswith((ZIP_START, OLE_START)):
        return 1.0
    return 0.95 if head.startswith(ZIP_START) and _PART in head else 0.0


def to_text(content: bytes, name: str, encoding: str = "") -> ExtractedText:
    package, omissions = Package(content, name), Omissions()
    read = read_markup(read_body(package, omissions), name, omissions)
    if not read.paragraphs:
        raise ImportDocumentError(f"{name} is empty.")
    findings = (*read.findings, *_findings(package))
    return ExtractedText((Section(Header(), paragraphs=read.paragraphs),), findings)


def _findings(package: Package) -> Iterator[str]:
    if any(part.endswith("vbaProject.bin") for part in package.parts):
        yield "The macros of the file were left out."
    properties = package.xml("docProps/core.xml")
    values = {
        name: next((element.text for element in children(properties, name)), None)
        for name in ("title", "creator")
    }
    created = next((element.text for element in children(properties, "created")), None)
    yield from property_findings(values["title"], values["creator"], _day(created))


def _day(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
