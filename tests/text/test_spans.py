"""Spans that can be marked, and signs that are not cut apart."""

import pytest

from archive.text.spans import Flaw, SpanRefused, Stretch, cuts, settled

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
    assert [at for at in range(len(text) + 1) if cuts(text, at)] == list(range(2, len(sign) + 1))


@pytest.mark.parametrize("text", ["plain words", "👋👋", "© 🇫", "한국", "می\u200cخواهم", "“ \u0301"])
def test_between_signs_a_cut_is_free(text):
    assert [at for at in range(len(text) + 1) if cuts(text, at)] == []


def test_flags_in_a_row_are_cut_between_them_only():
    assert [at for at in range(7) if cuts("🇫🇷🇩🇪🇮🇹", at)] == [1, 3, 5]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [(0, 5, (0, 5)), (5, 12, (6, 11)), (6, 13, (6, 11)), (6, 14, (6, 14)), (0, 16, (0, 16))],
)
def test_blanks_at_the_ends_belong_to_no_statement(start, end, found):
    assert settled(Stretch.whole("Aaaa, bbbbb\n\nccc"), start, end) == found


@pytest.mark.parametrize(
    ("start", "end", "flaw"),
    [
        (4, 2, Flaw.BACKWARDS),
        (4, 4, Flaw.BACKWARDS),
        (-1, 3, Flaw.OUTSIDE),
        (3, 99, Flaw.OUTSIDE),
        (5, 6, Flaw.BLANK),
        (0, 7, Flaw.CUTS_END),
        (6, 8, Flaw.CUTS_END),
        (8, 10, Flaw.CUTS_START),
    ],
)
def test_spans_that_cannot_be_marked(start, end, flaw):
    with pytest.raises(SpanRefused) as refused:
        settled(Stretch.whole("Words e\u0323\u0301nd."), start, end)
    assert refused.value.flaw == flaw


def test_a_joiner_at_the_end_is_let_go_but_does_not_hide_a_cut():
    assert settled(Stretch.whole("می\u200c خواهم"), 0, 4) == (0, 2)
    with pytest.raises(SpanRefused) as refused:
        settled(Stretch.whole(FAMILY), 0, 2)
    assert refused.value.flaw == Flaw.CUTS_END


def test_as_long_as_a_statement_may_be():
    assert settled(Stretch.whole("x" * 20_001), 0, 20_000) == (0, 20_000)
    with pytest.raises(SpanRefused) as refused:
        settled(Stretch.whole("x" * 20_001), 0, 20_001)
    assert (refused.value.flaw, refused.value.length) == (Flaw.TOO_LONG, 20_001)


def test_some_of_a_text_is_enough():
    stretch = Stretch("Some words here.", offset=1000, length=5000)
    assert settled(stretch, 1005, 1011) == (1005, 1010)
    assert stretch.words(1005, 1010) == "words"
    with pytest.raises(SpanRefused) as refused:
        settled(stretch, 4999, 5001)
    assert refused.value.flaw == Flaw.OUTSIDE
