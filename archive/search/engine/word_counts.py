"""In how many statements words are, for many words at once."""

from collections.abc import Iterable, Sequence

import numpy as np
from django.conf import settings
from django.db import connection

from archive.search.engine.store.shared import latest_columns
from archive.search.query.nodes import Term
from archive.search.request.params import SearchParams

from .budget import Budget
from .count import make_facet_filter
from .match import Matcher
from .rows import bitmap
from .tsquery import EXACT, tsqueries

STATEMENT, PASSAGE = 1, 2
ROWS = "SELECT word, sum(rows)::int FROM archive_search_word WHERE word = ANY (%s) GROUP BY word"
WORDS = (
    "SELECT word, ndoc FROM ts_stat(format('SELECT vector FROM archive_search WHERE unit = 1 AND public"
    " AND object_id = ANY (%%L)', %s::bigint[]::text), 'c')"
)


def frequent_words(ids: Sequence[int], min_count: int) -> dict[str, int]:
    """Folded words of the texts of these statements, of scripts without spaces pairs of characters -> how many of the
    statements have them, ``min_count`` or more. One query; raises SearchTimeoutError."""
    counts = Budget(settings.SEARCH_BUDGET).fetch(f"{WORDS} WHERE ndoc >= %s", [list(ids), min_count])
    return {word.removeprefix(EXACT): number for word, number in counts}


def word_frequencies(words: Iterable[str]) -> tuple[dict[str, int], int]:
    """About how many public passages have each of the words, and of how many, as of the last reindexing. One query."""
    with latest_columns() as columns:
        passages = columns.count_rows(PASSAGE)
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [list(words)])
        return dict(cursor.fetchall()), passages


def count_terms(
    params: SearchParams, narrower: SearchParams, terms: Sequence[Term], milliseconds: int
) -> tuple[list[tuple[int, int]], bool]:
    """Returns for each term how many public statements of either request, without their words, have it; and whether
    time ran out: then the last terms are left out and there may be more. At most one query for each term that is not
    cached."""
    with latest_columns() as columns:
        view = columns.view()
    budget = Budget(milliseconds)
    matcher = Matcher(view, STATEMENT, budget)
    all_rows = view.rows(STATEMENT)
    masks = [
        bitmap(make_facet_filter(view, request, all_rows).rows, view.size) for request in (params, narrower)
    ]
    tsqueries(list(terms), view)  # all of them by one query
    counted = []
    for term in terms:
        if budget.remaining_time() <= 0:
            break
        rows = matcher.rows_of(term)
        counted.append((int(np.count_nonzero(masks[0][rows])), int(np.count_nonzero(masks[1][rows]))))
    return counted, matcher.is_partial or len(counted) < len(terms)
