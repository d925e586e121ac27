import pytest

from archive.search.page.histogram import build_histogram
from archive.search.request.params import SearchParams
from archive.web.templatetags.archive_search import bars


def test_bars_are_as_high_as_their_share():
    bars = build_histogram(SearchParams(), [(2019, 2), (2021, 4)]).bars
    assert [(bar.year, bar.count, bar.height) for bar in bars] == [
        (2019, 2, 45),
        (2020, 0, 0),
        (2021, 4, 90),
    ]


def test_a_bar_is_seen_however_small_its_share():
    bars = build_histogram(SearchParams(), [(2019, 1), (2021, 4000)]).bars
    assert [(bar.year, bar.height) for bar in bars] == [(2019, 1), (2020, 0), (2021, 90)]


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


def test_a_bar_is_drawn_upwards_from_its_place_and_named_once():
    drawn = bars(build_histogram(SearchParams(), [(2019, 1), (2021, 3)]))
    assert drawn == (
        '<g transform="matrix(1 0 0 -1 0 90)">'
        '<a href="/search/?from=2019-01-01&amp;to=2019-12-31"><title>2019: 1 utterance</title>'
        '<rect x="1" height="30"/></a>'
        '<a href="/search/?from=2021-01-01&amp;to=2021-12-31"><title>2021: 3 utterances</title>'
        '<rect x="21" height="90"/></a></g>'
    )
