"""Encodings that come in, and everything that is no text, each with its one message."""

import pytest

from archive.importing.decoding import decode
from archive.importing.parsed import ImportRefused

FRENCH = "L’été dernier, le président a déclaré : « La mer est à nous. »"
CHINESE = "人工智能是引领新一轮科技革命和产业变革的战略性技术，各方应当加强合作。"


@pytest.mark.parametrize(
    ("text", "encoding", "label"),
    [
        (FRENCH, "utf-8", "UTF-8"),
        (FRENCH, "utf-8-sig", "UTF-8 with a byte order mark"),
        (FRENCH, "utf-16", "UTF-16"),
        (FRENCH, "utf-16-le", "UTF-16"),
        (FRENCH, "utf-16-be", "UTF-16"),
        (FRENCH, "cp1252", "Windows-1252"),
        ("Café", "cp1252", "Windows-1252"),
        (CHINESE, "utf-16", "UTF-16"),
        (CHINESE, "gb18030", "GB18030"),
        ("人工智慧是新一輪科技革命的戰略性技術。", "big5", "Big5"),
        ("Министр сказал, что море принадлежит всем.", "cp1251", "Windows-1251"),
    ],
)
def test_an_encoding_is_recognised(text, encoding, label):
    assert decode(text.encode(encoding)) == (text, label)


def test_utf_16_of_the_other_end_is_recognised_by_its_mark():
    assert decode(b"\xfe\xff" + FRENCH.encode("utf-16-be")) == (FRENCH, "UTF-16")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "note.txt is empty."),
        (b" \r\n\t ", "note.txt is empty."),
        (b"%PDF-1.7 \x00\x01", "note.txt is a PDF file, not plain text. Save it as plain text first."),
        (
            b"PK\x03\x04rest",
            "note.txt is a zip file (Word, Excel and OpenDocument files are zip files), not plain text. "
            "Save it as plain text first.",
        ),
        (b"\x89PNG\r\n\x1a\n", "note.txt is a picture, not plain text. Save it as plain text first."),
        (
            b"\n <!DOCTYPE html><p>Hello",
            "note.txt is a web page or XML, not plain text. Copy its text or save it as plain text.",
        ),
        (b"Good morning\0 and good night.", "note.txt contains NUL bytes, so it is not plain text."),
        (b"\xef\xbb\xbfGood\0morning", "note.txt contains NUL bytes, so it is not plain text."),
        (
            bytes(range(1, 32)) * 20,
            "note.txt is full of control characters, so it is not plain text.",
        ),
        (
            b"\xef\xbb\xbfGood \xff morning",
            "note.txt begins like UTF-8 with a byte order mark, but byte 5 does not fit it.",
        ),
        (
            b"\x81\x8d\x8f\x90\x9d" * 9,
            "note.txt is not plain text, or in an encoding that could not be recognised.",
        ),
        (b"a" * 20 * 1024 * 1024, "note.txt is 20.0 MB; a text may be 5 MB at most."),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_what_is_no_text_is_refused(raw, reason):
    with pytest.raises(ImportRefused) as refused:
        decode(raw, "note.txt")

    assert refused.value.reason == reason
