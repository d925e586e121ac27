"""Phrases over time: the page, its drawing, its file."""

import csv
import datetime as dt
import html
import io

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from archive.search.request.links import url
from archive.search.request.params import SearchParams
from archive.search.trends.series import Drawing, Line, Period
from archive.web.charts.drawing import MAX_IN_TABLES, PeriodLinks, draw_all, make_ticks
from tests.factories import make_document, make_statement
from tests.marks import parametrize_partly_slow
from tests.search_setup import clear_stem_caches, load_columns_once

WORDS = "every harbour deserves a library"


@given(st.floats(min_value=0.001, max_value=10**7), st.sampled_from(["count", "rate"]))
def test_ticks_fall_in_equal_steps_from_above_the_highest_to_zero(highest, measure):
    highest = max(1, round(highest)) if measure == "count" else highest
    ticks = make_ticks(highest, measure)
    assert ticks[0] >= highest > 0
    assert ticks[-1] == 0
    assert 2 <= len(ticks) <= 6
    assert ticks[0] / 2 <= highest or len(ticks) == 2
    if measure == "count":
        assert all(tick == int(tick) for tick in ticks)


def test_links_of_periods_are_the_searches_that_they_count():
    params = SearchParams("text:a", since=dt.date(2020, 2, 3), source=("x&from=2000-01-01&to=2000-12-31",))
    line = Line("a", params, 3, {}, {})
    for number in (2020 * 12 + 1, 2021 * 12, 2024 * 12 + 1):
        period = Period("month", number)
        assert PeriodLinks(line).url(period) == url(line.search(period))


@pytest.mark.parametrize(("periods", "phrases"), [(80, 4), (240, 4), (120, 1)])
def test_a_page_of_many_numbers_stays_small(periods, phrases):
    labels = [f"A source with a name of some length {number}" for number in range(5)]
    counts = {number: number % 7 for number in range(periods)}
    lines = [
        Line(label, SearchParams(label), 9, {1900 + n: c for n, c in counts.items()}, {}) for label in labels
    ]
    charts = draw_all([Drawing("a", lines, "year")] * phrases, "count")
    context = {"params": None, "csv": "/trends.csv", "number": 1}
    page = "".join(render_to_string("archive/charts/lines.html", context | {"chart": c}) for c in charts)
    assert len(page) < 90_000
    has_table = periods * phrases * len(labels) <= MAX_IN_TABLES
    assert ("<td>6</td>" in page, "The file has the numbers of" in page) == (has_table, not has_table)


@pytest.fixture
def later_statement(statement, draft_statement, hidden_statement):
    return make_statement(make_document(date="2025-06-01"), WORDS)


@pytest.mark.slow
def test_the_page_names_first_use_counts_and_coverage(client, statement, later_statement):
    answer = client.get("/trends/?phrase=harbour&phrase=deserves+a+library&by=year")
    assert [line.label for line in answer.context["charts"][0].lines] == ["harbour", "deserves a library"]
    rows = answer.context["charts"][0].rows
    assert [(str(row.period), [cell[:2] for cell in row.cells]) for row in rows] == [
        ("2024", [(1, 1), (1, 1)]),
        ("2025", [(1, 1), (1, 1)]),
    ]
    assert (
        "6 March 2024, Amara Adeyemi</a>" in answer.text or "5 March 2024, Amara Adeyemi</a>" in answer.text
    )
    assert "0 of 2 documents concerned are fully annotated" in answer.text
    assert 'value="deserves a library"' in answer.text
    assert 'role="img" aria-labelledby="chart-title-1"' in answer.text
    assert answer["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get("/trends/")


def test_the_file_has_the_numbers_of_the_page(client, statement, later_statement):
    answer = client.get("/trends.csv?phrase=harbour&by=year&measure=rate")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    columns = ("period", "phrase", "series", "statements", "of", "per_1000")
    assert [tuple(row[column] for column in columns) for row in rows] == [
        ("2024", "text:harbour", "harbour", "1", "1", "1000.000"),
        ("2025", "text:harbour", "harbour", "1", "1", "1000.000"),
    ]
    assert rows[0]["url"].endswith(
        "/search/?q=text%3Aharbour&unit=statements&not-translation=machine&from=2024-01-01&to=2024-12-31"
    )


NOTE = "No text or name has “harbourly”. It was searched as a form of words such as “harbour”."


def test_page_and_file_name_a_word_that_is_counted_in_other_forms_only(client, statement):
    assert NOTE in client.get("/trends/?phrase=harbourly").text
    answer = client.get("/trends.csv?phrase=harbourly")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["statements"], row["notes"]) for row in rows] == [("1", NOTE)]


def test_a_file_without_lines_says_why_in_its_head(client, statement):
    answer = client.get("/trends.csv?phrase=lighthouse")
    (head,) = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head[-2:] == ["notes", "No statement contains “lighthouse”."]


def test_the_search_leads_to_its_words_over_time(client, statement):
    assert (
        'href="/trends/?phrase=harbour&amp;kind=speech"' in client.get("/search/?q=harbour&kind=speech").text
    )
    assert "/trends/?phrase" not in client.get("/search/?kind=speech").text


@parametrize_partly_slow(
    ("query", "words"),
    [
        ("phrase=" + "+".join(["word"] * 200), "The query was too long"),
        ("phrase=qqa&phrase=qqb&phrase=qqc&phrase=qqd", "No statement contains “qqd”."),
        ("phrase=harbour&by=fortnight&split=%00&from=99999&to=x", "is not a valid value for “by”"),
        ("phrase=harbour&from=2025&to=2020", "they were swapped"),
        ("phrase=%22", "contains no words"),
        ("phrase=harbour&speaker=%00", "There is no speaker"),
    ],
    2,
)
@pytest.mark.slow
def test_bad_input_is_a_sentence(client, statement, query, words):
    for address in (f"/trends/?{query}", f"/trends.csv?{query}"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert words in html.unescape(answer.content.decode())


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_takes_as_many_queries_for_three_statements_as_for_one(
    client, statement, django_assert_num_queries, monkeypatch, rows
):
    for number in range(rows - 1):
        make_statement(make_document(date=f"202{number}-06-01"), WORDS)
    clear_stem_caches()
    load_columns_once(monkeypatch)
    with django_assert_num_queries(14):
        assert client.get("/trends/?phrase=harbour").status_code == 200
