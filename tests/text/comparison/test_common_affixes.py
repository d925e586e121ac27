"""What is left of two texts without what they begin and end with alike."""

import pytest
from hypothesis import given
from hypothesis.strategies import sampled_from, text

from archive.text.comparison.common_affixes import strip_common_affixes
from archive.text.words import find_words

CASES = [
    ("so the red boat is in", "so the new boat is in", ("the red boat", "the new boat")),
    ("the red boat", "the red boats", ("boat", "boats")),
    ("the boat", "the old boat", ("the boat", "the old boat")),
    ("it cost 5 000 crowns then", "it cost 6 000 crowns then", ("cost 5 000 crowns", "cost 6 000 crowns")),
    (
        "weil die rote Straße dort ist",
        "weil die alte Straße dort ist",
        ("die rote Straße", "die alte Straße"),
    ),
    ("и одна новая лодка там", "и одна новая шлюпка там", ("новая лодка", "новая шлюпка")),
    ("港口开放", "港口关闭", ("港口开放", "港口关闭")),
]


@pytest.mark.parametrize(("one", "other", "rest"), CASES)
def test_ends_are_cut_at_spaces_between_small_letters(one, other, rest):
    assert strip_common_affixes(one, other) == rest


@given(text(sampled_from("ab 1-é'"), max_size=30), text(sampled_from("ab 1-é'"), max_size=30))
def test_the_words_left_out_are_the_same_on_both_sides(one, other):
    rest, other_rest = strip_common_affixes(one, other)
    assert rest in one
    assert other_rest in other
    words, others, rests, other_rests = map(find_words, (one, other, rest, other_rest))
    assert len(words) - len(rests) == len(others) - len(other_rests)
    assert (words == others) == (rests == other_rests)
