"""Files that no format reads, recognised by their first bytes and refused by name."""

from archive.importing.errors import ImportDocumentError

_SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip file (Word, Excel and OpenDocument files are zip files)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"{\\rtf", "a rich text (RTF) file"),
)
_XML_START = b"<?xml"


def refuse_unsupported(content: bytes, name: str) -> None:
    """Raises ImportDocumentError for a file that would be read as noise or as markup if it were taken for text."""
    for signature, description in _SIGNATURES:
        if content.startswith(signature):
            raise ImportDocumentError(
                f"{name} is {description}, not plain text. Save it as plain text first."
            )
    if content[:200].lstrip().lower().startswith(_XML_START):
        raise ImportDocumentError(f"{name} is XML, not plain text. Copy its text or save it as plain text.")
