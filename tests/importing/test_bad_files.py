"""The bad files that every archive meets, through the whole parser: one sentence each, and none takes long.

What a format finds wrong with its own files stands in its own tests; here is the list of issue 9, format by format.
"""

import time
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from archive.importing.errors import ImportDocumentError
from archive.importing.parse import parse_file
from tests.importing.formats.open_documents import open_document, pack
from tests.importing.formats.test_pdf import draw_pdf, line
from tests.importing.word_files import p, r, word_file, zip_file

XML_BOMB = (
    "<!DOCTYPE a [<!ENTITY x 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY x{number} '{f'&x{number - 1 if number else str()};' * 10}'>" for number in range(9))
    + "]>"
)
EXTERNAL = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600)
ATTACHMENT = (
    b"From: ada@port.example\r\nTo: ben@port.example\r\nSubject: Minutes\r\nDate: Mon, 6 May 2024 10:00:00 +0200\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: application/pdf; name=minutes.pdf\r\n"
    b"Content-Disposition: attachment; filename=minutes.pdf\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n"
)


def with_password():
    writer = PdfWriter(clone_from=PdfReader(BytesIO(draw_pdf(line("Secret.")))))
    writer.encrypt("lighthouse", algorithm="RC4-128")
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


REFUSED = {
    "zip bomb in Word": (
        "a.docx",
        lambda: zip_file({"word/document.xml": "<d>" + " " * 30_000_000}),
        "a.docx unpacks to more than 20 MB in word/document.xml.",
    ),
    "zip bomb in OpenDocument": (
        "a.odt",
        lambda: pack({"content.xml": b" " * 30_000_000}),
        "a.odt unpacks to more than 20 MB in content.xml.",
    ),
    "XML bomb": (
        "a.xml",
        lambda: f"{XML_BOMB}<publicwhip>&x8;</publicwhip>".encode(),
        "a.xml declares the entity “x0”, which is more than a few plain characters; such files are not read.",
    ),
    "external entity": (
        "a.xml",
        lambda: f"{EXTERNAL}<publicwhip><speech>&x;</speech></publicwhip>".encode(),
        "a.xml refers to another file by the entity “x”; other files are never opened.",
    ),
    "PDF without text": (
        "a.pdf",
        lambda: draw_pdf(lambda canvas: None),
        "a.pdf has no text layer: its pages are empty.",
    ),
    "PDF with a password": (
        "a.pdf",
        with_password,
        "a.pdf is protected with a password: save a copy without it.",
    ),
    "broken zip": (
        "a.docx",
        lambda: word_file(p(r("Lamps.")))[:-80],
        "a.docx is a damaged zip file.",
    ),
    "broken OpenDocument": (
        "a.odt",
        lambda: open_document("<text:p>x</text:p>")[:300],
        "a.odt is a damaged zip file.",
    ),
    ".docx that is a .doc": (
        "a.docx",
        lambda: OLD_WORD,
        "a.docx is an old Word document (.doc): save it as .docx.",
    ),
    "old Word file": ("a.doc", lambda: OLD_WORD, "a.doc is an old Word document (.doc): save it as .docx."),
    "HTML of 20 MB": (
        "a.html",
        lambda: b"<html><p>" + b"lamps " * 3_500_000,
        "a.html is 20.0 MB; the limit is 5 MB.",
    ),
    "HTML nested 50,000 deep": (
        "a.html",
        lambda: b"<html>" + b"<div>" * 50_000 + b"lamps",
        "a.html nests its elements more than 2,048 deep.",
    ),
    "no cells": ("a.csv", lambda: b"", "a.csv is empty."),
    "only an attachment": (
        "a.eml",
        lambda: ATTACHMENT,
        "a.eml has no text of its own, only an attachment (minutes.pdf): import that file.",
    ),
    "no words": ("a.txt", lambda: b" \n\t", "a.txt is empty."),
    "an image called text": (
        "a.txt",
        lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
        "a.txt is an image (PNG): it has no text that could be imported.",
    ),
    "paragraph without end": (
        "a.txt",
        lambda: b"lamps " * 20_000,
        "Paragraph 1 of a.txt has 119,999 characters; the limit is 50,000. Split it with blank lines.",
    ),
    "too many paragraphs": (
        "a.txt",
        lambda: b"lamps\n\n" * 20_000,
        "a.txt has 20,000 paragraphs; the limit is 10,000.",
    ),
    "JSON without end": (
        "a.json",
        lambda: b"[" * 100_000,
        "a.json is nested too deep to be a list of documents.",
    ),
}


SLOW = ("zip bomb in Word", "zip bomb in OpenDocument", "too many paragraphs")


@pytest.mark.parametrize(
    ("name", "make", "message"),
    [
        pytest.param(*case, id=called, marks=[pytest.mark.slow] if called in SLOW else [])
        for called, case in REFUSED.items()
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(name, make, message):
    content = make()
    started = time.process_time()
    with pytest.raises(ImportDocumentError) as error:
        parse_file(content, name)

    assert error.value.message == message
    assert time.process_time() - started < 5


READ = {
    "macros": (
        "a.docm",
        lambda: zip_file(
            {
                "word/document.xml": '<d xmlns="w"><body><p><r><t>Lamps.</t></r></p></body></d>',
                "word/vbaProject.bin": "x",
            }
        ),
        "The macros of the file were left out.",
    ),
    "overlapping cues": (
        "a.srt",
        lambda: (
            b"1\n00:00:01,000 --> 00:00:09,000\nThe lamps burn all night.\n\n"
            b"2\n00:00:02,000 --> 00:00:03,000\nThe ropes are wet.\n"
        ),
        "1 cue begins before the one before it ends.",
    ),
}


@pytest.mark.parametrize(("name", "make", "finding"), READ.values(), ids=READ)
def test_an_odd_file_is_read_with_a_finding(name, make, finding):
    parsed = parse_file(make(), name)

    assert finding in (*parsed.findings, *parsed.document.findings)


@pytest.mark.parametrize(
    ("name", "content", "refusals"),
    [
        (
            "a.csv",
            b"title,text\nOne,Lamps burn.\nTwo,Ropes,wet\nThree,Gulls cry.\n",
            [("a.csv, row 3", "It has 3 cells, but the first row has 2.")],
        ),
        (
            "a.jsonl",
            b'{"id": 1, "text": "Lamps burn."}\n{"id": 1, "text": "Ropes are wet."}\n{"id": 2, "text": "Gulls cry."}\n',
            [("a.jsonl, line 2", "Its id “1” is that of line 1.")],
        ),
    ],
)
def test_a_bad_row_is_refused_and_the_others_are_read(name, content, refusals):
    parsed = parse_file(content, name)

    assert [(refusal.name, refusal.reason) for refusal in parsed.refusals] == refusals
    assert len(parsed.documents) == 2
