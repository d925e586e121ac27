"""Counts proved: random searches in a random archive, against a count row by row."""

import csv
import datetime as dt
import io
from collections import Counter
from dataclasses import replace

import pytest
from django.db import transaction
from django.test import Client

from archive.models import Passage, Report, Statement
from archive.search.results import PER_PAGE, search
from tests.search_setup import load_columns_once, matching_ids

from .random_archive import (
    FACETS,
    Archive,
    count_by_value,
    count_results,
    expected_facet,
    expected_list,
    has_words,
    satisfies,
)

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SEARCHES = 300


@pytest.fixture(scope="module")
def archive(django_db_setup, django_db_blocker):
    """Written once for this module and rolled back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Archive(20250425)
        transaction.set_rollback(True)


@pytest.fixture
def columns(archive, monkeypatch):
    return load_columns_once(monkeypatch)


@pytest.fixture(scope="module")
def searches(archive):
    """Each with what it finds in plain Python: (params, rows with the words, those that satisfy the choices)."""
    archive.random.seed(4711)
    rows_made = []
    for _ in range(SEARCHES):
        params, words = archive.random_search()
        unit = "passages" if params.unit == "passages" else "statements"
        matching = [row for row in archive.rows if row.unit == unit and has_words(row, words)]
        rows_made.append((params, matching, [row for row in matching if satisfies(row, params)]))
    return rows_made


def test_the_archive_has_what_could_be_miscounted(archive, searches):
    public = [row for row in archive.rows if row.unit == "statements"]
    reports = Counter(row.utterance for row in public if row.utterance)
    assert len(public) == Statement.objects.published().count() > 120
    assert Statement.objects.count() - len(public) > 60
    assert len(archive.rows) - len(public) == Passage.objects.published().count() > 30
    assert sum(count > 1 for count in reports.values()) > 10
    assert Report.objects.confirmed().count() > sum(reports.values())
    assert sum(bool(fitting) for _params, _matching, fitting in searches) > 150
    assert sum(bool(params.exclude) for params, *_rest in searches) > 80
    assert sum(len(params.theme) > 1 and params.theme_match == "all" for params, *_rest in searches) > 10


def test_every_number_equals_a_count_by_hand(searches, columns):
    for params, matching, fitting in searches:
        results = search(params)
        if results.is_relaxed:
            assert matching == [], params
            continue
        assert results.total == count_results(fitting, params), params
        assert results.statements == len(fitting), params
        for name in FACETS:
            counts = {count.value: count.count for count in results.facets[name].counts if count.count}
            assert counts == expected_facet(matching, params, name), (name, params)
        dated = [row for row in matching if satisfies(row, params, excluding="year") and row.date]
        assert dict(results.years) == count_by_value(dated, params, lambda row: [row.date.year]), params


def test_every_order_lists_the_same_rows(archive, searches, columns):
    for params, matching, fitting in searches:
        if params.q and not matching:  # what nothing has may be answered by what has most of it
            continue
        expected = expected_list(fitting, archive, params)
        ids_by_sort = {
            sort: matching_ids(replace(params, sort=sort)) for sort in ("newest", "oldest", "relevance")
        }
        for ids in ids_by_sort.values():
            assert (len(ids), set(ids)) == (len(expected), expected), params
        dates = {row.id: row.date for row in fitting}
        newest = [dates[pk] or dt.date.min for pk in ids_by_sort["newest"]]
        oldest = [dates[pk] or dt.date.max for pk in ids_by_sort["oldest"]]
        assert newest == sorted(newest, reverse=True), params
        assert oldest == sorted(oldest), params


def test_the_pages_together_are_the_list(archive, searches, columns):
    longest = sorted(searches, key=lambda item: -len(item[2]))[:12]
    assert len(longest[-1][2]) > 2 * PER_PAGE
    for params, _matching, fitting in longest:
        for sort in ("newest", "oldest", "relevance"):
            wanted = replace(params, sort=sort)
            pages = [search(replace(wanted, page=page)) for page in range(1, search(wanted).pages + 1)]
            ids = [pk for page in pages for pk in page.ids]
            assert ids == matching_ids(wanted), wanted
            assert set(ids) == expected_list(fitting, archive, params), wanted
            assert [len(page.ids) for page in pages[:-1]] == [PER_PAGE] * (len(pages) - 1)


def test_json_has_the_same_numbers(archive, searches, columns):
    reader = Client()
    for params, matching, fitting in searches[:60]:
        body = reader.get(f"/search.json?{params.querystring()}").json()
        if body["relaxed"]:
            continue
        # Of facets that only statements have.
        assert [note for note in body["notes"] if not note.startswith("Paragraphs have no ")] == []
        assert (body["unit"], body["total"]) == (params.unit, count_results(fitting, params)), params
        assert (body["statements"], body["at_least"]) == (len(fitting), False)
        assert body["pages"] == max(1, -(-body["total"] // PER_PAGE))
        assert len(body["results"]) == min(PER_PAGE, body["total"])
        for name in FACETS:
            values = body["facets"][name]
            counts = {value["value"]: value["count"] for value in values if value["count"]}
            assert counts == expected_facet(matching, params, name), (name, params)
            assert {value["value"] for value in values if value["selected"]} == set(
                params.selected_values(name)
            )
            assert {value["value"] for value in values if value["excluded"]} == set(
                params.excluded_values(name)
            )
        dated = [row for row in matching if satisfies(row, params, excluding="year") and row.date]
        years = {bar["year"]: bar["count"] for bar in body["histogram"]}
        assert years == count_by_value(dated, params, lambda row: [row.date.year]), params


def test_json_counts_the_public_reports_of_each_utterance(archive, searches, columns):
    reports = Counter(row.utterance for row in archive.rows if row.utterance)
    utterances = {row.id: row.utterance for row in archive.rows}
    body = Client().get("/search.json").json()
    assert [result["reports"] for result in body["results"]] == [
        reports[utterances[result["id"]]] or 1 for result in body["results"]
    ]
    assert max(result["reports"] for result in body["results"]) > 1


def test_a_file_has_exactly_the_rows_of_the_list(archive, searches, columns):
    reader = Client()
    for params, _matching, fitting in [case for case in searches if case[2]][:20]:
        body = reader.get(f"/search.csv?{params.querystring()}").getvalue().decode("utf-8-sig")
        ids = [int(row["id"]) for row in csv.DictReader(io.StringIO(body, newline=""))]
        assert set(ids) == expected_list(fitting, archive, params), params
        assert ids == matching_ids(params)


def test_drafts_are_in_no_number(archive, columns):
    assert columns.occurs("speaker", [archive.speakers[0].pk]) is True
    assert columns.occurs("speaker", [archive.secret.pk]) is False
    assert Statement.objects.filter(speaker=archive.secret).count() > 30
    body = Client().get("/search.json?speaker=secret").json()
    assert body["notes"] == ["There is no speaker “secret” in the archive, so it was ignored."]
    assert "secret" not in {bucket["value"] for bucket in body["facets"]["speaker"]}
