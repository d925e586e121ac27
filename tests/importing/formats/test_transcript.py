"""Transcripts with times: which text is one, and its turns. A whole file is in ../golden."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import choose_format
from archive.importing.formats.transcript import to_text

STYLES = {
    "before the name": "[00:00:05] Ada Okoro: One.\n\n[00:00:12] Nils: Two.\n\n[00:01:02] Ada Okoro: Three.",
    "in bold type": "**[00:00:05] Ada Okoro:** One.\n\n**[00:00:12] Nils:** Two.\n\n**[00:01:02] Ada Okoro:** Three.",
    "before the name, short": "(0:05) Ada Okoro: One.\n(0:12) Nils: Two.\n(1:02) Ada Okoro: Three.",
    "above, first": "00:00:05 Ada Okoro\nOne.\n\n00:00:12 Nils\nTwo.\n\n00:01:02 Ada Okoro\nThree.",
    "with tabs": "00:00:05\tAda Okoro:\tOne.\n00:00:12\tNils:\tTwo.\n00:01:02\tAda Okoro:\tThree.",
    "behind the name": "Ada Okoro (00:00:05): One.\nNils (00:00:12): Two.\nAda Okoro (00:01:02): Three.",
    "behind the name, above": "Ada Okoro [0:05]\nOne.\n\nNils [0:12]\nTwo.\n\nAda Okoro [1:02]\nThree.",
    "beside the name": "Ada Okoro  0:05\nOne.\n\nNils  0:12\nTwo.\n\nAda Okoro  1:02\nThree.\n\nNils  1:03",
    "from and to": "0:0:5.0 --> 0:0:9.3\nAda Okoro\nOne.\n0:0:12.0 --> 0:0:15.0\nNils\nTwo.\n"
    "0:1:2.0 --> 0:1:3.0\nAda Okoro\nThree.\n0:1:3.0 --> 0:1:4.0\nNils\n",
}


def read(source):
    paragraphs = to_text(source.encode(), "a.txt").sections[0].paragraphs
    return [(paragraph.time, paragraph.speaker_label, paragraph.text) for paragraph in paragraphs]


@pytest.mark.parametrize("source", STYLES.values(), ids=STYLES)
def test_names_and_times_are_read_however_they_stand(source):
    assert choose_format(source.encode(), "a.txt").name == "transcript"
    assert read(source)[:3] == [
        ("00:00:05", "Ada Okoro", "Ada Okoro: One."),
        ("00:00:12", "Nils", "Nils: Two."),
        ("00:01:02", "Ada Okoro", "Ada Okoro: Three."),
    ]


def test_captions_without_names_become_paragraphs():
    source = "[00:00.000 --> 00:04.000]  Good morning\n[00:04.000 --> 00:07.000]  to all.\n"
    source += "[00:07.000 --> 00:09.000]  We start."

    assert read(source) == [("00:00:00", "", "Good morning to all. We start.")]
    assert to_text(source.encode(), "a.txt").findings == (
        "3 entries became 1 paragraph; 1 time stand with them, to the second.",
    )


def test_what_stands_above_is_kept():
    assert read("Harbour Hour\n\n" + STYLES["before the name"])[0] == ("", "", "Harbour Hour")


@pytest.mark.parametrize(
    "source",
    [
        "The council met at 10:30. It rose at 12:45.\n\nAt 10:35 the chair spoke (10:40).\n\nThe vote (10:45): seven.",
        "10:30 Opening of the session\n11:00 Coffee\n11:30 Panel: the sea\n15:00 Coffee\n",
        "09:00 Registration\nin the hall\n10:30 Opening\nby the mayor\n11:00 Coffee\nand cake",
        "[12:00:01] INFO: started\n[12:00:02] ERROR: failed\n[12:00:03] INFO: ended",
        "[12:01] <ada> hi\n[12:02] <nils> hi\n[12:03] <ada> bye",
        "(10:30) The House met.\n\n(10:45) Prayers were said.\n\nThe Speaker took the chair.\n\nA bill was read.",
        "Genesis 1:12\nAnd the earth brought forth grass.\n\nGenesis 1:13\nAnd the evening.",
        "10:02\n\nThe House met.\n\n10:15\n\nThe Minister spoke for long.\n\n11:30\n\nThe House rose.",
        "London 10:30\nParis 11:30\nTokyo 19:30",
        "Ada Okoro: One.\n\nNils: Two.\n\nAda Okoro: Three.",
    ],
)
def test_prose_with_times_is_no_transcript(source):
    assert choose_format(source.encode(), "a.txt").name == "plain"


def test_a_text_without_times_is_refused_where_the_format_is_given():
    with pytest.raises(ImportDocumentError) as caught:
        to_text(b"Words.", "a.txt")
    assert caught.value.message == "a.txt is no transcript with times: no names or times begin its lines."


@given(st.lists(st.text(alphabet="ab. \nA:", max_size=12), min_size=3, max_size=6))
def test_no_word_is_lost(texts):
    lines = (f"[00:00:{number:02}] Nils: {text}" for number, text in enumerate(texts))
    kept = "".join(text for *_, text in read("\n".join(lines))).replace("Nils: ", "").replace("Nils:", "")
    assert "".join(kept.split()) == "".join("".join(texts).split())


@given(st.text(alphabet="01:[]()-> \nAb,.", max_size=80))
def test_anything_is_read_or_refused(text):
    with contextlib.suppress(ImportDocumentError):
        to_text(text.encode(), "a.txt")
