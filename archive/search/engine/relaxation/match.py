"""Relaxed matching, so that a sentence remembered wrongly finds its document.

A word weighs what it tells apart: the logarithm of how few rows have it. Rows are gathered by the rarer words until
these hold most of the weight of the query, the common ones too where no rare one does; words that no row has weigh
nothing. The nearest are then scored by BM25 with a bonus for words that stand as near each other as they were typed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from archive.search.engine.fields import field_mask
from archive.search.engine.match import Matcher
from archive.search.engine.rows import is_among
from archive.search.query.nodes import Field, Node, Not
from archive.search.query.parser import Query

from .scoring import WeightedWord, score
from .words import Word, split_clauses, weighable_words

MIN_WORDS = 2
MIN_SHARED_WEIGHT = 0.75  # of the weight of the query: a row that has only the rest is not near
MAX_ROWS = 1_000
RARE_ROWS = 20  # assumed of a word that is not among the commonest, until they are counted
NEAR = 0.4  # of the weight that the nearest row has
MIN_SHARE = 0.15  # of the weight of all words


@dataclass(frozen=True)
class RelaxedMatch:
    """``rows``, ascending, and the score of each."""

    rows: np.ndarray
    scores: np.ndarray

    def order(self, rows: np.ndarray) -> np.ndarray:
        """The given rows, the nearest first."""
        scores = self.scores[np.searchsorted(self.rows, rows)]
        return rows[np.argsort(-scores, kind="stable")]


def minimum_should_match(
    matcher: Matcher, query: Query, corrections: Mapping[str, Sequence[str]]
) -> RelaxedMatch | None:
    """Returns the rows with most of the words; None where the query is a single word or nothing comes near.
    ``corrections`` are words to look for beside those that may be misspelt. Raises SearchTimeoutError."""
    nodes, conditions = split_clauses(query)
    if len(nodes) < MIN_WORDS:
        return None
    weighted = weigh_words(matcher, weighable_words(nodes, corrections, matcher.columns))
    rows = nearest_rows(matcher, weighted, conditions)
    if matcher.is_partial or not len(rows):
        return None
    scores = score(matcher, rows, weighted)
    order = np.argsort(rows)
    return RelaxedMatch(rows[order], scores[order])


def weigh_words(matcher: Matcher, words: list[Word]) -> list[WeightedWord]:
    """The words that any row has, in their order; of the commonest the rows are not looked up where the others hold
    most of the weight."""
    total = max(matcher.columns.count_rows(matcher.unit), 1)
    estimated = {word: weight(word.share * total, total) for word in words if word.share}
    left = sum(estimated.values())  # the weight of the words still to come
    held = 0.0
    weighted: dict[Word, WeightedWord] = {}
    matcher.prefetch_rows(word.node for word in probably_looked_up(words, estimated, total))
    for word in sorted(words, key=lambda word: word.share):
        if word.share and held >= MIN_SHARED_WEIGHT * (held + left):
            weighted[word] = WeightedWord(word, estimated[word])
            continue
        rows = matcher.rows_of(word.node)
        left -= estimated.get(word, 0.0)
        if len(rows):
            weighted[word] = WeightedWord(word, weight(len(rows), total), rows)
            held += weighted[word].weight
    return [weighted[word] for word in words if word in weighted]


def probably_looked_up(words: list[Word], estimated: Mapping[Word, float], total: int) -> list[Word]:
    """Returns the words whose rows ``weigh_words`` will need if the estimates are right, so that they can be fetched
    together."""
    left, held = sum(estimated.values()), 0.0
    needed = []
    for word in sorted(words, key=lambda word: word.share):
        if word.share and held >= MIN_SHARED_WEIGHT * (held + left):
            break
        left -= estimated.get(word, 0.0)
        held += estimated.get(word) or weight(RARE_ROWS, total)
        needed.append(word)
    return needed


def weight(frequency: float, total: int) -> float:
    """The inverse document frequency of BM25."""
    return log(1 + (total - frequency + 0.5) / (frequency + 0.5))


def nearest_rows(matcher: Matcher, words: Sequence[WeightedWord], conditions: Sequence[Node]) -> np.ndarray:
    """Returns at most MAX_ROWS rows with most of the weight that meet the conditions, best first."""
    weights = np.zeros(matcher.columns.size, np.float32)
    total = 0.0
    for word in words:
        if word.rows is not None:
            weights[word.rows] += word.weight
            total += word.weight
    weights[matcher.columns.unit != matcher.unit] = 0
    min_weight = max(NEAR * weights.max(initial=0), MIN_SHARE * total)
    enough = np.flatnonzero(weights >= min_weight).astype(np.int32) if min_weight else np.array([], np.int32)
    enough = enough[condition_mask(matcher, conditions, enough)]
    order = np.argsort(-weights[enough], kind="stable")[:MAX_ROWS]
    return enough[order]


def condition_mask(matcher: Matcher, conditions: Sequence[Node], rows: np.ndarray) -> np.ndarray:
    """A mask over ``rows``: whether the row satisfies all conditions."""
    mask = np.ones(len(rows), np.bool_)
    for node in conditions:
        if isinstance(node, Field):
            mask &= field_mask(matcher.columns, node, rows)
        elif isinstance(node, Not):
            mask &= ~is_among(rows, matcher.rows_of(node.child))
        else:
            mask &= is_among(rows, matcher.rows_of(node))
    return mask
