"""The order of the list: newest, oldest, or best match first.

Best match: what a speaker of that name said, then rows in which the words stand as they were typed (together, or in
that form: governance before government), then by how densely they stand, names and titles weighing less; within each of
these, what a machine translated comes last, and of equals the newest is first. PostgreSQL weighs RANKED rows at most:
among more matches, whose order nobody could tell apart, the newest are weighed and the others follow by date.
"""

from dataclasses import dataclass, field

import numpy as np

from archive.search.query.lexer import Term
from archive.search.query.parser import And, Query

from .budget import TooLong
from .columns import NEVER, Columns
from .match import Matching, is_words
from .names import named_rows
from .rows import without
from .tsquery import condition, stemmed

RANKED = 500
GRACE = 100  # milliseconds for weighing, whatever the matching left
TEXTS = {1: "archive_statement", 2: "archive_passage"}  # by unit
LAST = np.iinfo(np.int32).max
# Of D (unused), C: the words, B: event, themes and title, A: who speaks. A reader who sees no searched word in a hit
# must ask why it is there, so what it is about weighs little beside the words themselves. Long texts weigh less (1).
WEIGHTS = "{0.1, 0.8, 0.2, 1.0}"


def in_order(columns: Columns, rows: np.ndarray, order: str, end: int | None = None) -> np.ndarray:
    """The first ``end`` rows by date, all where it is None; rows without a date come last either way."""
    days = columns.day[rows]
    if order == "newest":
        days = ~days  # turns the order round: the latest is the smallest, and NEVER the largest
    else:
        days[days == NEVER] = LAST
    if end is not None and end < len(rows):
        last = np.partition(days, end)[end]
        near = days <= last
        rows, days = rows[near], days[near]
    objects = columns.object_id[rows]
    place = np.lexsort((objects if order == "oldest" else -objects, days))[:end]
    return rows[place]


@dataclass
class Best:
    """Rows by how well they match a query; ``weights`` (row -> weight, as typed) remembers what was asked."""

    matching: Matching
    query: Query
    weights: dict[int, tuple[float, bool]] = field(default_factory=dict)

    def in_order(self, rows: np.ndarray, end: int | None = None) -> np.ndarray:
        columns = self.matching.columns
        words = [word for term in self.query.wanted for word in term.words]
        named = named_rows(columns, words, rows)
        first, rest = (rows[named], rows[~named]) if named is not None else (rows[:0], rows)
        pool = in_order(columns, rest, "newest", RANKED)
        self.weigh([row for row in (*first[:RANKED].tolist(), *pool.tolist()) if row not in self.weights])
        head = np.concatenate([self.weighed(first), self.weighed(pool)])
        if len(pool) == len(rest) or (end is not None and end <= len(head)):
            return head[:end]
        others = without(rest, np.sort(pool))
        return np.concatenate([head, in_order(columns, others, "newest", end and end - len(head))])

    def weighed(self, rows: np.ndarray) -> np.ndarray:
        columns = self.matching.columns
        if len(rows) > RANKED:
            return in_order(columns, rows, "newest")
        found = [self.weights.get(row, (0.0, False)) for row in rows.tolist()]
        weights = np.array([weight for weight, _together in found])
        together = np.array([together for _weight, together in found], np.bool_)
        days, objects = columns.day[rows].astype(np.int64), columns.object_id[rows]
        return rows[np.lexsort((-objects, -days, -weights, columns.machine[rows], ~together))]

    def weigh(self, rows: list[int]) -> None:
        if not rows or not self.query.wanted:
            return
        languages = self.matching.columns.languages
        weight, values = self.weight(languages)
        together, words = self.together(languages)
        texts = f" JOIN {TEXTS[self.matching.unit]} o ON o.id = t.object_id" if "o.text" in together else ""
        sql = f"SELECT t.id, {weight}, {together} FROM archive_search t{texts} WHERE t.id = ANY (%s)"
        try:
            found = self.matching.budget.fetch(sql, [*values, *words, rows], least=GRACE)
        except TooLong:
            return
        self.weights.update((row, (weight, together)) for row, weight, together in found)

    def weight(self, languages: list[str]) -> tuple[str, list]:
        wanted = tuple(self.query.wanted)
        node = self.query.root
        if not is_words(node):
            node = And(wanted) if len(wanted) > 1 else wanted[0]
        cases, values = [], []
        for group in stemmed([node], languages)[0]:
            cases.append(f"WHEN language = ANY (%s) THEN ts_rank('{WEIGHTS}', vector, %s::tsquery, 1)")
            values += [list(group.languages), group.words]
        return (f"CASE {' '.join(cases)} ELSE 0 END", values) if cases else ("0", [])

    def together(self, languages: list[str]) -> tuple[str, list]:
        """Whether a row has the words as they were typed: several as a phrase, a single one in that very form."""
        clauses = self.query.clauses
        plain = [clause for clause in clauses if isinstance(clause, Term) and not clause.prefix]
        if not plain or len(plain) < len(self.query.wanted):
            return "FALSE", []
        if len(plain) == 1:
            return "strpos(lower(o.text), lower(%s)) > 0", [plain[0].text]
        return condition(*stemmed([Term(" ".join(term.text for term in plain))], languages))
