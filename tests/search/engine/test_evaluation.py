"""Counts, list and order of one search agree, even while others write."""

import gc
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from archive.models import State, Statement
from archive.search.cache import BoundedCache
from archive.search.engine import Counts, FacetCounts, engine, stemming, tsquery
from archive.search.engine.count import size_of_result
from archive.search.engine.match import Matcher
from archive.search.query.parser import parse
from archive.search.request.params import SearchParams
from archive.search.results import search
from tests.factories import make_statement
from tests.search.connections import in_other_connection
from tests.search_setup import matching_ids

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.slow
def test_counts_and_list_of_one_search_are_of_one_moment(statement, second_statement):
    """Between the two another thread of this process may search, and thereby refresh the columns."""
    params = SearchParams(speaker=("amara-adeyemi",))
    assert search(params).total == 1
    matches = engine.match(params, parse(params.q))
    in_other_connection(
        lambda: Statement.objects.filter(pk=statement.pk).update(speaker=second_statement.speaker)
    )
    assert search(params).total == 0
    assert matches.counts.total == len(matches.order())


@pytest.mark.slow
def test_rows_that_change_during_a_search_are_searched_again(statement, second_statement, monkeypatch):
    """Otherwise what was found before the edit would be counted, and cached, as of after it."""
    params, match = SearchParams(q="deputy OR library"), Matcher.match

    def match_before_others_write(self, query):
        matches = match(self, query)
        monkeypatch.setattr(Matcher, "match", match)
        in_other_connection(
            lambda: Statement.objects.filter(pk=second_statement.pk).update(state=State.DRAFT)
        )
        in_other_connection(
            lambda: make_statement(statement.document, "Her deputy promised that the catalogue")
        )
        search(SearchParams(sort="oldest"))
        return matches

    monkeypatch.setattr(Matcher, "match", match_before_others_write)
    total = search(params).total
    assert (total, search(params.change(page=2)).total) == (2, 2)
    assert sorted(matching_ids(params)) == sorted(Statement.objects.published().values_list("pk", flat=True))


@pytest.mark.slow
def test_threads_searching_during_writes_get_consistent_results(statement, second_statement):
    """Each result by itself: as many rows as its total, and each speaker's count what choosing it would list."""
    stop, wrong = threading.Event(), []

    def search_repeatedly():
        try:
            while not stop.is_set():
                results = search(SearchParams(q="deputy OR library", sort="newest"))
                if (
                    len(results.ids) != results.total
                    or sum(c.count for c in results.facets["speaker"].counts) != results.total
                ):
                    wrong.append((results.total, results.ids, results.facets["speaker"]))
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        searches = [pool.submit(search_repeatedly) for _ in range(3)]
        try:
            for number in range(25):
                speaker = (statement.speaker, second_statement.speaker)[number % 2]
                Statement.objects.filter(pk=second_statement.pk).update(speaker=speaker)
        finally:
            stop.set()
        for params in searches:
            params.result(timeout=30)
    assert wrong == []


@pytest.mark.slow
def test_threads_get_their_own_pages_from_small_caches(statement, second_statement, monkeypatch):
    """Each drives out of the caches what the others are about to read; none of them may fail or get another's page."""
    monkeypatch.setattr(tsquery, "tsquery_cache", BoundedCache(10))
    monkeypatch.setattr(stemming, "stem_cache", BoundedCache(10))
    one, other = f"#s{statement.pk}", f"#s{second_statement.pk}"
    expected = {
        "every": (one, other),
        "deputy": (other, one),
        "deserves": (one, other),
        "promised": (other, one),
    }

    def visit(first):
        reader, answers = Client(), []
        try:
            for number in range(12):
                word = list(expected)[(first + number) % len(expected)]
                words = " OR ".join([word, *(f"word{first}x{number}x{n}" for n in range(6))])
                response = reader.get("/search/", {"q": words})
                body = response.content.decode()
                answers.append((response.status_code, *(address in body for address in expected[word])))
        finally:
            connection.close()
        return answers

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(visit, range(4))) == [[(200, True, False)] * 12] * 4
    assert len(tsquery.tsquery_cache) <= 10
    assert len(stemming.stem_cache) <= 10


def test_the_results_kept_are_bounded_by_what_they_hold():
    """Dictionaries of nine thousand values were nearly a megabyte; 200 of them made a worker grow by as many."""
    few = Counts(0, 0, {"speaker": FacetCounts.from_mapping({})}, [])
    many = Counts(
        9_000, 9_000, {"speaker": FacetCounts.from_mapping(dict.fromkeys(range(9000), 1))}, [(2020, 9_000)]
    )
    assert 0 < size_of_result(few) < 10_000
    assert size_of_result(many) > 9_000 * 8
    assert size_of_result({}) > 50_000


def test_nothing_of_a_search_is_left_when_it_was_answered(statement):
    """Its rows are megabytes in a large archive, and the garbage collector would find them after many other pages."""
    gc.disable()
    try:
        matches = engine.match(SearchParams(q="libraryy"), parse("libraryy"))
        assert (matches.order(), matches.nearest_ids()) == ([], [])
        left = [weakref.ref(matches), weakref.ref(matches.matcher)]
        del matches
        assert [reference() for reference in left] == [None, None]
    finally:
        gc.enable()
