"""Relaxed matching when no row has all the words, so that a sentence remembered wrongly finds its document.

A word weighs what it tells apart: the logarithm of how few rows have it. Rows are gathered by the rarer words, must
come near the weight that the nearest has, and are then weighed with the common ones, too; a long row needs more of the
words than a short one (the length normalisation of BM25).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from django.db import connection

from archive.search.cache import BoundedCache
from archive.search.query.nodes import Field, Node, Not, Term
from archive.search.query.parser import Query
from archive.text.words import is_cjk

from .budget import SearchTimeoutError
from .fields import field_mask
from .match import PACKED_IDS, Matcher, unpack_ids
from .tsquery import TsQueries, tsqueries, where_sql

MIN_WORDS = 3
COMMON_SHARE = 0.01  # of all rows; words in more of them find too many to gather by
FEW_ROWS = 2_000  # never too many
MAX_ROWS = 1_000
WEIGHED_ROWS = 500
NEAR = 0.4  # of the weight that the nearest row has
MIN_SHARE = 0.15  # of the weight of all words; words that were never there weigh much
# The customary constants of BM25: how quickly more of the words count less, and how much the length of a row counts.
K1 = 1.2
B = 0.5
MAX_AGE = 600  # seconds for which the frequencies of common words are cached

WeightedWords = list[tuple[TsQueries, float]]


@dataclass(frozen=True)
class RelaxedMatch:
    """``rows`` ascending, with the score of each."""

    rows: np.ndarray
    scores: np.ndarray

    def order(self, rows: np.ndarray) -> np.ndarray:
        """Some of these rows, the nearest first."""
        scores = self.scores[np.searchsorted(self.rows, rows)]
        return rows[np.argsort(-scores, kind="stable")]


def minimum_should_match(matcher: Matcher, query: Query) -> RelaxedMatch | None:
    """None where the query is too short or too intricate for that, time ran out, or nothing comes near."""
    terms = [word for clause in query.clauses if isinstance(clause, Term) for word in single_words(clause)]
    rest = [clause for clause in query.clauses if not isinstance(clause, Term)]
    if len(terms) < MIN_WORDS or not all(isinstance(clause, Field | Not) for clause in rest):
        return None
    try:
        gathered = gather(matcher, terms)
        if gathered is None:
            return None
        rows, scores, common = gathered
        scores = weigh(matcher, rows, scores, common)
    except SearchTimeoutError:
        return None
    order = np.argsort(rows)
    rows, scores = rows[order], scores[order]
    mask = clause_mask(matcher, rest, rows)
    return RelaxedMatch(rows[mask], scores[mask]) if mask.any() else None


def clause_mask(matcher: Matcher, clauses: Sequence[Node], rows: np.ndarray) -> np.ndarray:
    """For each row whether it satisfies all these fields and denials."""
    mask = np.ones(len(rows), np.bool_)
    for clause in clauses:
        if isinstance(clause, Field):
            mask &= field_mask(matcher.columns, clause, rows)
        elif isinstance(clause, Not):
            mask &= ~np.isin(rows, matcher.rows_of(clause.child))
    return mask


def single_words(term: Term) -> list[Term]:
    """The words of a phrase one by one; of Chinese, Japanese and Korean the pairs that the index has."""
    words = term.words
    if len(words) == 1:
        return [term]
    ideographic = [is_cjk(word) for word in words]
    pairs = [
        Term(a + b)
        for a, b, *both in zip(words, words[1:], ideographic, ideographic[1:], strict=False)
        if all(both)
    ]
    return pairs + [Term(word) for word, is_so in zip(words, ideographic, strict=True) if not is_so]


def gather(matcher: Matcher, terms: list[Term]) -> tuple[np.ndarray, np.ndarray, WeightedWords] | None:
    """(rows, their scores, the common words with their weights) by the rarer words, best first."""
    total = max(len(matcher.everything), 1)
    shares = word_shares(matcher.columns.database)
    found: list[tuple[np.ndarray, float]] = []
    common: WeightedWords = []
    for queries in tsqueries(list(dict.fromkeys(terms)), matcher.columns.languages):
        share = max((shares.get(query.lexeme, 0.0) for query in queries), default=0.0)
        if share > COMMON_SHARE and share * total > FEW_ROWS:
            common.append((queries, log(1 / share)))
            continue
        test, words = where_sql(queries)
        sql = f"{PACKED_IDS} archive_search WHERE public AND unit = %s AND {test}"
        rows = unpack_ids(matcher.budget.fetch(sql, [matcher.unit, *words]))
        rows = rows[rows < matcher.columns.size]
        if len(rows):
            found.append((rows, log(1 + total / len(rows))))
    if not found:
        return None
    rows, scores = nearest_rows(matcher, found)
    return (rows, scores, common) if len(rows) else None


def nearest_rows(matcher: Matcher, found: list[tuple[np.ndarray, float]]) -> tuple[np.ndarray, np.ndarray]:
    """Of the rows of each word, with its weight, the best with the sum of theirs; MAX_ROWS at most."""
    rows, positions = np.unique(np.concatenate([rows for rows, _weight in found]), return_inverse=True)
    weights = np.concatenate([np.full(len(of_word), weight) for of_word, weight in found])
    scores = np.bincount(positions, weights)
    scores[matcher.columns.unit[rows] != matcher.unit] = 0
    least = max(NEAR * scores.max(), MIN_SHARE * sum(weight for _rows, weight in found))
    enough = np.flatnonzero(scores >= least)
    best = enough[np.argsort(-scores[enough], kind="stable")][:MAX_ROWS]
    return rows[best], scores[best]


def weigh(matcher: Matcher, rows: np.ndarray, scores: np.ndarray, common: WeightedWords) -> np.ndarray:
    """The scores of the best rows with the common words in them, and with their length; 0 for the other rows."""
    head = rows[:WEIGHED_ROWS].tolist()
    tests, values = ["0"], []
    for queries, weight in common:
        test, words = where_sql(queries)
        tests.append(f"CASE WHEN {test} THEN %s ELSE 0 END")
        values += [*words, weight]
    sql = f"SELECT id, {' + '.join(tests)}, length(vector) FROM archive_search WHERE id = ANY (%s)"
    found = {row: (more, length) for row, more, length in matcher.budget.fetch(sql, [*values, head])}
    more = np.array([float(found.get(row, (0, 0))[0]) for row in head])
    lengths = np.array([found.get(row, (0, 1))[1] for row in head], float)
    norm = 1 - B + B * lengths / max(lengths.mean(), 1)
    weighed = (scores[:WEIGHED_ROWS] + more) * (K1 + 1) / (1 + K1 * norm)
    return np.concatenate([weighed, np.zeros(len(rows) - len(head))])


shares_cache: BoundedCache[str, dict[str, float]] = BoundedCache(8, max_age=MAX_AGE)  # by database


def word_shares(database: str) -> dict[str, float]:
    """The share of rows that each of the commonest words stands in, as PostgreSQL's statistics estimate it."""
    shares = shares_cache.get(database)
    if shares is None:
        shares = read_word_shares()
        if shares:  # without statistics there is nothing to keep: they are looked for again
            shares_cache.put(database, shares)
    return shares


def read_word_shares() -> dict[str, float]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT most_common_elems::text::text[], most_common_elem_freqs FROM pg_stats"
            " WHERE schemaname = current_schema() AND tablename = 'archive_search' AND attname = 'vector'"
        )
        words, shares = cursor.fetchone() or ([], [])
    return dict(zip(words or [], shares or [], strict=False))
