"""Spans that can be marked, and signs that are not cut apart."""

import pytest

from archive.text.characters import is_boundary
from archive.text.spans import SpanError, SpanProblem, TextSlice, normalise_span

FAMILY = "👩\u200d👩\u200d👧"
WHOLE = {
    "accent": "e\u0323\u0301",
    "variation": "❤\ufe0f",
    "ideographic variation": "葛\U000e0100",
    "keycap": "1\ufe0f\u20e3",
    "family": FAMILY,
    "skin": "👋🏽",
    "flag": "🇫🇷",
    "tags": "🏴\U000e0067\U000e0062\U000e007f",
    "heart on fire": "❤\ufe0f\u200d🔥",
    "vowel sign": "कि",
    "thai am": "กำ",
    "jamo": "ᄒ\u1161\u11ab",
}


@pytest.mark.parametrize("sign", WHOLE.values(), ids=WHOLE.keys())
def test_a_sign_is_cut_nowhere_inside(sign):
    text = f"a{sign}b"
    assert [at for at in range(len(text) + 1) if not is_boundary(text, at)] == list(range(2, len(sign) + 1))


@pytest.mark.parametrize("text", ["plain words", "👋👋", "© 🇫", "한국", "می\u200cخواهم", "“ \u0301"])
def test_between_signs_a_cut_is_free(text):
    assert [at for at in range(len(text) + 1) if not is_boundary(text, at)] == []


def test_flags_in_a_row_are_cut_between_them_only():
    assert [at for at in range(7) if not is_boundary("🇫🇷🇩🇪🇮🇹", at)] == [1, 3, 5]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [(0, 5, (0, 5)), (5, 12, (6, 11)), (6, 13, (6, 11)), (6, 14, (6, 14)), (0, 16, (0, 16))],
)
def test_blanks_at_the_ends_belong_to_no_statement(start, end, found):
    assert normalise_span(TextSlice.whole("Aaaa, bbbbb\n\nccc"), start, end) == found


@pytest.mark.parametrize(
    ("start", "end", "flaw"),
    [
        (4, 2, SpanProblem.BACKWARDS),
        (4, 4, SpanProblem.BACKWARDS),
        (-1, 3, SpanProblem.OUTSIDE),
        (3, 99, SpanProblem.OUTSIDE),
        (5, 6, SpanProblem.BLANK),
        (0, 7, SpanProblem.CUTS_END),
        (6, 8, SpanProblem.CUTS_END),
        (8, 10, SpanProblem.CUTS_START),
    ],
)
def test_spans_that_cannot_be_marked(start, end, flaw):
    with pytest.raises(SpanError) as refused:
        normalise_span(TextSlice.whole("Words e\u0323\u0301nd."), start, end)
    assert refused.value.problem == flaw


def test_a_joiner_at_the_end_is_let_go_but_does_not_hide_a_cut():
    assert normalise_span(TextSlice.whole("می\u200c خواهم"), 0, 4) == (0, 2)
    with pytest.raises(SpanError) as refused:
        normalise_span(TextSlice.whole(FAMILY), 0, 2)
    assert refused.value.problem == SpanProblem.CUTS_END


def test_as_long_as_a_statement_may_be():
    assert normalise_span(TextSlice.whole("x" * 20_001), 0, 20_000) == (0, 20_000)
    with pytest.raises(SpanError) as refused:
        normalise_span(TextSlice.whole("x" * 20_001), 0, 20_001)
    assert (refused.value.problem, refused.value.length) == (SpanProblem.TOO_LONG, 20_001)


def test_some_of_a_text_is_enough():
    stretch = TextSlice("Some words here.", offset=1000, length=5000)
    assert normalise_span(stretch, 1005, 1011) == (1005, 1010)
    assert stretch.words(1005, 1010) == "words"
    with pytest.raises(SpanError) as refused:
        normalise_span(stretch, 4999, 5001)
    assert refused.value.problem == SpanProblem.OUTSIDE
