"""Plain text: recognised by its name, and read with its headers."""

import pytest

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import ExtractedText
from archive.importing.formats.plain import recognise, to_text
from archive.importing.header import Section
from archive.importing.parsed_document import Header


@pytest.mark.parametrize(("name", "expected"), [("a.txt", 0.6), ("A.TEXT", 0.6), ("a.pdf", 0.1), ("", 0.1)])
def test_plain_text_is_recognised_by_its_name(name, expected):
    assert recognise(b"Words.", name) == expected


def test_a_text_is_divided_at_its_headers_with_the_layout_of_its_lines():
    content = "---\ntitle: A\n---\r\n  Caf\u00e9 one.\r\n---\ntitle: B\n---\nTwo.".encode()

    assert to_text(content, "a.txt") == ExtractedText(
        sections=(Section(Header(title="A"), "  Café one."), Section(Header(title="B"), "Two.")),
        lines_may_be_paragraphs=True,
        encoding="UTF-8",
    )


def test_findings_name_the_encoding_and_the_characters():
    assert to_text("Ca\u200bf\u00e9 \ufffd".encode("utf-16"), "a.txt").findings == (
        "The text was read as UTF-16.",
        "1 invisible character was removed.",
        "1 character was already unreadable when the text was imported (�): compare it with the original.",
    )


def test_a_file_of_another_type_is_refused_but_a_pasted_text_is_not():
    with pytest.raises(ImportDocumentError, match=r"^a\.txt is a PDF file"):
        to_text(b"%PDF-1.7", "a.txt")
    assert to_text(b"%PDF-1.7", "The text", "utf-8").sections == (Section(Header(), "%PDF-1.7"),)
