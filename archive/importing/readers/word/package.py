"""The zip archive that a Word document is: its parts, bounded before anything is unpacked."""

import posixpath
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from archive.importing.errors import ImportDocumentError
from archive.importing.limits import MEGABYTE

OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_START = b"PK\x03\x04"
MAX_PARTS = 3_000
MAX_UNPACKED = 60 * MEGABYTE  # of all parts; pictures are hardly smaller packed
MAX_RATIO = 200  # unpacked to packed, of a part; XML reaches 30
MAX_PART = 20 * MEGABYTE  # of XML; 300 pages have about 8
_PARSER_OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHER_KINDS = {"xl/": "a spreadsheet (.xlsx)", "ppt/": "a presentation (.pptx)"}


@dataclass(frozen=True)
class Relationship:
    id: str
    kind: str  # the last part of its address: “footnotes”
    target: str  # the name of a part; an address where it is external


class Package:
    """Raises ImportDocumentError, one sentence, for what is no Word document or not a safe one."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        if content.startswith(OLE_START):
            raise ImportDocumentError(_ole_reason(content, name))
        try:
            self._zip = ZipFile(BytesIO(content))
        except (BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise ImportDocumentError(f"{name} is damaged: its zip archive cannot be opened.") from error
        self._check_sizes()
        self.parts = frozenset(self._zip.namelist())
        self.document = self._find_document()

    def _check_sizes(self) -> None:
        entries = self._zip.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        is_bomb = any(
            entry.file_size > MEGABYTE and entry.file_size > MAX_RATIO * entry.compress_size
            for entry in entries
        )
        if len(entries) > MAX_PARTS or unpacked > MAX_UNPACKED or is_bomb:
            raise ImportDocumentError(
                f"{self.name} unpacks to {unpacked / MEGABYTE:,.0f} MB in {len(entries):,} parts, more than a text "
                "needs; it was not opened."
            )
        if any(entry.flag_bits & 1 for entry in entries):
            raise ImportDocumentError(f"{self.name} is protected with a password: save a copy without it.")

    def _find_document(self) -> str:
        for relationship in self.relationships(""):
            if relationship.kind == "officeDocument" and relationship.target in self.parts:
                return self._checked_kind(relationship.target)
        return self._checked_kind("word/document.xml")

    def _checked_kind(self, part: str) -> str:
        for folder, kind in _OTHER_KINDS.items():
            if part.startswith(folder) or (
                part not in self.parts and any(name.startswith(folder) for name in self.parts)
            ):
                raise ImportDocumentError(f"{self.name} is {kind}, not a Word document.")
        if part not in self.parts:
            raise ImportDocumentError(f"{self.name} is not a Word document: it has no word/document.xml.")
        return part

    def relationships(self, part: str) -> list[Relationship]:
        """The relationships of a part; those of the package itself for an empty name."""
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        targets = []
        for element in root if root is not None else ():
            target = element.get("Target", "")
            if element.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            targets.append(
                Relationship(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], target)
            )
        return targets

    def related_parts(self, kind: str) -> list[str]:
        """The parts of a kind that the document refers to."""
        every = [
            relationship.target
            for relationship in self.relationships(self.document)
            if relationship.kind == kind
        ]
        return [target for target in dict.fromkeys(every) if target in self.parts]

    def related_xml(self, kind: str) -> etree._Element | None:
        return next((self.xml(part) for part in self.related_parts(kind)), None)

    def xml(self, part: str) -> etree._Element | None:
        """The root element of a part; None where there is no such part."""
        if part not in self.parts:
            return None
        content = self._read(part)
        if b"<!DOCTYPE" in content or "<!DOCTYPE".encode("utf-16-le") in content:
            reason = f"{part} has a document type (<!DOCTYPE …>), which Word never writes"
            raise ImportDocumentError(f"{self.name} was not read: {reason}.")
        try:
            root = etree.fromstring(content, etree.XMLParser(**_PARSER_OPTIONS))
        except (etree.LxmlError, ValueError) as error:
            raise ImportDocumentError(f"{self.name} is damaged: {part} is not readable XML.") from error
        return root

    def _read(self, part: str) -> bytes:
        if self._zip.getinfo(part).file_size > MAX_PART:
            raise ImportDocumentError(f"{self.name} has more text than one document can hold ({part}).")
        try:
            return self._zip.read(part)
        except (
            BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            raise ImportDocumentError(f"{self.name} is damaged: {part} cannot be unpacked.") from error


def _ole_reason(content: bytes, name: str) -> str:
    if _ENCRYPTED in content:
        return f"{name} is protected with a password: save a copy without it."
    return f"{name} is an old Word document (.doc): save it as .docx."
