"""Sentences are cut alike in every language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.sentences import MAX_LENGTH, find_sentences


def words(text):
    return [text[start:end] for start, end in find_sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("We met. They left!", ["We met.", "They left!"]),
        (
            "Mr. Lee and J. Okafor met Dr. Ito. They left.",
            ["Mr. Lee and J. Okafor met Dr. Ito.", "They left."],
        ),
        ("It costs 3.5 million.Then it rains.", ["It costs 3.5 million.", "Then it rains."]),
        ("“We agree.” He sat down.", ["“We agree.”", "He sat down."]),
        ("我们同意。“好！”他说?对", ["我们同意。", "“好！”", "他说?", "对"]),
        ("نحن نتفق؟ نعم۔ حسنا", ["نحن نتفق؟", "نعم۔", "حسنا"]),
        ("हम सहमत हैं। वे गए।", ["हम सहमत हैं।", "वे गए।"]),
        ("A heading\n\nA sentence.\n* * *\n", ["A heading", "A sentence."]),
        ("", []),
    ],
)
def test_sentences_end_at_stops_and_lines(text, sentences):
    assert words(text) == sentences


@given(st.text(st.sampled_from("aA1 .!?。？\n\t“”中"), max_size=80))
def test_every_letter_is_in_one_sentence_and_no_space_at_an_end(text):
    spans = find_sentences(text)
    assert spans == sorted(spans)
    inside = "".join(text[start:end] for start, end in spans)
    assert [sign for sign in inside if sign.isalnum()] == [sign for sign in text if sign.isalnum()]
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


def test_a_long_sentence_is_cut():
    assert [end - start for start, end in find_sentences("a" * (MAX_LENGTH + 5))] == [MAX_LENGTH, 5]
