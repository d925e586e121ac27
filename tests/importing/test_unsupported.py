"""Files and texts that are refused by name, and prose about them that is not."""

import io
import zipfile

import pytest

from archive.importing.errors import ImportDocumentError
from archive.importing.parse import parse_text
from archive.importing.unsupported import refuse_unsupported, refuse_unsupported_text

NO_TEXT = "it has no text that could be imported"
SAVE_TEXT = "save it as plain text and import that"
SAVE_CSV = "save it as CSV and import that"
UNPACK = "unpack it and import the files in it"
IMPORT_TEXT = "import a text"


def zip_of(*names, mimetype=""):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "<x/>")
    return target.getvalue()


def compound(stream):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le") + bytes(600)


def message_of(refuse, content):
    with pytest.raises(ImportDocumentError) as error:
        refuse(content, "note.txt")
    return error.value.message


@pytest.mark.parametrize(
    ("content", "description"),
    [
        (b"%PDF-1.7 \x00\x01", f"a PDF file: {SAVE_TEXT}"),
        (b"{\\rtf1 Hello", f"a rich text (RTF) file: {SAVE_TEXT}"),
        (b"\x89PNG\r\n\x1a\n", f"an image (PNG): {NO_TEXT}"),
        (b"\xff\xd8\xff\xe0", f"an image (JPEG): {NO_TEXT}"),
        (b"RIFF\0\0\0\0WEBPVP8", f"an image (WebP): {NO_TEXT}"),
        (b"\0\0\0\x18ftypheic", f"an image (HEIF): {NO_TEXT}"),
        (b"\0\0\0\x18ftypmp42", f"an audio or video file (MPEG-4): {NO_TEXT}"),
        (b"ID3\x04\0\0", f"an audio file (MP3): {NO_TEXT}"),
        (b"\x1f\x8b\x08", f"a compressed file (gzip): {UNPACK}"),
        (zip_of("word/document.xml"), "a Word file (.docx): import it under a name that ends in .docx"),
        (zip_of("xl/workbook.xml"), f"an Excel workbook (.xlsx): {SAVE_CSV}"),
        (zip_of("ppt/slides/slide1.xml"), f"a PowerPoint file (.pptx): {SAVE_TEXT}"),
        (
            zip_of("OEBPS/a.xhtml", mimetype="application/epub+zip"),
            "a book (EPUB): save its chapters as web pages and import those",
        ),
        (zip_of("one.txt"), f"a zip archive: {UNPACK}"),
        (b"PK\x03\x04rest", "a zip file that is broken: fetch it again"),
        (compound("WordDocument"), "an old Word file (.doc): save it as .docx and import that"),
        (compound("Workbook"), f"an old Excel workbook (.xls): {SAVE_CSV}"),
        (
            compound("EncryptedPackage"),
            "an Office file with a password: save it without one and import that",
        ),
        (compound("__substg1.0_0037"), "an Outlook message (.msg): save it as .eml and import that"),
        (b"\n <?xml version='1.0'?><data/>", f"XML of a kind that is not known (<data>): {SAVE_TEXT}"),
        (b"<?xml version='1.0'?><!-- a -->", f"XML without an element: {SAVE_TEXT}"),
        (
            b"<?xml version='1.0'?><x:tt xmlns:x='http://www.w3.org/ns/ttml'/>",
            "subtitles in TTML: save them as .srt or .vtt and import that",
        ),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_a_file_is_refused_by_name(content, description):
    assert message_of(refuse_unsupported, content) == f"note.txt is {description}."


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("https://port.example/news/1\n", "a web address, and the archive does not go to the network"),
        ('+++\ntitle = "Lamps"\n+++\nThe lamps burn.', "a text with a header in TOML (+++)"),
        ("TY  - RPRT\nTI  - Lamps\nER  - ", "a list of references (RIS)"),
        ("@book{okoro24,\n  title = {Lamps},\n}", "a list of references (BibTeX)"),
        ("BEGIN:VCARD\nFN:Ada Okoro\nEND:VCARD", "an address card (vCard)"),
        ("begin:vcard\nfn:Ada Okoro\nend:vcard", "an address card (vCard)"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR", "a calendar (iCalendar)"),
        ("From ada@port.example Mon May  6 10:00:00 2024\nSubject: Lamps\n\nThey burn.", "a mailbox (mbox)"),
        ("<data>\n <row>1</row>\n <row>2</row>\n</data>", "markup of a kind that is not known"),
        ("--- a/one\n+++ b/one\n@@ -1 +1 @@\n-old\n+new", "a list of changes (diff)"),
        ("\\documentclass{article}\n\\begin{document}\nLamps burn.\n\\end{document}", "LaTeX"),
        ("\\documentclass[12pt]{article}\\begin{document}Lamps burn.\\end{document}", "LaTeX"),
        ("ftp://port.example/lamps.txt", "a web address, and the archive does not go to the network"),
        ("@book{okoro24, title={Lamps}}", "a list of references (BibTeX)"),
        ("#+TITLE: Lamps\n* Of the quay\nThey burn.", "Org mode text"),
        (
            "Lamps\n=====\n\n.. note:: They burn.\n\n.. _quay:\n\nQuay\n----\n\n.. image:: quay.png",
            "reStructuredText",
        ),
        ("= Lamps\n:author: Ada Okoro\n\n== Quay\n\n[quote]\nThey burn.", "AsciiDoc"),
        (
            "== Lamps ==\n'''Lamps''' are [[lights]] of a [[port]].\n{{source needed}}\n== Rope ==\n",
            "wiki text",
        ),
        ("CREATE TABLE lamp (id int);\nINSERT INTO lamp VALUES (1);", "an SQL dump"),
        ("2024-05-06 10:00:00 INFO lamp on\n" * 4, "a log of a program"),
        ("QWRhIE9rb3JvIHNhaWQgdGhhdCB0aGUgbGFtcHMgYnVybmVk\n" * 4, "base64, an encoding of other files"),
        ("lamps:\n  first: on\n  second: off\nrope:\n  - new\n  - old\n", "YAML"),
        ("[lamps]\nfirst = on\nsecond = off\n", "a file of settings (INI or TOML)"),
        ("import os\n\n\ndef light(lamp):\n    return lamp.on()\n", "source code"),
        ("#include <stdio.h>\nint main() {\n  return 0;\n}\n", "source code"),
        ("lamp,quay,height\n" + "north,2,14\n" * 5, "a table"),
    ],
    ids=lambda value: value[:20],
)
def test_a_text_that_is_no_prose_is_refused_by_name(text, description):
    assert message_of(refuse_unsupported_text, text).startswith(f"note.txt is {description}: ")
    with pytest.raises(ImportDocumentError):
        parse_text(text, format_name="plain")


@pytest.mark.parametrize(
    ("name", "description"),
    [("lamps.tex", "a LaTeX file"), ("LAMPS.YML", "a YAML file"), ("lamps.org", "an Org mode file")],
)
def test_the_end_of_a_name_tells_where_few_words_do_not(name, description):
    with pytest.raises(ImportDocumentError) as error:
        refuse_unsupported(b"lamps: burn", name)
    assert (
        error.value.message
        == f"{name} is {description}: save its words in a file that ends in .txt and import that."
    )


def test_an_address_says_what_to_do():
    assert message_of(refuse_unsupported_text, "[InternetShortcut]\nURL=https://port.example").startswith(
        "note.txt is a web address"
    )
    assert message_of(refuse_unsupported_text, "https://port.example") == (
        "note.txt is a web address, and the archive does not go to the network: save the page in your browser and "
        "import the file, or paste its text."
    )


@pytest.mark.parametrize(
    "text",
    [
        "About %PDF and <html> in prose, see https://port.example.",
        "<Applause> Thank you.\nThe lamps burn.",
        "Economy: prices rise.\nSecurity: the quay is closed.\nRope: none.\nLamps: two.\nTar: some.\nOil: some.",
        "Ada Okoro: Is it lit?\nBen Ito: It is.\nAda Okoro: Since when?\nBen Ito: Noon.\nAda Okoro: Good.",
        "(a) the lamps;\n(b) the ropes;\n(c) the quays;\n(d) the oil; and\n(e) the tar.",
        "[Page 12]\nThe lamps = the light of the port.\nThey burn.",
        "[[Page S12]]\n\nMr. BOND. I yield.\n\n[[Page S13]]\n\nThe lamps burn.\n[[Page S14]]\n[[Page S15]]",
        "He wrote import os and then:\n\n```\nimport os\ndef light():\n    return 1\n```\n\nThat was all.",
        "We saw gulls, lamps, and rope.\nWe had bread, salt, and oil.\nWe met Ada, Ben, and Cy.\n" * 3,
        "10:00 Opening\n10:30 Lamps\n11:00 Rope\n11:30 Lunch\n12:00 End",
        "At the port\nthe lamps burn low;\nthe ropes are wet;\nthe gulls have gone;\nwe wait for you;",
        "ID3 is a standard for the names of songs.",
        "Ada,Ben,Cora\n\nDan,Eve,Finn\n\nGus,Hal,Ida\n\nJan,Kay,Leo\n\nMax,Ned,Oto",
        "Ada, Ben, Cora\nDan, Eve, Finn\nGus, Hal, Ida\nJan, Kay, Leo\nMax, Ned, Oto",
    ],
    ids=range(14),
)
def test_prose_that_mentions_or_resembles_them_is_not_refused(text):
    refuse_unsupported(text.encode(), "note.txt")
    refuse_unsupported_text(text, "note.txt")
