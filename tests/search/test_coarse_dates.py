"""What is dated by the year or the month alone counts as its first day, and a search that divides it says so."""

import pytest
from django.http import QueryDict

from archive.search.page.search_page import SearchPage
from archive.search.request.params import SearchParams
from archive.search.results import search, whole_list
from archive.search.trends.params import read_trend_params
from archive.search.trends.series import count_trend
from archive.web.charts.trends import trend_notes
from tests.factories import make_document, make_event, make_statement

pytestmark = pytest.mark.django_db
IN_FIRST_PERIOD = "3 statements are dated by the year only and counted in its first period."


@pytest.fixture(autouse=True)
def archive():
    """Of January 2024 by the day, the month and the year; by the year of an event; and of 2023."""
    for date, precision in (
        ("2024-01-01", "day"),
        ("2024-01-01", "month"),
        ("2024-01-01", "year"),
        ("2024-01-09", "day"),
        ("2023-01-01", "year"),
        (None, ""),
    ):
        document = make_document(text="Harbours", date=date, date_precision=precision)
        event = None if date else make_event("Forum", start="2024-01-01", start_precision="year")
        make_statement(document, "Harbours", event=event)


@pytest.mark.parametrize(
    ("q", "total", "coarse"),
    [
        ("harbours date:2024-01", 5, [("2024", 2, False)]),
        ("harbours before:2024-02", 6, [("2024", 2, False)]),
        ("harbours until:2024-01-05", 5, [("2024", 2, False), ("2024-01", 1, False)]),
        ("date:2024-01-01", 4, [("2024", 2, False), ("2024-01", 1, False)]),
        ("date:2024-01-02..2024-01-20", 1, [("2024", 2, True), ("2024-01", 1, True)]),
        ("harbours after:2024-01-01", 1, [("2024", 2, True), ("2024-01", 1, True)]),
        ("harbours date:2023-07..2024-06", 5, [("2023", 1, True), ("2024", 2, False)]),
        ("harbours date:2024-06", 0, [("2024", 2, True)]),
        ("harbours after:2023-05 before:2023-09", 0, [("2023", 1, True)]),
        ("letters date:2024-06", 0, []),
        ("harbours date:2024", 5, []),
        ("harbours after:2023", 5, []),
        ("harbours date:2023..2024", 6, []),
        ("harbours", 6, []),
        ("letters date:2024-01", 0, []),
    ],
)
def test_a_search_that_ends_within_a_year_counts_what_has_the_year_only(q, total, coarse):
    params = SearchParams(q, "statements")
    results = search(params)
    assert (results.total, [tuple(dates) for dates in results.coarse_dates]) == (total, coarse)
    assert whole_list(params, 5_000).results.coarse_dates == results.coarse_dates


def test_the_dates_beside_the_words_count_too_and_page_and_file_say_so(client):
    address = "/search{}?q=harbours&unit=statements&from=2023-06&to=2024-01"
    notices = [
        "One more is dated 2023 only, which counts as its first day, and is left out.",
        "2 of these are dated 2024 only, which counts as its first day.",
    ]
    assert client.get(address.format(".json")).json()["notes"] == notices
    page, file = client.get(address.format("/")), client.get(address.format(".csv"))
    content = b"".join(file.streaming_content).decode()
    for notice in notices:
        assert notice in page.text
        assert notice in content


def test_paragraphs_have_the_dates_of_their_documents():
    page = SearchPage(SearchParams("harbours date:2024-01", "passages"))
    assert (page.total, page.notices) == (
        4,
        ["One of these is dated 2024 only, which counts as its first day."],
    )


@pytest.mark.parametrize(
    ("address", "notes"),
    [
        ("phrase=harbours&by=month", [IN_FIRST_PERIOD]),
        ("phrase=harbours&by=quarter&split=language", [IN_FIRST_PERIOD]),
        ("phrase=harbours&phrase=text:harbours&by=month", [IN_FIRST_PERIOD]),
        ("phrase=harbours&by=year", []),
        ("phrase=harbours&by=month&from=2024-01-02", []),
    ],
)
def test_phrases_over_time_say_what_they_count_in_the_first_period(address, notes):
    params, _notes = read_trend_params(QueryDict(address))
    assert trend_notes(count_trend(params)) == notes
