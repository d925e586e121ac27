"""Numbers are compared as numbers: the same digits in another place, or another separator, are another number."""

import pytest

from archive.text.comparison.shared_words import WordRules, mark_shared_words
from archive.text.comparison.shared_words.joined_numbers import join_numbers
from archive.text.words import tokens


def words_of(text, separator=""):
    return [token.word for token in join_numbers(text, tokens(text), separator)]


@pytest.mark.parametrize(
    ("text", "separator", "words"),
    [
        ("1.5 and 1,5", "", ["1.5", "and", "1,5"]),
        ("1,500 and 1.500", "", ["1,500", "and", "1.500"]),
        ("1,500 and 1.500", ",", ["1500", "and", "1.500"]),
        ("1,500 and 1.500", ".", ["1,500", "and", "1500"]),
        ("2,000,000 or 2.000.000", "", ["2000000", "or", "2000000"]),
        ("2,000.5 or 2.000,5", "", ["2000.5", "or", "2000,5"]),
        ("12\u202f000, 12’000, 12'000", "", ["12000", "12000", "12000"]),
        ("0.001", ".", ["0.001"]),
        ("1234,567", ",", ["1234,567"]),
        ("٣٫٥ and １．５", "", ["3.5", "and", "1.5"]),
        ("1.5m", "", ["1.5m"]),
        ("24.04.2025, 1.2.3", "", ["24", "04", "2025", "1", "2", "3"]),
        (
            "in 2024, 25 ships; 3-5; 10:30; 3’5",
            "",
            ["in", "2024", "25", "ships", "3", "5", "10", "30", "3", "5"],
        ),
        ("v1.2 of 5G.", "", ["v1", "2", "of", "5g"]),
        ("", "", []),
    ],
)
def test_digits_with_one_separator_are_one_number(text, separator, words):
    assert words_of(text, separator) == words


def test_a_number_stands_where_it_stood():
    text = "It has 1,500 ships."
    assert [text[token.start : token.end] for token in join_numbers(text, tokens(text), ",")] == [
        "It",
        "has",
        "1,500",
        "ships",
    ]


def differences(first, second, separator=","):
    rules = WordRules(group_separator=separator)
    return [
        [run.text for run in runs if run.kind == "only"] for runs in mark_shared_words([first, second], rules)
    ]


@pytest.mark.parametrize(
    ("number", "other"),
    [("1.5", "5.1"), ("1.500", "1,500"), ("1.5", "1,5"), ("1.5", "15"), ("2.3", "3.2"), ("10.5", "5.10")],
)
def test_another_number_of_the_same_digits_is_marked(number, other):
    sentence = "The harbour grew by {} percent."
    assert differences(sentence.format(number), sentence.format(other)) == [[number], [other]]


@pytest.mark.parametrize(
    ("number", "other"), [("1,500", "1500"), ("1,500", "1’500"), ("2,000,000", "2000000")]
)
def test_thousands_may_be_parted_in_any_way(number, other):
    sentence = "The harbour has {} ships."
    assert differences(sentence.format(number), sentence.format(other)) == [[], []]


def test_what_parts_thousands_depends_on_the_language():
    assert differences("Das sind 1.500 Schiffe.", "Das sind 1500 Schiffe.", ".") == [[], []]
    assert differences("Das sind 1,500 Schiffe.", "Das sind 1500 Schiffe.", ".") == [["1,500"], ["1500"]]
