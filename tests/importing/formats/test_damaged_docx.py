"""Word files that cannot be read, or hardly."""

import random
from contextlib import suppress

import pytest

from archive.importing.errors import ImportDocumentError
from archive.importing.formats.docx import to_text
from archive.importing.readers.word.package import OLE_START
from tests.importing.word_files import charter, p, r, word_file, zip_file

BOMB = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d>&b;</d>'
EXTERNAL = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]><d>&a;</d>'
BOMB_REASON = (
    "word/document.xml of a.docx declares the entity “b”, which is more than a few plain characters; such files are "
    "not read."
)
EXTERNAL_REASON = (
    "word/document.xml of a.docx refers to another file by the entity “a”; other files are never opened."
)


def error_of(content):
    with pytest.raises(ImportDocumentError) as caught:
        to_text(content, "a.docx")
    return caught.value.message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04 broken", "a.docx is a damaged zip file."),
        (charter()[:-60], "a.docx is a damaged zip file."),
        (OLE_START + b"\0" * 600, "a.docx is an old Word document (.doc): save it as .docx."),
        (
            OLE_START + "EncryptedPackage".encode("utf-16-le"),
            "a.docx is protected with a password: save a copy without it.",
        ),
        (zip_file({"a.txt": "x"}), "a.docx is not a Word document: it has no word/document.xml."),
        (zip_file({"xl/workbook.xml": "x"}), "a.docx is a spreadsheet (.xlsx), not a Word document."),
        (
            zip_file({"word/document.xml": "<d><p>"}),
            "word/document.xml of a.docx is not well-formed XML: line 1, Premature end of data in tag p line 1.",
        ),
        (zip_file({"word/document.xml": BOMB}), BOMB_REASON),
        (zip_file({"word/document.xml": EXTERNAL}), EXTERNAL_REASON),
        (word_file(p()), "a.docx is empty."),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(content, message):
    assert error_of(content) == message


def test_a_deep_document_is_read_or_refused():
    with suppress(ImportDocumentError):
        to_text(
            word_file("<w:sdt><w:sdtContent>" * 120 + p(r("x")) + "</w:sdtContent></w:sdt>" * 120), "a.docx"
        )
    with suppress(ImportDocumentError):
        to_text(word_file("<w:tbl><w:tr><w:tc>" * 80 + p(r("x")) + "</w:tc></w:tr></w:tbl>" * 80), "a.docx")


@pytest.mark.slow
def test_mutated_files_are_read_or_refused():
    content, chance = charter(), random.Random(9)
    for _round in range(100):
        changed = bytearray(content)
        for _change in range(chance.randint(1, 12)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        with suppress(ImportDocumentError):
            to_text(bytes(changed), "a.docx")
