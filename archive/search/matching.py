"""Which rows of the search table a query finds, as ascending arrays of row numbers.

What is pure words is asked of PostgreSQL's index once and kept in this process; a kept set is brought up to date by
asking again about the rows that changed since. Fields (speaker:, before: …) are looked up in the columns. The rest is
arithmetic of sets.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

import numpy as np

from .budget import Budget, TooLong
from .columns import Columns
from .fields import field_rows
from .pieces import Field, Term
from .query import And, Not, Or, Query
from .sql import Stemmed, condition, stemmed

KEPT_BYTES = 64 * 1024 * 1024
AT_LEAST = 20_000  # rows that are looked at where looking at all would take too long
GRACE = 100  # milliseconds for these
PACKED = "SELECT string_agg(int4send(id::int), ''::bytea) FROM"


@dataclass(frozen=True, slots=True)
class Kept:
    sequence: int
    rows: np.ndarray


class KeptSets:
    """The sets asked for last, as many as fit into KEPT_BYTES."""

    def __init__(self):
        self.lock = Lock()
        self.sets: OrderedDict[tuple, Kept] = OrderedDict()
        self.bytes = 0

    def get(self, key: tuple) -> Kept | None:
        with self.lock:
            if key in self.sets:
                self.sets.move_to_end(key)
            return self.sets.get(key)

    def put(self, key: tuple, kept: Kept) -> None:
        with self.lock:
            old = self.sets.pop(key, None)
            self.bytes += kept.rows.nbytes - (old.rows.nbytes if old else 0)
            self.sets[key] = kept
            while self.bytes > KEPT_BYTES and len(self.sets) > 1:
                _key, dropped = self.sets.popitem(last=False)
                self.bytes -= dropped.rows.nbytes


@dataclass
class Matching:
    """One search's way to its rows. ``at_least`` is set where time ran out and not all of them were found."""

    columns: Columns
    unit: int
    budget: Budget = field(default_factory=Budget)
    at_least: bool = False

    def rows(self, query: Query) -> np.ndarray:
        """The public rows of the unit that the query finds; all of them when it is empty."""
        found = self.of(query.root) if query else self.everything
        return found[self.columns.unit[found] == self.unit] if query else found

    @property
    def everything(self) -> np.ndarray:
        return self.columns.rows(self.unit)

    def of(self, node) -> np.ndarray:
        if is_words(node):
            return self.of_words(node)
        match node:
            case Field():
                return self.everything[field_rows(self.columns, node, self.everything)]
            case Not(child):
                return np.setdiff1d(self.everything, self.of(child), assume_unique=True)
            case Or(children):
                return np.unique(np.concatenate([self.of(child) for child in children]))
            case And(children):
                return self.of_all(children)
        raise TypeError(node)

    def of_all(self, children: tuple) -> np.ndarray:
        """Words first, together, since they find the fewest rows; then what each of the others leaves of them."""
        words = [child for child in children if is_words(child)]
        # What must not be there can be left to the index only beside something that must.
        left_out = [child for child in children if words and isinstance(child, Not) and is_words(child.child)]
        together = (*words, *left_out)
        rows = self.everything
        if words:
            rows = self.of_words(And(together) if len(together) > 1 else together[0])
        for child in children:
            if child in together:
                continue
            if isinstance(child, Field):
                rows = rows[field_rows(self.columns, child, rows)]
            elif isinstance(child, Not):
                rows = np.setdiff1d(rows, self.of(child.child), assume_unique=True)
            else:
                rows = np.intersect1d(rows, self.of(child), assume_unique=True)
        return rows

    def of_words(self, node) -> np.ndarray:
        groups = stemmed(node, self.columns.languages)
        key = (self.columns.name, self.unit, groups)
        kept = kept_sets.get(key)
        changed = self.columns.changed_since(kept.sequence) if kept else None
        if kept is not None and changed is not None and not len(changed):
            return kept.rows
        # What is asked now is at least as new as the columns: rows that change meanwhile are asked about again.
        sequence = self.columns.sequence
        if changed is None:
            rows = self.ask(groups)
        else:
            again = self.ask(groups, " AND id = ANY (%s)", [changed.tolist()])
            rows = np.union1d(np.setdiff1d(kept.rows, changed), again).astype(np.int32)
        if not self.at_least and self.columns.name:
            kept_sets.put(key, Kept(sequence, rows))
        return rows

    def ask(self, groups: tuple[Stemmed, ...], more: str = "", values: list | None = None) -> np.ndarray:
        test, words = condition(groups)
        where = f"archive_search WHERE public AND unit = {self.unit:d} AND {test}{more}"
        values = [*words, *(values or [])]
        try:
            return unpacked(self.budget.fetch(f"{PACKED} {where}", values))
        except TooLong:
            self.at_least = True
        try:
            some = f"{PACKED} (SELECT id FROM {where} LIMIT {AT_LEAST:d}) AS looked_at"
            return unpacked(self.budget.fetch(some, values, least=GRACE))
        except TooLong:
            return np.array([], np.int32)


def is_words(node) -> bool:
    """Whether the index alone can find the node's rows: words that must be there, and what is built from such."""
    if isinstance(node, Or):
        return all(is_words(child) for child in node.children)
    if isinstance(node, And):
        positive = [child for child in node.children if not isinstance(child, Not)]
        negative = [child.child for child in node.children if isinstance(child, Not)]
        return bool(positive) and all(is_words(child) for child in positive + negative)
    return isinstance(node, Term)


def unpacked(fetched: list[tuple]) -> np.ndarray:
    return np.sort(np.frombuffer(fetched[0][0] or b"", ">i4").astype(np.int32))


kept_sets = KeptSets()
