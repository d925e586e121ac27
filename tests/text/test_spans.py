"""Spans that can be marked, and those that cannot."""

import pytest

from archive.text.spans import SpanError, SpanProblem, TextSlice, normalise_span

FAMILY = "👩\u200d👩\u200d👧"


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [(0, 5, (0, 5)), (5, 12, (6, 11)), (6, 13, (6, 11)), (6, 14, (6, 14)), (0, 16, (0, 16))],
)
def test_white_space_at_the_ends_belongs_to_no_statement(start, end, found):
    assert normalise_span(TextSlice.of_text("Aaaa, bbbbb\n\nccc"), start, end) == found


@pytest.mark.parametrize(
    ("start", "end", "flaw"),
    [
        (4, 2, SpanProblem.BACKWARDS),
        (4, 4, SpanProblem.BACKWARDS),
        (-1, 3, SpanProblem.OUTSIDE),
        (3, 99, SpanProblem.OUTSIDE),
        (5, 6, SpanProblem.ONLY_SPACES),
        (0, 7, SpanProblem.CUTS_END),
        (6, 8, SpanProblem.CUTS_END),
        (8, 10, SpanProblem.CUTS_START),
    ],
)
def test_spans_that_cannot_be_marked(start, end, flaw):
    with pytest.raises(SpanError) as caught:
        normalise_span(TextSlice.of_text("Words e\u0323\u0301nd."), start, end)
    assert caught.value.problem == flaw


def test_a_joiner_at_the_end_is_left_out_but_hides_no_cut():
    assert normalise_span(TextSlice.of_text("می\u200c خواهم"), 0, 4) == (0, 2)
    with pytest.raises(SpanError) as caught:
        normalise_span(TextSlice.of_text(FAMILY), 0, 2)
    assert caught.value.problem == SpanProblem.CUTS_END


def test_the_longest_allowed_statement_is_accepted():
    assert normalise_span(TextSlice.of_text("x" * 20_001), 0, 20_000) == (0, 20_000)
    with pytest.raises(SpanError) as caught:
        normalise_span(TextSlice.of_text("x" * 20_001), 0, 20_001)
    assert (caught.value.problem, caught.value.length) == (SpanProblem.TOO_LONG, 20_001)


def test_a_part_of_the_text_is_enough():
    part = TextSlice("Some words here.", offset=1000, length=5000)
    assert normalise_span(part, 1005, 1011) == (1005, 1010)
    assert part.text_of(1005, 1010) == "words"
    with pytest.raises(SpanError) as caught:
        normalise_span(part, 4999, 5001)
    assert caught.value.problem == SpanProblem.OUTSIDE
