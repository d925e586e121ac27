"""Encodings that come in, and what is not text, each with its one message."""

import pytest

from archive.importing.decoding import decode, decode_head
from archive.importing.errors import ImportDocumentError

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


def test_big_endian_utf_16_is_recognised_by_its_mark():
    assert decode(b"\xfe\xff" + FRENCH.encode("utf-16-be")) == (FRENCH, "UTF-16")


@pytest.mark.parametrize(
    ("encoding", "findings"),
    [
        ("utf-8", ()),
        ("utf-8-sig", ()),
        ("utf-16", ("The text was read as UTF-16.",)),
        ("cp1252", ("The text was read as Windows-1252.",)),
    ],
)
def test_any_encoding_but_utf_8_is_mentioned(encoding, findings):
    assert decode(FRENCH.encode(encoding)).findings == findings


def test_a_given_encoding_is_trusted():
    assert decode("Ärger".encode("cp1251", "ignore"), encoding="cp1252").text == "rger"
    assert decode("\ue000\ue001".encode(), encoding="utf-8").text == "\ue000\ue001"


def test_bytes_that_do_not_fit_the_given_encoding_are_refused():
    with pytest.raises(
        ImportDocumentError, match=r"^note\.txt starts like UTF-8, but byte 3 does not fit it\.$"
    ):
        decode(b"Caf\xe9", "note.txt", "utf-8")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "note.txt is empty."),
        (b" \r\n\t ", "note.txt is empty."),
        (b"Good morning\0 and good night.", "note.txt contains NUL bytes, so it is not plain text."),
        (b"\xef\xbb\xbfGood\0morning", "note.txt contains NUL bytes, so it is not plain text."),
        (
            bytes(range(1, 32)) * 20,
            "note.txt is full of control characters, so it is not plain text.",
        ),
        (
            b"\xef\xbb\xbfGood \xff morning",
            "note.txt starts like UTF-8 with a byte order mark, but byte 5 does not fit it.",
        ),
        (
            b"\x81\x8d\x8f\x90\x9d" * 9,
            "note.txt is not plain text, or it is in an encoding that could not be recognised.",
        ),
    ],
    ids=["empty", "spaces", "nul", "nul-after-mark", "control", "broken", "unknown"],
)
def test_what_is_not_text_is_refused(content, message):
    with pytest.raises(ImportDocumentError) as error:
        decode(content, "note.txt")

    assert error.value.message == message


def test_the_head_of_a_file_is_readable_even_where_it_is_cut():
    assert decode_head("# Été".encode()[:-1]) == "# Ét\ufffd"
    assert decode_head("# Été".encode("utf-16")) == "# Été"
