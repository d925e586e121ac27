"""What of a text a search would read as anything but words."""

import pytest

from archive.search.query.plain_words import find_operator


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("col*", "*"),
        ("colo?r", "?"),
        ("speaker: gromyko", "speaker:"),
        ("text:harbour", "text:"),
        ("before:1990", "before:"),
        ("1974..1980", "1974..1980"),
        ("war -peace", "-"),
        ("~war", "~"),
        ("war NOT peace", "NOT"),
        ("war | peace", "|"),
        ("(war peace)", "("),
        ('"cold war"', '"'),
        ("‘cold war’", "‘"),
        ("=war", "="),
    ],
)
def test_the_operator_is_named_as_it_was_typed(text, operator):
    assert find_operator(text) == operator


@pytest.mark.parametrize(
    "text",
    [
        "war and peace",
        "not war",
        "R & D",
        "C++",
        "O'Brien",
        "10:30",
        "Mission: Possible",
        "Which?",
        "1,000",
        "",
    ],
)
def test_words_have_none(text):
    assert find_operator(text) == ""
