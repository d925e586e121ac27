"""Letters that stand in a text more than once, beside a count of every place."""

from hypothesis import given
from hypothesis import strategies as st

from archive.text.comparison.repeated_letters import STEP, WINDOW, RepeatedLetters

letters = st.text("ab", max_size=200)


@given(letters, st.integers(0, 200), st.integers(0, 120), letters)
def test_as_a_count_of_every_place(before, start, size, after):
    text = before + after + before
    words = text[start : start + size]
    places = [place for place in range(len(text) + 1) if text.startswith(words, place)]
    assert RepeatedLetters(text).is_repeated(words) == (len(places) > 1)


def test_letters_of_every_length_at_every_place():
    text = "".join(chr(0x4E00 + number) for number in range(90))
    for size in range(1, STEP + WINDOW + 5):
        for start in range(len(text) - size + 1):
            words = text[start : start + size]
            assert not RepeatedLetters(text).is_repeated(words)
            assert RepeatedLetters(text + words).is_repeated(words)
