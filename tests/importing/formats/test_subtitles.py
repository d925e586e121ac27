"""Subtitles and captions: cues to paragraphs and turns. Whole files are in ../golden."""

import contextlib
import re
from itertools import count

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import choose_format
from archive.importing.formats.subtitles import to_text


def srt(*texts, start=0, length=2):
    cues = zip(count(start, length), texts, strict=False)
    times = "{}\n00:00:{:02},000 --> 00:00:{:02},000\n{}\n"
    return "\n".join(times.format(number, *(at, at + length), text) for number, (at, text) in enumerate(cues))


def read(source, name="a.srt"):
    paragraphs = to_text(source.encode(), name).sections[0].paragraphs
    return [(paragraph.time, paragraph.speaker_label, paragraph.text) for paragraph in paragraphs]


def findings(source):
    return to_text(source.encode(), "a.srt").findings[1:]


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        ("WEBVTT\n\n", "", "subtitles"),
        ("\ufeffWEBVTT - words\n", "a.txt", "subtitles"),
        ("WEBVTTX", "", "plain"),
        (srt("Words."), "", "subtitles"),
        ("00:01,000 --> 00:02,000\nWords.", "a.txt", "subtitles"),
        ("no times", "a.srt", "subtitles"),
        ("An arrow --> here.", "", "plain"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_subtitles_are_recognised_by_their_times(head, name, expected, encoding):
    assert choose_format(head.encode(encoding), name).name == expected


def test_a_paragraph_ends_with_a_sentence_and_a_pause_or_at_its_length():
    assert [text for *_, text in read(srt("One", "two.", "Three.") + srt("Four.", start=20))] == [
        "One two. Three.",
        "Four.",
    ]
    assert [len(text) for *_, text in read(srt(*[f"{n:0199}." for n in range(6)]))] == [401, 401, 401]
    assert [len(text) for *_, text in read(srt(*[f"{n:0300}" for n in range(6)]))] == [902, 902]


def test_printed_voices():
    assert read(srt(">> ADA: One.", "Two: three.", ">> Four.", "Nils: Five.", "Nils: Six.")) == [
        ("00:00:00", "ADA", "ADA: One. Two: three."),
        ("00:00:04", "", "Four."),
        ("00:00:06", "Nils", "Nils: Five."),
        ("00:00:08", "Nils", "Nils: Six."),
    ]
    assert read(srt("ADA:", "One.", "[NILS]: Two.", "大家", "好。")) == [
        ("00:00:00", "ADA", "ADA: One."),
        ("00:00:04", "NILS", "NILS: Two. 大家好。"),
    ]


def test_a_name_before_a_colon_in_the_middle_of_a_sentence_is_no_voice():
    usual = ("Nora Vik: We begin.", "Emil Roy: Good.", "Nora Vik: First the quay.", "Emil Roy: Yes.")
    broken = (
        "Nora Vik: The quay is in the plan of the",
        "Harbour Office: three piers, a mole.",
        "Emil Roy: The paper wrote about",
        "Nora Vik: she builds on sand.",
        "Nora Vik: But it was",
        "Emil Roy: Nobody reads it.",
        "Ida Quist: I do.",
    )
    assert [text for *_, text in read(srt(*usual, *usual, *broken))][8:] == [
        "Nora Vik: The quay is in the plan of the Harbour Office: three piers, a mole.",
        "Emil Roy: The paper wrote about Nora Vik: she builds on sand.",
        "Nora Vik: But it was",
        "Emil Roy: Nobody reads it.",
        "Ida Quist: I do.",
    ]


def test_a_name_without_the_mark_that_others_have_is_no_voice():
    source = srt(
        ">> Nora Vik: We begin.", ">> Emil Roy: Good.", "Harbour Board: So it is called.", "ANNOUNCER: Tea."
    )
    assert [label for _, label, _ in read(source)] == ["Nora Vik", "Emil Roy", "ANNOUNCER"]


def test_names_are_voices_where_nothing_marks_the_end_of_a_sentence():
    source = srt("NORA: here is the boat", "EMIL: so it is", "NORA: we go aboard", "IDA: not me")
    assert [label for _, label, _ in read(source)] == ["NORA", "EMIL", "NORA", "IDA"]


def test_a_whole_chinese_name_is_a_voice_and_words_before_a_quotation_are_none():
    voices = ("林海燕：船到了。", "赵伟：好。", "林海燕：走吧。", "赵伟：等等。", "陈小雨：我也去。")
    source = srt(*voices, "也有人说：不行。", "也有人说：太远。")
    assert [label for _, label, _ in read(source)] == ["林海燕", "赵伟", "林海燕", "赵伟", "陈小雨"]


def test_a_dash_before_a_name_is_counted():
    assert read(srt("- ADA: One.\n- NILS: Two.")) == [
        ("00:00:00", "ADA", "ADA: One."),
        ("00:00:00", "NILS", "NILS: Two."),
    ]
    assert findings(srt("- ADA: One.\n- NILS: Two.")) == (
        "2 marks of other speakers (>>, or a dash before a name) were left out.",
    )


def test_a_dash_is_another_voice_until_its_cue_ends():
    assert [text for *_, text in read(srt("ADA: One.", "- Two.\n- Three.", "Four"))] == [
        "ADA: One.",
        "- Two.",
        "- Three.",
        "Four",
    ]


def test_the_numbers_may_be_wrong_and_the_lines_between_missing():
    source = "1\n00:00:01,0 --> 00:00:02,0\nOne\n1\n00:00:02,0 --> 00:00:03,0\nin 1999\n\n"
    source += "00:00:03,0 --> 00:00:04,0\nthree\n4"

    assert read(source) == [("00:00:01", "", "One in 1999 three 4")]
    assert read(source[:-1] + "2") == [("00:00:01", "", "One in 1999 three")]


def test_what_is_no_words_is_counted():
    source = (
        "Title\n\n" + srt("<b>One</b>", "", "{\\an8}Two") + "\nx9 --> 00:09,0\n" + srt("Two\nfour", start=5)
    )

    assert read(source) == [("00:00:00", "", "One Two four")]
    assert findings(source) == (
        "1 cue begins before the one before it ends.",
        "1 repeated line of captions was left out.",
        "1 cue without words was left out.",
        "1 line with times could not be read and was left out.",
        "3 tags of style, colour or time were left out.",
        "1 line above the first cue was left out.",
    )


def test_words_said_twice_stay_but_for_a_cue_that_stands_twice():
    assert read(srt("No.", "No.", "Yes.")) == [("00:00:00", "", "No. No. Yes.")]
    assert read(srt("No.") + srt("No.") + srt("Yes.", start=2)) == [("00:00:00", "", "No. Yes.")]


def test_cues_out_of_order_are_sorted():
    source = srt("Second.", start=30) + srt("First.")

    assert [text for *_, text in read(source)] == ["First.", "Second."]
    assert findings(source) == ("2 cues stood out of order and were sorted by time.",)


def test_readings_stand_in_brackets():
    assert read("WEBVTT\n\n00:01.000 --> 00:02.000\n<ruby>港<rt>みなと</rt></ruby>へ") == [
        ("00:00:01", "", "港（みなと）へ")
    ]


@pytest.mark.parametrize(
    "source", ["no times", "WEBVTT\n\nNOTE x", srt(""), "1\n00:00:01,0 --> 00:00:02,0\n\n\n"]
)
def test_a_file_without_words_is_refused(source):
    with pytest.raises(
        ImportDocumentError, match=r"^a\.srt has no cue with words: no subtitles could be read from it\.$"
    ):
        to_text(source.encode(), "a.srt")


@given(st.lists(st.text(alphabet="ab.? \n-:A", max_size=12), min_size=1, max_size=6))
def test_no_word_is_lost_or_made(texts):
    with contextlib.suppress(ImportDocumentError):
        layout = re.compile(r"[\s-]+")  # a dash before a name is a mark, and counted
        kept = "".join(text for *_, text in read(srt(*texts)))
        assume(not any("repeated" in finding for finding in findings(srt(*texts))))
        assert layout.sub("", kept) == layout.sub("", "".join(texts))


@given(st.text(alphabet="0123:,.-> \n<v/A>WEBVTTNOTE", max_size=80))
def test_anything_is_read_or_refused(text):
    for source in (text, "WEBVTT\n" + text, srt("a") + text):
        with contextlib.suppress(ImportDocumentError):
            to_text(source.encode(), "a.vtt")
