from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from archive.search.cache import BoundedCache
from archive.search.engine import stemming, tsquery
from archive.search.engine.stemming import stem
from archive.search.engine.store.columns import Columns
from archive.search.engine.tsquery import tsqueries
from archive.search.query.nodes import Term

pytestmark = pytest.mark.django_db
STEMS = {
    "ships": "ship",
    "libraries": "librari",
    "governing": "govern",
    "promises": "promis",
    "harbours": "harbour",
}


def test_each_word_has_the_stem_of_its_language(django_assert_num_queries):
    stemming.stem_cache.clear()
    with django_assert_num_queries(1):
        found = stem([("en", "libraries"), ("fr", "libraries"), ("zh-Hans", "国清")])
    assert found == {
        ("en", "libraries"): "librari",
        ("fr", "libraries"): "librar",
        ("zh-Hans", "国清"): "国清",
    }
    with django_assert_num_queries(0):
        assert stem([("fr", "libraries")]) == {("fr", "libraries"): "librar"}


@pytest.mark.slow
def test_threads_with_a_small_cache_get_the_right_stems(monkeypatch):
    """Each thread drives out what the others are about to read."""
    monkeypatch.setattr(stemming, "stem_cache", BoundedCache(10))
    monkeypatch.setattr(tsquery, "tsquery_cache", BoundedCache(10))
    words = list(STEMS)
    columns = Columns()
    columns.facets["language"].add_keys([1], ["en"])

    def work(first):
        try:
            for number in range(30):
                more = [f"word{(first * 7 + number + step) % 50}" for step in range(8)]
                some = [words[(first + number) % len(words)], *more]
                found = stem([("en", word) for word in some])
                assert found == {("en", word): STEMS.get(word, word) for word in some}
                groups = tsqueries([Term(word) for word in some], columns)
                assert [query.text for (query,) in groups] == [f"'ø{word}'" for word in some]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert len(stemming.stem_cache) <= 10
    assert len(tsquery.tsquery_cache) <= 10


@pytest.mark.django_db
def test_words_of_grammar_are_those_of_the_languages_list_else_the_short_ones():
    words = [
        ("en", "with"),
        ("en", "oil"),
        ("fr", "avec"),
        ("fr", "with"),
        ("zh-Hant", "the"),
        ("ar", "bank"),
    ]
    assert stemming.find_stop_words(words) == dict(
        zip(words, [True, False, True, False, True, False], strict=True)
    )
