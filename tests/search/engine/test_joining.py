"""Sets of words, to which those of an edit are added, beside Python's own sets."""

from hypothesis import given
from hypothesis import strategies as st

from archive.search.engine.vocabulary.joining import JoinedWords, WordSet

words = st.lists(st.text("abc", max_size=3))


@given(words, words, words)
def test_words_are_added_once_and_stay_in_order(one, other, asked):
    both = WordSet.from_words(one) + WordSet.from_words(other)
    assert both.has(asked).tolist() == [word in {*one, *other} for word in asked]
    assert both.hashes.tolist() == sorted({*WordSet.from_words([*one, *other]).hashes.tolist()})


def test_pairs_joined_by_a_hyphen_are_found_by_what_they_make():
    pairs = JoinedWords.from_words(["post", "war"], ["postħwar"])
    more = pairs + JoinedWords.from_words([], ["poħstwar", "covidħ19"])
    assert more.words.has(["war", "warm"]).tolist() == [True, False]
    assert (pairs.joints_of("postwar"), more.joints_of("covid19")) == (["postħwar"], ["covidħ19"])
    assert more.joints_of("postwar") == ["poħstwar", "postħwar"]
