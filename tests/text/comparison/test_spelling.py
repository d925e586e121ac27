"""Words that were only spelt in another way are told from other words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.comparison.spelling import is_respelt, may_be_same_word


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A librarry of the harbur", "A library of the harbour"),
        ("an accomodation and a comittment", "an accommodation and a commitment"),
        ("teh port", "the port"),
        ("the the port", "the port"),
        ("it was was it", "it was it"),
        ("the data base, co-operating", "the database, cooperating"),
        ("the govemment", "the government"),
        ("daß die Strasse", "dass die Straße"),
        ("esta manana", "esta mañana"),
        ("ещё идёт", "еще идет"),
        ("الى المدينة", "إلى المدينة"),
        ("학교 에서", "학교에서"),
        ("", ""),
    ],
)
def test_spelling_changes_no_word(before, after):
    assert is_respelt(before, after)
    assert is_respelt(after, before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("legal", "illegal"),
        ("moral", "amoral"),
        ("increase", "decrease"),
        ("war and peace", "was and peace"),
        ("12 ships", "13 ships"),
        ("10 10 ships", "10 ships"),
        ("我们支持", "我们反对"),
        ("天天", "天"),
        ("go home", "home go"),
        ("go", ""),
        ("no table", "no chair"),
        ("word " * 3_001, "word " * 3_002 + "other"),
    ],
)
def test_other_words_are_no_spelling(before, after):
    assert not is_respelt(before, after)
    assert not is_respelt(after, before)


@given(st.text("abcdefgh", min_size=5, max_size=12), st.data())
def test_one_error_after_the_first_letter_is_spelling(word, data):
    place = data.draw(st.integers(1, len(word) - 1))
    assert may_be_same_word(word, word[:place] + data.draw(st.sampled_from("xyz")) + word[place:])
    assert may_be_same_word(word, word[:place] + data.draw(st.sampled_from("xyz")) + word[place + 1 :])
    assert may_be_same_word(word[:place] + word[place + 1 :] + "mn", word + "mn")
