"""Links that are written once a page for many values are those that SearchParams itself would give."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.request.links import FacetLinks, YearLinks, url
from archive.search.request.params import FACET_NAMES, SORTS, UNITS, SearchParams

VALUES = ("a", "b-1", "c", "zh-Hans", "a&b", "é", "a b")
CHOSEN = st.lists(st.sampled_from(VALUES), max_size=3, unique=True).map(tuple)
DATES = (
    st.none()
    | st.dates(dt.date(2015, 1, 1), dt.date(2020, 12, 31))
    | st.sampled_from([dt.date(2018, 1, 1), dt.date(2018, 12, 31)])
)
EXCLUDED = st.lists(st.tuples(st.sampled_from(FACET_NAMES), st.sampled_from(VALUES)), max_size=4, unique=True)
SEARCHES = st.builds(
    SearchParams,
    q=st.sampled_from(["", "library", 'a "b c" & d', "张国清"]),
    unit=st.sampled_from(UNITS),
    **dict.fromkeys(FACET_NAMES, CHOSEN),
    exclude=EXCLUDED.map(tuple),
    theme_match=st.sampled_from(["", "all"]),
    since=DATES,
    until=DATES,
    sort=st.sampled_from(["", *SORTS]),
    page=st.integers(1, 3),
)


@pytest.mark.slow
@given(SEARCHES, st.sampled_from(FACET_NAMES))
def test_links_to_values_are_those_of_the_params(params, facet):
    links = FacetLinks(params, facet)
    for value in VALUES:
        selecting, excluding = links.urls(value)
        assert selecting == url(params.toggle(facet, value))
        assert excluding == url(params.toggle_exclude(facet, value))


@given(SEARCHES)
def test_links_to_years_are_those_of_the_params(params):
    links = YearLinks(params)
    for year in (2015, 2018, 2019):
        alone = (
            params.change(since=None, until=None)
            if params.whole_year == year
            else params.with_years(year, year)
        )
        assert links.url(year) == url(alone)


@given(SEARCHES, st.sampled_from(FACET_NAMES), st.sampled_from(VALUES))
def test_what_is_chosen_is_not_left_out_and_can_be_taken_back(params, facet, value):
    chosen = SearchParams(**{facet: ()}).toggle(facet, value)
    assert chosen.toggle(facet, value) == SearchParams()
    for changed in (params.toggle(facet, value), params.toggle_exclude(facet, value)):
        now = value in changed.selected_values(facet), value in changed.excluded_values(facet)
        assert now != (True, True)
        assert changed.page == 1
    assert value not in params.toggle(facet, value).excluded_values(facet)
    assert value not in params.toggle_exclude(facet, value).selected_values(facet)
