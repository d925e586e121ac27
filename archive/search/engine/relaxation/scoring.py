"""How near a row comes to a query: BM25 over the words it has, and a bonus for those that keep their distance."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from archive.search.engine.match import Matcher
from archive.search.engine.rows import array_text, is_among
from archive.search.engine.tsquery import where_sql

from .words import Word

WEIGHED_ROWS = 300  # whose common words and lengths are looked up
READ_ROWS = 60  # whose words are counted
# The customary constants of BM25: how quickly more of the words count less, and how much the length of a row counts.
K1 = 1.2
B = 0.75
# Of one occurrence in A: who speaks, B: event, themes and title, C: the words. Many rows share their names and titles.
FIELD_WEIGHTS = {"A": 0.5, "B": 0.25, "C": 1.0}
OTHER_FORM = 0.7  # of an occurrence in another form than the typed one: funds for funding
PROXIMITY = 0.5  # of the weight of the less telling of two words that stand side by side as they were typed
REACH = 4  # words between which the order still counts


Occurrences = dict[
    str, tuple[float, list[int]]
]  # by lexeme: how often, fields weighed, and where in the words


@dataclass(frozen=True)
class WeightedWord:
    """``rows`` that have it, ascending; None where they were not looked up."""

    word: Word
    weight: float
    rows: np.ndarray | None = None


def score(matcher: Matcher, rows: np.ndarray, words: Sequence[WeightedWord]) -> np.ndarray:
    """Returns the score of each row; rows come ordered by the weight of the words looked up. The nearest are read and
    the next are weighed; all others stay below them in their order. ``words`` are in the order of the query. Two
    queries, one for few rows."""
    head = rows[:WEIGHED_ROWS]
    scores = np.linspace(0, -1, len(rows))
    if len(head) <= READ_ROWS:
        occurrences, lengths = read_occurrences(matcher, head, words)
        norm = norms(lengths)
        nearest = np.arange(len(head))
    else:
        weights, lengths = weigh(matcher, head, words)
        norm = norms(lengths)
        scores[: len(head)] = weights * (K1 + 1) / (1 + norm)
        nearest = np.argsort(-scores[: len(head)], kind="stable")[:READ_ROWS]
        occurrences, _lengths = read_occurrences(matcher, head[nearest], words)
    for index in nearest.tolist():
        scores[index] = bm25(occurrences.get(int(head[index]), {}), words, float(norm[index]))
    return scores


def norms(lengths: np.ndarray) -> np.ndarray:
    """The BM25 length norm of each row, times the constant K1."""
    return K1 * (1 - B + B * lengths / max(lengths.mean(), 1))


def weigh(matcher: Matcher, rows: np.ndarray, words: Sequence[WeightedWord]) -> tuple[np.ndarray, np.ndarray]:
    """(the weight of the words that each row has, how many different words it has)."""
    tests, values = ["0"], []
    for weighted in words:
        if weighted.rows is None:
            test, parameters = where_sql(weighted.word.queries)
            tests.append(f"CASE WHEN {test} THEN %s ELSE 0 END")
            values += [*parameters, weighted.weight]
    sql = f"SELECT id, {' + '.join(tests)}, length(vector) FROM archive_search WHERE id = ANY (%s::bigint[])"
    fetched = matcher.budget.fetch(sql, [*values, array_text(rows.tolist())])
    scores = {row: (float(score), length) for row, score, length in fetched}
    weights = np.array([scores.get(row, (0, 0))[0] for row in rows.tolist()])
    for weighted in words:
        if weighted.rows is not None:
            weights += is_among(rows, weighted.rows) * weighted.weight
    return weights, np.array([scores.get(row, (0, 1))[1] for row in rows.tolist()], float)


def read_occurrences(
    matcher: Matcher, rows: np.ndarray, words: Sequence[WeightedWord]
) -> tuple[dict[int, Occurrences], np.ndarray]:
    """(row -> lexeme -> (weighted frequency, positions in the words), how many different words each row has); one query
    within the budget. Raises SearchTimeoutError."""
    lexemes = sorted({lexeme for weighted in words for lexeme in weighted.word.lexemes})
    fetched = matcher.budget.fetch(
        "SELECT t.id, length(t.vector), w.lexeme, w.positions, w.weights FROM archive_search t"
        " LEFT JOIN LATERAL (SELECT * FROM unnest(t.vector) AS w WHERE w.lexeme = ANY (%s)) AS w ON TRUE"
        " WHERE t.id = ANY (%s::bigint[])",
        [lexemes, array_text(rows.tolist())],
    )
    occurrences: dict[int, Occurrences] = {}
    lengths: dict[int, int] = {}
    for row, length, lexeme, positions, fields in fetched:
        lengths[row] = length
        if lexeme is None:
            continue
        places = list(zip(positions or [], fields or [], strict=True))
        frequency = sum(FIELD_WEIGHTS.get(field, 0.0) for _position, field in places)
        in_words = [position for position, field in places if field == "C"]
        occurrences.setdefault(row, {})[lexeme] = (frequency, in_words)
    return occurrences, np.array([lengths.get(row, 1) for row in rows.tolist()], float)


def bm25(occurrences: Occurrences, words: Sequence[WeightedWord], norm: float) -> float:
    """The score of one row; ``norm`` as in ``norms``."""
    total = 0.0
    places: list[list[int]] = []
    for weighted in words:
        in_row = [occurrences[lexeme] for lexeme in weighted.word.lexemes if lexeme in occurrences]
        in_form = sum(occurrences[lexeme][0] for lexeme in weighted.word.in_form if lexeme in occurrences)
        other_count = sum(of_lexeme for of_lexeme, _positions in in_row) - in_form
        frequency = in_form + OTHER_FORM * other_count
        total += weighted.weight * frequency * (K1 + 1) / (frequency + norm) if frequency else 0.0
        places.append([position for _frequency, positions in in_row for position in positions])
    for (first, before), (second, after) in pairwise(zip(words, places, strict=True)):
        total += PROXIMITY * min(first.weight, second.weight) * closeness(before, after)
    return total


def closeness(before: list[int], after: list[int]) -> float:
    """1 where one word directly follows the other, less with each word between them, 0 beyond REACH."""
    steps = [second - first for first in before for second in after if 0 < second - first <= REACH]
    return 1 / min(steps) if steps else 0.0
