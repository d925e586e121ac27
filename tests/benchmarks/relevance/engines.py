"""What is asked for the same words: each gives the statements it lists first."""

from collections.abc import Callable
from itertools import pairwise

from django.db import connection

from archive.search.request.params import SearchParams
from archive.search.results import search
from tests.benchmarks.comparators import sqlite_fts

DEPTH = 10
Ask = Callable[[list[str], bool], list[int]]  # words, whether they are characters of Chinese -> statements

RANK_CD = """
SELECT object_id FROM archive_search, (SELECT %s::tsquery AS query) AS q
WHERE public AND unit = 1 AND vector @@ query ORDER BY ts_rank_cd(vector, query, 1) DESC, object_id DESC LIMIT 10
"""


def archive(words: list[str], unspaced: bool) -> list[int]:
    results = search(SearchParams(q=("" if unspaced else " ").join(words), unit="statements"))
    return [*results.ids, *results.nearest][:DEPTH]


def pairs(words: list[str], unspaced: bool) -> list[str]:
    """Their indexes have Chinese as pairs of characters, as ours has."""
    return [a + b for a, b in pairwise(words)] if unspaced else words


def rank_cd(words: list[str], unspaced: bool) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(query::text, ' | ') FROM unnest(%s::text[]) AS word,"
            " LATERAL (SELECT archive_search_forms('en', archive_search_words(word)) AS query) AS forms"
            " WHERE query::text <> ''",
            [pairs(words, unspaced)],
        )
        cursor.execute(RANK_CD, [cursor.fetchone()[0] or ""])
        return [pk for (pk,) in cursor.fetchall()]


def engines(database: str, slow: bool = True) -> dict[str, Ask]:
    """Leaves out tantivy where it is not installed (tests/benchmarks/comparators/tantivy_index.py says how)."""
    sqlite = sqlite_fts.Engine(database)
    found: dict[str, Ask] = {
        "archive": archive,
        "FTS5 OR": lambda words, unspaced: sqlite.best(pairs(words, unspaced), DEPTH),
        "FTS5 AND": lambda words, unspaced: sqlite.best(pairs(words, unspaced), DEPTH, " AND "),
    }
    try:
        from tests.benchmarks.comparators import tantivy_index
    except ImportError:
        pass
    else:
        tantivy = tantivy_index.Engine(database)
        found["tantivy"] = lambda words, unspaced: tantivy.best(pairs(words, unspaced), DEPTH)
    return found | ({"ts_rank_cd": rank_cd} if slow else {})
