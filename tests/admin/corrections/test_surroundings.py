"""What the preview of a correction shows around the words of a statement."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.admin.corrections.surroundings import show_surroundings
from archive.text.comparison.attribution import AttributionContext

BEFORE = "Nobody came by boat. The guests met in the harbour. It was late. "


def surroundings(old, new, words):
    spans = [(text.index(words), text.index(words) + len(words)) for text in (old, new)]
    return show_surroundings(AttributionContext(old), spans[0], AttributionContext(new), spans[1])


@pytest.mark.parametrize(
    ("old", "new", "words", "sides"),
    [
        (
            f"{BEFORE}Books should be lent to all; readers should be trusted. That was it. The end.",
            f"{BEFORE}Books should never be lent to all; readers should be trusted. That was it. The end.",
            "readers should be trusted.",
            (
                "It was late. Books should be lent to all; [readers should be trusted.] That was it.",
                "It was late. Books should never be lent to all; [readers should be trusted.] That was it.",
            ),
        ),
        (
            f"{BEFORE}We agree. They do not.",
            f"{BEFORE}Mr Lee said no. We agree. They do not.",
            "We agree.",
            (
                "It was late. [We agree.] They do not.",
                "It was late. Mr Lee said no. [We agree.] They do not.",
            ),
        ),
        (
            f"It is noon.\n\nMS KIM\n\n{BEFORE}\n\nWe agree. Many do.",
            f"It is noon.\n\nMS CHO\n\n{BEFORE}\n\nWe agree. Many do.",
            "We agree.",
            ("MS KIM … [We agree.] Many do.", "MS CHO … [We agree.] Many do."),
        ),
        (
            f"Ms Kim: {BEFORE}\n\nWe agree. Others may. Many do.",
            f"Ms Kim: {BEFORE}\n\nWe agree. No one else. Others may. Many do.",
            "We agree.",
            (
                "Ms Kim: … [We agree.] Others may.",
                "Ms Kim: … [We agree.] No one else. Others may.",
            ),
        ),
        (
            "word " * 300 + "we agree" + " word" * 300,
            "word " * 300 + "not we agree" + " word" * 300,
            "we agree",
            None,
        ),
    ],
)
def test_both_sides_are_cut_at_the_same_sentences(old, new, words, sides):
    left, right = surroundings(old, new, words)
    if sides:
        assert (left, right) == sides
    else:
        assert (left[:4], right[:4]) == ("word", "word")
        assert len(left) < 1_900
        assert ("not [we agree]" in left, "not [we agree]" in right) == (False, True)


@given(st.text("ab .\n", max_size=60), st.text("ab .\n", max_size=60))
def test_the_words_are_always_shown(old, new):
    left, right = surroundings(f"{old}WORDS{new}", f"{new}WORDS{old}", "WORDS")
    assert left.count("[WORDS]") == right.count("[WORDS]") == 1
