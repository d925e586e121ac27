"""Whatever reanchoring returns may be marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.editing.reanchoring import reanchor
from archive.editing.reanchoring.candidates import find_candidates
from archive.editing.reanchoring.results import AnchorStatus, Reason
from archive.text.canonical import clean_characters
from archive.text.spans import MAX_LENGTH, SpanError, TextSlice, is_markable, normalise_span
from tests.text.texts import any_code_points, whole_characters

THAI = "The word for water is written here as น้ in every copy of the book that we have."


def test_a_correction_that_makes_the_last_character_another_one_is_for_an_editor():
    """น้ becomes น้ำ: one character, though the two code points of the old one are still there."""
    start, end = THAI.index("water"), THAI.index("น้") + 2
    (result,) = reanchor(THAI, THAI.replace("น้", "น้ำ"), [(start, end)])
    assert (result.status, result.span, result.reason) == (AnchorStatus.REVIEW, None, Reason.WORDS_CHANGED)


def test_a_character_that_grows_inside_the_words_is_a_correction_of_them():
    start, end = THAI.index("water"), THAI.index(" copy")
    new = THAI.replace("น้", "น้ำ")
    (result,) = reanchor(THAI, new, [(start, end)])
    assert (result.status, result.span) == (AnchorStatus.CHANGED, (start, end + 1))


def test_no_candidate_ends_inside_a_character():
    old = "He wrote น้ here. Then he left the hall."
    new = "Then he left the hall with น้ำ."
    (result,) = reanchor(old, new, [(9, 11)])
    assert (result.status, find_candidates(old, new, [(9, 11)])) == (AnchorStatus.REVIEW, [[]])


def test_words_that_grow_too_long_for_a_statement_are_for_an_editor():
    words = " ".join(f"word{number}" for number in range(MAX_LENGTH))[:MAX_LENGTH].rstrip()
    old = f"They met in the hall today and said: {words}. They left the hall at noon together."
    new = old.replace("word700 ", "word700 and more of them ")
    start = old.index("word0")
    (result,) = reanchor(old, new, [(start, start + len(words))])
    assert (result.status, result.reason) == (AnchorStatus.REVIEW, Reason.WORDS_CHANGED)


SENTENCES = [
    "We met at the harbour. ",
    "They left at noon, all of them. ",
    "การประชุมน้ำ ",
    "नमस्ते दुनिया। ",
    "会议指出，人工智能向善。",
]
passages = st.lists(st.sampled_from(SENTENCES) | whole_characters, min_size=1, max_size=6).map("".join)


@given(passages, st.data())
def test_whatever_is_returned_may_be_marked(text, data):
    old = clean_characters(text)
    length = len(old)
    edits = data.draw(
        st.lists(st.tuples(st.integers(0, length), st.integers(0, 3), any_code_points), max_size=3)
    )
    new = old
    for position, deleted, inserted in sorted(edits, reverse=True):
        new = new[:position] + inserted[:6] + new[position + deleted :]
    new = clean_characters(new)
    ends = st.tuples(st.integers(0, length), st.integers(0, length))
    spans = []
    for start, end in data.draw(st.lists(ends, max_size=8)):
        try:
            spans.append(normalise_span(TextSlice.of_text(old), start, end))
        except SpanError:
            continue
    for result in reanchor(old, new, spans):
        assert (result.span is None) == (result.status is AnchorStatus.REVIEW)
        if result.span:
            assert is_markable(new, *result.span)
    for row in find_candidates(old, new, spans):
        assert all(is_markable(new, span.start, span.end) for span in row)


@pytest.mark.parametrize("insertion", ["\u0301", "\u0e33", "\u200d👩", "🏽", "\ufe0f", "\u11ab", "\u094dष"])
def test_code_points_that_join_the_last_character_are_for_an_editor(insertion):
    before = {"\u200d👩": "👩", "🏽": "👋", "\ufe0f": "❤", "\u11ab": "가", "\u094dष": "क"}.get(insertion, "ก")
    old = f"In the hall of the harbour they wrote it so: {before} and then all of them left."
    new = old.replace(before, before + insertion)
    start, end = old.index("they"), old.index(before) + 1
    (result,) = reanchor(old, new, [(start, end)])
    assert (result.status, result.reason) == (AnchorStatus.REVIEW, Reason.WORDS_CHANGED)
