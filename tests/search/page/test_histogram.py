import pytest

from archive.search.page.histogram import build_histogram
from archive.search.request.params import SearchParams


def test_bars_are_as_high_as_their_share():
    bars = build_histogram(SearchParams(), [(2019, 2), (2021, 4)]).bars
    assert [(bar.year, bar.count, bar.height) for bar in bars] == [(2019, 2, 45), (2020, 0, 0), (2021, 4, 90)]


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [(2017, 2025, list(range(2017, 2026))), (2016, 2025, [2016, 2018, 2020, 2022, 2024])],
)
def test_so_few_years_are_written_that_they_do_not_touch(first, last, named):
    bars = build_histogram(SearchParams(), [(first, 1), (last, 1)]).bars
    assert [bar.year for bar in bars if bar.has_label] == named


def test_a_lifetime_of_years_has_nine_names():
    bars = build_histogram(SearchParams(), [(1950, 3), (2025, 1)]).bars
    assert [bar.year for bar in bars if bar.has_label] == list(range(1950, 2026, 9))


def test_nothing_dated_has_no_bars():
    assert build_histogram(SearchParams(), []) is None
