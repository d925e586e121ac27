"""The zip archive that a Word document is, and its parts."""

import posixpath

from lxml import etree

from archive.importing.errors import ImportDocumentError
from archive.importing.readers.xml import parse_xml
from archive.importing.readers.zip_file import open_zip, read_member

OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_START = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHER_KINDS = {"xl/": "a spreadsheet (.xlsx)", "ppt/": "a presentation (.pptx)"}


class Package:
    """Raises ImportDocumentError, one sentence, for what is no Word document or not a safe one."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        if content.startswith(OLE_START):
            is_encrypted = _ENCRYPTED in content
            reason = "protected with a password: save a copy without it"
            raise ImportDocumentError(
                f"{name} is {reason if is_encrypted else 'an old Word document (.doc): save it as .docx'}."
            )
        self._zip = open_zip(content, name)
        self.parts = frozenset(self._zip.namelist())
        targets = [target for kind, target in self._relationships("") if kind == "officeDocument"]
        self.document = next((part for part in targets if part in self.parts), "word/document.xml")
        self._check_kind()

    def _check_kind(self) -> None:
        is_missing = self.document not in self.parts
        for folder, kind in _OTHER_KINDS.items():
            if any(part.startswith(folder) for part in (self.parts if is_missing else [self.document])):
                raise ImportDocumentError(f"{self.name} is {kind}, not a Word document.")
        if is_missing:
            raise ImportDocumentError(f"{self.name} is not a Word document: it has no word/document.xml.")

    def _relationships(self, part: str) -> list[tuple[str, str]]:
        """(kind, target) of each relationship of a part; of those of the package itself for an empty name. The kind is
        the last part of its address: “footnotes”; the target the name of a part, or an address outside."""
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        relationships = []
        for element in root if root is not None else ():
            target = element.get("Target", "")
            if element.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            relationships.append((element.get("Type", "").rpartition("/")[2], target))
        return relationships

    def related_parts(self, kind: str) -> list[str]:
        """The parts of a kind that the document refers to."""
        every = [target for found, target in self._relationships(self.document) if found == kind]
        return [target for target in dict.fromkeys(every) if target in self.parts]

    def related_xml(self, kind: str) -> etree._Element | None:
        return next((self.xml(part) for part in self.related_parts(kind)), None)

    def xml(self, part: str) -> etree._Element | None:
        """The root element of a part; None where there is no such part."""
        content = read_member(self._zip, part, self.name)
        return parse_xml(content, f"{part} of {self.name}").root if content else None
