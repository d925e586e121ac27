"""The likeness of two texts: by the definition, written here once more the slow way."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.matching.rarity import Rarity, matching_words
from archive.matching.vectors import CONTAINMENT, LONE_WORD_WEIGHT, WORD_SHARE, text_vector, vector_similarity

COUNTS = {"the": 900, "harbour": 3, "library": 40, "opened": 200, "night": 60}
RARITY = Rarity(COUNTS, 1_000)
TEXTS = st.lists(st.sampled_from([*COUNTS, "ab", "libraries", "图书", "港口"]), max_size=8)


def weighted_parts(words):
    """(part, weight) of each different word, by the definition in words: its own share, and one for each n-gram."""
    features = {}
    for word in set(words):
        seen = COUNTS.get(word, 0) + 1
        weight = log(1 + 1_000 / seen)
        if word.isascii():
            weight *= min(len(word), 5) / 5
        edged = f"_{word}_"
        grams = [edged[n : n + 4] for n in range(len(edged) - 3)] if word.isascii() and len(word) >= 4 else []
        shares = [(word, WORD_SHARE)] + [(gram, (1 - WORD_SHARE) / len(grams)) for gram in grams]
        for part, share in shares if grams else [(word, 1.0)]:
            features[part] = features.get(part, 0.0) + weight * share
    return features


@given(TEXTS, TEXTS)
def test_similarity_is_as_defined_and_the_same_from_both_sides(here, there):
    left, right = weighted_parts(here), weighted_parts(there)
    shared = sum(min(left[part], right[part]) for part in left.keys() & right.keys())
    low, high = sorted((sum(left.values()), sum(right.values())))
    expected = shared / (low**CONTAINMENT * high ** (1 - CONTAINMENT) + LONE_WORD_WEIGHT) if low else 0.0
    a, b = text_vector(here, RARITY), text_vector(there, RARITY)
    assert vector_similarity(a, b) == pytest.approx(expected)
    assert vector_similarity(b, a) == pytest.approx(expected)
    assert 0 <= vector_similarity(a, b) < 1


def similarity(here, there):
    return vector_similarity(
        text_vector(matching_words(here), RARITY), text_vector(matching_words(there), RARITY)
    )


def test_rare_words_count_more_than_common_ones():
    words = "the harbour opened"
    assert similarity(words, "a harbour") > similarity(words, "the opened")


def test_order_does_not_matter_and_inflected_words_are_alike():
    assert similarity("harbour library night", "night harbour library") == similarity(
        "harbour library night", "harbour library night"
    )
    assert 0 < similarity("library", "libraries") < similarity("library", "library")


def test_words_without_spaces_are_compared_by_pairs_in_simplified_characters():
    assert matching_words("圖書館 AI") == ["图书", "书馆", "ai"]
    assert similarity("港口图书馆", "港口圖書館") == similarity("港口图书馆", "港口图书馆")


def test_what_is_not_known_is_rare():
    assert RARITY.weight("unheard") > RARITY.weight("harbour") > RARITY.weight("night") > RARITY.weight("the")
    assert Rarity().weight("word") > 0
