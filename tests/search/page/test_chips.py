"""Chips: one for each part of the search, linking to the search without it."""

import datetime as dt

import pytest

from archive.search.page.search_page import SearchPage
from archive.search.request.params import SearchParams
from tests.marks import parametrize_partly_slow

pytestmark = pytest.mark.django_db


def chips(**asked):
    return [(chip.kind, chip.label, chip.remove_url) for chip in SearchPage(SearchParams(**asked)).chips]


@parametrize_partly_slow(
    ("q", "kind", "label"),
    [
        ("library", "Word", "library"),
        ('"cheapest ships"', "Phrase", "“cheapest ships”"),
        ("librar*", "Beginning", "librar*"),
        ("-library", "Not word", "library"),
        ('-"cheapest ships"', "Not phrase", "“cheapest ships”"),
        ("speaker:Adeyemi", "Speaker", "“Adeyemi”"),
        ("-theme:libraries", "Not theme", "“libraries”"),
        ("before:2024-05", "Before", "2024-05"),
        ("after:2020", "After", "2020"),
        ("library OR harbour", "Words", "library OR harbour"),
        ("-(library OR harbour)", "Not words", "library OR harbour"),
    ],
    4,
)
def test_a_clause_of_the_query_is_taken_away_by_itself(statement, q, kind, label):
    assert chips(q=q) == [(kind, label, "/search/")]
    assert chips(q=f"{q} museum") == [
        (kind, label, "/search/?q=museum"),
        ("Word", "museum", f"/search/?{SearchParams(q=q).querystring()}"),
    ]


def test_selected_and_excluded_values(statement):
    asked = {
        "speaker": ("amara-adeyemi",),
        "language": ("en",),
        "exclude": (("theme", "libraries"), ("kind", "report")),
    }
    rest = "language=en&not-theme=libraries&not-kind=report"
    assert chips(**asked) == [
        ("Speaker", "Amara Adeyemi", f"/search/?{rest}"),
        ("Not theme", "Libraries", "/search/?speaker=amara-adeyemi&language=en&not-kind=report"),
        ("Not kind of document", "Report", "/search/?speaker=amara-adeyemi&language=en&not-theme=libraries"),
        ("Language", "English", "/search/?speaker=amara-adeyemi&not-theme=libraries&not-kind=report"),
    ]


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (dt.date(2024, 1, 1), dt.date(2024, 12, 31), [("Year", "2024", "/search/?q=library")]),
        (dt.date(2024, 3, 5), None, [("From", "5 March 2024", "/search/?q=library")]),
        (
            dt.date(2024, 3, 5),
            dt.date(2025, 1, 1),
            [
                ("From", "5 March 2024", "/search/?q=library&to=2025-01-01"),
                ("To", "1 January 2025", "/search/?q=library&from=2024-03-05"),
            ],
        ),
    ],
)
def test_dates(statement, since, until, found):
    assert chips(q="library", since=since, until=until)[1:] == found


def test_unit_and_order_are_kept_and_the_page_is_not(statement):
    asked = {"q": "library harbour", "unit": "statements", "sort": "oldest", "page": 3}
    assert [url for _kind, _label, url in chips(**asked)] == [
        "/search/?q=harbour&unit=statements&sort=oldest",
        "/search/?q=library&unit=statements&sort=oldest",
    ]


def test_no_query_shows_nothing(statement):
    assert chips() == []


def test_labels_are_escaped_on_the_page(client, statement):
    page = client.get("/search/", {"q": '"<script>x</script> y"'}).content.decode()
    assert "“&lt;script&gt;x&lt;/script&gt; y”" in page
    assert "<script>x" not in page
