"""Files that are refused by name."""

import pytest

from archive.importing.errors import ImportDocumentError
from archive.importing.unsupported import refuse_unsupported


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.7 \x00\x01", "note.txt is a PDF file, not plain text. Save it as plain text first."),
        (
            b"PK\x03\x04rest",
            "note.txt is a zip file (Word, Excel and OpenDocument files are zip files), not plain text. "
            "Save it as plain text first.",
        ),
        (b"\x89PNG\r\n\x1a\n", "note.txt is an image, not plain text. Save it as plain text first."),
        (
            b"{\\rtf1 Hello",
            "note.txt is a rich text (RTF) file, not plain text. Save it as plain text first.",
        ),
        (
            b"\n <?xml version='1.0'?><data/>",
            "note.txt is XML, not plain text. Copy its text or save it as plain text.",
        ),
    ],
    ids=["pdf", "zip", "picture", "rtf", "xml"],
)
def test_a_known_file_type_is_refused_by_name(content, message):
    with pytest.raises(ImportDocumentError) as error:
        refuse_unsupported(content, "note.txt")

    assert error.value.message == message


def test_a_text_about_such_files_is_not_refused():
    assert refuse_unsupported(b"About %PDF and <html> in prose.", "note.txt") is None
