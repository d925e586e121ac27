import datetime as dt

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from archive.search.request.filters import read_params
from archive.search.request.params import FACET_NAMES, SearchParams

slugs = st.lists(st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True), unique=True, max_size=3).map(tuple)
days = st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
searches = st.builds(
    SearchParams,
    q=st.text(max_size=20),
    unit=st.sampled_from(["statements", "passages"]),
    **dict.fromkeys(FACET_NAMES, slugs),
    since=days,
    until=days,
    sort=st.sampled_from(["", "relevance", "newest", "oldest"]),
    page=st.integers(1, 99),
)


@pytest.mark.slow
@given(searches)
def test_the_query_string_holds_exactly_the_search(params):
    data = QueryDict(params.querystring())
    assert {name: tuple(data.getlist(name)) for name in FACET_NAMES} == {
        n: params.selected_values(n) for n in FACET_NAMES
    }
    assert data.get("q", "") == params.q
    assert data.get("from", "") == (params.since.isoformat() if params.since else "")
    assert data.get("to", "") == (params.until.isoformat() if params.until else "")
    assert (data.get("unit", "statements"), data.get("sort", ""), int(data.get("page", 1))) == (
        params.unit,
        params.sort,
        params.page,
    )


@given(searches, st.sampled_from(FACET_NAMES))
@pytest.mark.slow
def test_toggling_twice_is_the_same_search_on_its_first_page(params, facet):
    once = params.toggle(facet, "new-value!")
    assert once.selected_values(facet) == (*params.selected_values(facet), "new-value!")
    assert once.toggle(facet, "new-value!") == params.change()


def test_the_order_follows_the_words_unless_chosen():
    assert SearchParams().order == "newest"
    assert SearchParams(q="ships").order == "relevance"
    assert SearchParams(q="ships", sort="oldest").order == "oldest"
    assert SearchParams(sort="relevance").order == "newest"


def test_a_whole_year_is_known_as_one():
    year = SearchParams(q="x", page=3).with_years(2024, 2024)
    assert year.whole_year == 2024
    assert year.querystring() == "q=x&from=2024-01-01&to=2024-12-31"
    assert SearchParams(since=dt.date(2024, 1, 1)).whole_year is None
    assert SearchParams(since=dt.date(2024, 1, 2), until=dt.date(2024, 12, 31)).whole_year is None
    assert SearchParams(since=dt.date(2023, 5, 1), until=dt.date(2024, 12, 31)).covers_year(2024)
    assert not SearchParams(since=dt.date(2023, 5, 1), until=dt.date(2024, 12, 31)).covers_year(2023)
    assert not SearchParams().covers_year(2024)


def no_day(one, other):
    return f"No day is within both {one} and {other}, so nothing can be found."


def no_facet(label):
    return f"Paragraphs have no {label}: only statements can be found or left out by it."


@pytest.mark.parametrize(
    ("query", "notes"),
    [
        ("q=before:2020&from=2021", [no_day("date:2021-01-01..", "before:2020")]),
        ("q=date:2020&to=2019-05", [no_day("date:2020", "date:..2019-05-31")]),
        ("q=date:2020&to=2020-05&from=2020-03", []),
        ("q=date:2020 OR date:2022&from=2021&to=2021", []),
        ("q=before:2020 after:2021&from=2022", [no_day("after:2021", "before:2020")]),
        ("q=before:2020&from=2021&to=2019", ["“From” is later than “To”, so nothing can be found."]),
        ("q=speaker:amara&unit=passages", [no_facet("speaker")]),
        ("q=-(theme:libraries event:harbour)&unit=passages", [no_facet("theme")]),
        ("attribution=verbatim&not-kind=speech&unit=passages", [no_facet("attribution")]),
        ("not-speaker=amara-adeyemi&unit=passages", [no_facet("speaker")]),
        ("q=speaker:amara&unit=statements", []),
        (
            "kind=speech&not-kind=speech&not-kind=report",
            ["“speech” is both chosen and excluded, so only the choice was used."],
        ),
    ],
)
@pytest.mark.django_db
def test_choices_that_leave_nothing_or_do_nothing_are_named(statement, query, notes):
    assert read_params(QueryDict(query))[1].notes == notes
