"""When nothing has all the words: what comes nearest, so that a sentence remembered wrongly finds its document.

A word weighs what it tells apart: the logarithm of how few rows have it. Rows are gathered by the rarer words, must
come near the weight that the nearest has, and are then weighed with the common ones, too; a long row needs more of the
words than a short one (the length normalisation of BM25).
"""

from dataclasses import dataclass
from math import log

import numpy as np
from django.db import connection

from archive.search.query.lexer import Field, Term
from archive.search.query.parser import Not, Query

from .budget import TooLong
from .cache import BoundedCache
from .fields import field_rows
from .match import PACKED, Matching, unpacked
from .tsquery import condition, stemmed

FEWEST_WORDS = 3
COMMON = 0.01  # of all rows; words in more of them find too many to gather by
FEW = 2_000  # rows that are never too many
MOST_ROWS = 1_000
WEIGHED = 500
NEAR = 0.4  # of the weight that the nearest row has
LEAST = 0.15  # of the weight of all words; words that were never there weigh much
LENGTH = 0.5  # how much the length of a row counts, from 0 to 1
MAX_AGE = 600  # seconds for which the frequencies of common words are kept


@dataclass(frozen=True)
class Most:
    """``rows`` ascending, with the score of each."""

    rows: np.ndarray
    scores: np.ndarray

    def in_order(self, rows: np.ndarray) -> np.ndarray:
        scores = self.scores[np.searchsorted(self.rows, rows)]
        return rows[np.argsort(-scores, kind="stable")]


def most_of(matching: Matching, query: Query) -> Most | None:
    """None where the query is too short or too intricate for that, time ran out, or nothing comes near."""
    terms = [word for clause in query.clauses if isinstance(clause, Term) for word in words_apart(clause)]
    rest = [clause for clause in query.clauses if not isinstance(clause, Term)]
    if len(terms) < FEWEST_WORDS or not all(isinstance(clause, Field | Not) for clause in rest):
        return None
    try:
        gathered = gather(matching, terms)
        if gathered is None:
            return None
        rows, scores, common = gathered
        rows, scores = weigh(matching, rows, scores, common)
    except TooLong:
        return None
    order = np.argsort(rows)
    rows, scores = rows[order], scores[order]
    fits = np.ones(len(rows), np.bool_)
    for clause in rest:
        if isinstance(clause, Field):
            fits &= field_rows(matching.columns, clause, rows)
        else:
            fits &= ~np.isin(rows, matching.of(clause.child))
    return Most(rows[fits], scores[fits]) if fits.any() else None


def words_apart(term: Term) -> list[Term]:
    """The words of a phrase one by one; of Chinese, Japanese and Korean the pairs that the index has."""
    words = term.words
    if len(words) == 1:
        return [term]
    signs = [word[0] >= "\u3040" for word in words]
    pairs = [
        Term(a + b) for a, b, *both in zip(words, words[1:], signs, signs[1:], strict=False) if all(both)
    ]
    return pairs + [Term(word) for word, sign in zip(words, signs, strict=True) if not sign]


def gather(matching: Matching, terms: list[Term]):
    """(rows, their scores, the common words with their weights) by the rarer words, best first."""
    everything = max(len(matching.everything), 1)
    shares = common_words(matching.columns.name)
    found, common = [], []
    for groups in stemmed(list(dict.fromkeys(terms)), matching.columns.languages):
        share = max((shares.get(group.word, 0.0) for group in groups), default=0.0)
        if share > COMMON and share * everything > FEW:
            common.append((groups, log(1 / share)))
            continue
        test, words = condition(groups)
        sql = f"{PACKED} archive_search WHERE public AND unit = %s AND {test}"
        rows = unpacked(matching.budget.fetch(sql, [matching.unit, *words]))
        rows = rows[rows < matching.columns.size]
        if len(rows):
            found.append((rows, log(1 + everything / len(rows))))
    if not found:
        return None
    rows, places = np.unique(np.concatenate([rows for rows, _weight in found]), return_inverse=True)
    scores = np.bincount(places, np.concatenate([np.full(len(rows), weight) for rows, weight in found]))
    scores[matching.columns.unit[rows] != matching.unit] = 0
    least = max(NEAR * scores.max(), LEAST * sum(weight for _rows, weight in found))
    enough = np.flatnonzero(scores >= least)
    best = enough[np.argsort(-scores[enough], kind="stable")][:MOST_ROWS]
    return (rows[best], scores[best], common) if len(best) else None


def weigh(
    matching: Matching, rows: np.ndarray, scores: np.ndarray, common: list
) -> tuple[np.ndarray, np.ndarray]:
    """The best rows' scores with the common words in them, and with their length."""
    head = rows[:WEIGHED].tolist()
    tests, values = ["0"], []
    for groups, weight in common:
        test, words = condition(groups)
        tests.append(f"CASE WHEN {test} THEN %s ELSE 0 END")
        values += [*words, weight]
    sql = f"SELECT id, {' + '.join(tests)}, length(vector) FROM archive_search WHERE id = ANY (%s)"
    found = {row: (more, length) for row, more, length in matching.budget.fetch(sql, [*values, head])}
    more = np.array([float(found.get(row, (0, 0))[0]) for row in head])
    lengths = np.array([found.get(row, (0, 1))[1] for row in head], float)
    norm = 1 - LENGTH + LENGTH * lengths / max(lengths.mean(), 1)
    weighed = np.concatenate(
        [(scores[:WEIGHED] + more) * 2.2 / (1 + 1.2 * norm), np.zeros(len(rows) - len(head))]
    )
    return rows, weighed


frequencies: BoundedCache[str, dict[str, float]] = BoundedCache(8, max_age=MAX_AGE)  # by database


def common_words(database: str) -> dict[str, float]:
    """The share of rows that each of the commonest words stands in, as PostgreSQL's statistics estimate it."""
    # Without statistics there is nothing to keep: they are looked for again.
    return frequencies.get_or_make(database, lambda: read_frequencies() or None) or {}


def read_frequencies() -> dict[str, float]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT most_common_elems::text::text[], most_common_elem_freqs FROM pg_stats"
            " WHERE schemaname = current_schema() AND tablename = 'archive_search' AND attname = 'vector'"
        )
        words, shares = cursor.fetchone() or ([], [])
    return dict(zip(words or [], shares or [], strict=False))
