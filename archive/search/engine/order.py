"""The order of the list: newest, oldest, or by relevance; and which report of an utterance stands in it.

Relevance: first what a speaker of that name said, then rows in which the words stand as they were typed (as a phrase,
or in that form: governance before government), then by how densely they stand, names and titles weighing less; within
each of these, what a machine translated comes last, and of equals the newest is first. PostgreSQL weighs RANKED rows at
most: among more matches, too many to compare, the newest are weighed, with older ones that have the words as typed
where few of the newest do, and the others follow by date.
"""

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from archive.models import Statement
from archive.search.engine.store.columns import Columns
from archive.search.engine.store.loading import NO_DATE
from archive.search.query.nodes import And, Node, Term, is_words
from archive.search.query.parser import Query

from .budget import Budget, SearchTimeoutError
from .match import Matcher
from .rows import (
    RowSet,
    array_text,
    choose,
    difference,
    intersection,
    is_first,
    positions,
    restrict,
    row_numbers,
)
from .tsquery import is_simple, tsqueries, where_sql

RANKED = 500
ENOUGH = 20  # of them that have the words as they were typed
MOST_READ = 2_000  # rows of which the index is asked which have a phrase: some 15 milliseconds, once
GRACE = 100  # milliseconds for weighing, whatever the matching left
TEXTS = {1: "archive_statement", 2: "archive_passage"}  # by unit
ATTRIBUTIONS = {
    code: rank for rank, code in enumerate(Statement.Attribution.values)
}  # the nearest to the words first
LAST_DAY = np.iinfo(np.int32).max
# Of D (unused), C: the words, B: event, themes and title, A: who speaks. A reader who sees no searched word in a hit
# must ask why it is there, so what it is about weighs little beside the words themselves. Long texts weigh less (1).
WEIGHTS = "{0.1, 0.8, 0.2, 1.0}"


def order_by_date(
    columns: Columns, rows: np.ndarray, order: str, end: int | None = None, start: int = 0
) -> np.ndarray:
    """The rows from ``start`` to ``end``, all behind it where that is None, "newest" or "oldest" first; rows without a
    date come last. However deep a page is, only the rows of its days are sorted.

    Of one day the document entered last comes first, in "oldest" last, and the rows of a document as they were entered:
    for most documents this is the order of reading.
    """
    days = np.take(columns.day, rows)
    if order == "newest":
        days = ~days  # turns the order round: the latest is the smallest, and NO_DATE the largest
    else:
        days[days == NO_DATE] = LAST_DAY
    end = len(rows) if end is None else min(end, len(rows))
    if start >= end:
        return rows[:0]
    if start or end < len(rows):
        among = np.partition(days, (start, end - 1))
        first, last = among[start], among[end - 1]
        before = int(np.count_nonzero(days < first))
        near_rows = positions((days >= first) & (days <= last))
        rows, days, start, end = rows[near_rows], days[near_rows], start - before, end - before
    documents = columns.document[rows]
    places = columns.number[rows], documents if order == "oldest" else -documents, days
    ordered = np.lexsort(places)[start:end]
    return rows[ordered]


@dataclass
class RelevanceOrder:
    """Orders rows by how well they match a query, which has synonyms beside the words of ``typed``; ``weights`` (row
    -> weight, whether as typed) is filled on the way and may be handed to the next order of the same query.
    """

    matcher: Matcher
    query: Query
    typed: Query
    weights: dict[int, tuple[float, bool]] = field(default_factory=dict)

    def order(self, rows: np.ndarray, end: int | None = None, start: int = 0) -> np.ndarray:
        """The rows from ``start`` to ``end`` in order; all after ``start`` where ``end`` is None."""
        columns = self.matcher.columns
        spoken = self.speaker_mask(rows)
        first, remaining_rows = (
            (choose(rows, spoken), choose(rows, ~spoken)) if spoken is not None else (rows[:0], rows)
        )
        pool = order_by_date(columns, remaining_rows, "newest", RANKED)
        if max(len(first), len(pool)) > 1:
            self.load_weights([*first[:RANKED].tolist(), *pool.tolist()])
        if len(pool) < len(remaining_rows):
            pool = self.with_rows_as_typed(pool, remaining_rows)
        head = np.concatenate([self.order_by_weight(first), self.order_by_weight(pool)])
        if len(pool) == len(remaining_rows) or (end is not None and end <= len(head)):
            return head[start:end]
        rows = difference(remaining_rows, np.sort(pool))
        behind = order_by_date(columns, rows, "newest", end and end - len(head), max(0, start - len(head)))
        return np.concatenate([head[start:], behind])

    def with_rows_as_typed(self, newest: np.ndarray, rows: np.ndarray) -> np.ndarray:
        """Returns ``newest`` with older ones of ``rows`` in place of some, where few of the newest have in their text
        what was typed, in that form: 人权 is in few texts, but in the name of a theme that many rows have."""
        typed = self.typed_phrase
        if not typed or sum(self.weights.get(row, (0.0, False))[1] for row in newest.tolist()) >= ENOUGH:
            return newest
        phrase = replace(typed, in_text=True, exact=True)
        matcher = Matcher(self.matcher.columns, self.matcher.unit, Budget(GRACE))
        if len(rows) > MOST_READ and not self.is_listed(phrase):
            return newest
        as_typed = intersection(rows, matcher.rows_of(phrase))
        older = difference(row_numbers(as_typed), np.sort(newest))
        older = order_by_date(self.matcher.columns, older, "newest", RANKED // 2)
        self.load_weights(older.tolist())
        return np.concatenate([newest[: RANKED - len(older)], older])

    def is_listed(self, phrase: Term) -> bool:
        """Whether its rows need not be looked up in the index, which reads all that have its words."""
        queries = tsqueries([phrase], self.matcher.columns)[0]
        return len(phrase.words) == 1 or all(map(self.matcher.lists.has_any, queries))

    @cached_property
    def typed_phrase(self) -> Term | None:
        """The typed words as one phrase; None where the query has anything but words, apart from what it excludes."""
        plain = [clause for clause in self.typed.clauses if isinstance(clause, Term)]
        is_plain = not any(term.prefix or term.distance is not None for term in plain)
        if not plain or not is_plain or len(plain) < len(self.typed.positive_terms):
            return None
        return plain[0] if len(plain) == 1 else Term(" ".join(term.text for term in plain))

    def speaker_mask(self, rows: np.ndarray) -> np.ndarray | None:
        """Returns for each row whether the words of the query name its speaker; None if they name none."""
        columns = self.matcher.columns
        ids = columns.names.speakers_by_name(
            word for term in self.typed.positive_terms for word in term.words
        )
        return columns.value_mask("speaker", ids, rows) if ids else None

    def order_by_weight(self, rows: np.ndarray) -> np.ndarray:
        columns = self.matcher.columns
        if len(rows) > RANKED:
            return order_by_date(columns, rows, "newest")
        known_weights = [self.weights.get(row, (0.0, False)) for row in rows.tolist()]
        weights = np.array([weight for weight, _exact in known_weights])
        exact = np.array([exact for _weight, exact in known_weights], np.bool_)
        days, objects = columns.day[rows].astype(np.int64), columns.object_ids(rows)
        return rows[np.lexsort((-objects, -days, -weights, columns.machine_mask(rows), ~exact))]

    def load_weights(self, rows: list[int]) -> None:
        """One query for the rows that have no weight yet; none when time runs out."""
        rows = [row for row in rows if row not in self.weights]
        if not rows or not self.query.positive_terms:
            return
        weight, values = self.weight_sql()
        exact, words = self.exact_sql()
        texts = f" JOIN {TEXTS[self.matcher.unit]} o ON o.id = t.object_id" if "o.text" in exact else ""
        sql = f"SELECT t.id, {weight}, {exact} FROM archive_search t{texts} WHERE t.id = ANY (%s::bigint[])"
        try:
            fetched = self.matcher.budget.fetch(
                sql, [*values, *words, array_text(rows)], min_milliseconds=GRACE
            )
        except SearchTimeoutError:
            return
        self.weights.update((row, (weight, exact)) for row, weight, exact in fetched)

    def weight_sql(self) -> tuple[str, list]:
        terms = tuple(self.query.positive_terms)
        node: Node | None = self.query.root
        if node is None or not is_words(node):
            node = And(terms) if len(terms) > 1 else terms[0]
        cases: list[str] = []
        values: list = []
        for query in tsqueries([node], self.matcher.columns)[0]:
            cases.append(f"WHEN language = ANY (%s) THEN ts_rank('{WEIGHTS}', vector, %s::tsquery, 1)")
            values += [list(query.languages), query.text]
        return (f"CASE {' '.join(cases)} ELSE 0 END", values) if cases else ("0", [])

    def exact_sql(self) -> tuple[str, list]:
        """Whether a row has the words as they were typed: several as a phrase, a single one in that very form."""
        phrase = self.typed_phrase
        if phrase is None:
            return "FALSE", []
        if len(self.typed.positive_terms) == 1:
            typed = Term(phrase.text.lower(), exact=True, in_text=True)
            # The vector has no accents and one kind of Chinese characters: these are looked for in the text itself,
            # which takes four times as long.
            if not is_simple(typed) or not typed.text.isascii():
                return "strpos(lower(o.text), lower(%s)) > 0", [phrase.text]
            phrase = typed
        return where_sql(tsqueries([phrase], self.matcher.columns)[0])


def keep_best_reports(columns: Columns, rows: RowSet) -> RowSet:
    """The rows with only the best report of each utterance."""
    reports = row_numbers(restrict(rows, lambda index: columns.utterance[index] != 0))
    if not len(reports):
        return rows
    best = reports[best_reports(columns, reports)]
    return difference(rows, difference(reports, np.sort(best)))


def best_reports(columns: Columns, reports: np.ndarray) -> np.ndarray:
    """Returns the positions of the reports to read, one for each utterance: by no machine, nearest to the speaker's own
    words, earliest."""
    attribution = columns.facets["attribution"]
    ranks = np.array([ATTRIBUTIONS.get(code, len(ATTRIBUTIONS)) for code in attribution.values])
    keys = (
        columns.object_ids(reports),
        columns.day[reports],
        ranks[attribution.codes[reports]],
        columns.machine_mask(reports),
        columns.utterance[reports],
    )
    order = np.lexsort(keys)
    return order[is_first(columns.utterance[reports][order])]
