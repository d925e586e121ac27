"""The figures of the archive, each against a count of rows."""

import csv
import io

import pytest

from archive.models import Statement
from archive.search.engine import engine
from archive.search.query.parser import parse
from archive.search.trends.figures import count_figures
from tests.factories import make_document, make_source, make_speaker, make_statement, make_theme
from tests.search_setup import load_columns_once

pytestmark = pytest.mark.django_db
WORDS = "every harbour deserves a library"


@pytest.fixture
def archive(statement, draft_statement, hidden_statement, theme, speaker, monkeypatch):
    courier = make_source("Courier", slug="courier")
    below = make_theme("Reading rooms", slug="reading-rooms", parent=theme)
    document = make_document(source=courier, language="fr", date="2020-01-01", coverage="full")
    make_statement(document, WORDS, themes=[below], speaker=speaker)
    make_statement(document, "a promise kept", speaker=make_speaker("Bo", slug="bo"))
    load_columns_once(monkeypatch)


def test_every_figure_is_the_total_of_its_search_and_a_count_of_rows(archive):
    figures = count_figures()
    public = Statement.objects.published()
    columns = {
        "source": "document__source__slug",
        "language": "document__language",
        "attribution": "attribution",
    }
    for table in figures.tables:
        for row in table.rows:
            assert engine.match(row.params, parse("")).counts.total == row.count
            if table.name in columns:
                assert public.filter(**{columns[table.name]: row.value}).count() == row.count
    assert figures.years == [(2020, 2), (2024, 1)]
    assert (figures.total, [theme.label for theme in figures.themes]) == (3, ["Libraries"])
    assert [
        (row.speaker.label, row.speaker.count, [cell.count for cell in row.cells]) for row in figures.matrix
    ] == [
        ("Amara Adeyemi", 2, [2]),
        ("Bo", 1, [0]),
    ]
    for row in figures.matrix:
        for cell in row.cells:
            assert engine.match(cell.params, parse("")).counts.total == cell.count


def test_the_page_and_its_file(client, archive, django_assert_num_queries):
    with django_assert_num_queries(2):
        page = client.get("/figures/")
    assert "3 published statements." in page.text
    assert "1 of 2 documents are fully annotated." in page.text
    rows = list(csv.DictReader(io.StringIO(client.get("/figures.csv").content.decode("utf-8-sig"))))
    assert [
        (row["value"], row["documents"], row["fully_annotated"]) for row in rows if row["table"] == "coverage"
    ] == [
        ("Courier", "1", "1"),
        ("Harbour Gazette", "1", "0"),
    ]
    assert {row["statements"] for row in rows if row["theme"] == "Libraries"} == {"2", "0"}


def test_an_archive_without_statements_has_figures(client):
    assert "0 published statements." in client.get("/figures/").text


def test_statements_without_a_date_are_counted_beside_the_years(client, archive):
    assert "without a date" not in client.get("/figures/").text
    make_statement(make_document(slug="undated", date=None), WORDS)
    assert count_figures().undated_count == 1
    assert "1 statement without a date is not shown." in client.get("/figures/").text
    lines = client.get("/figures.csv").content.decode("utf-8-sig").splitlines()
    assert "year,undated,,1,,," in lines
