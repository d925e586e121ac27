"""Which rows of the search table a query finds, as ascending arrays of row numbers.

What is pure words is asked of PostgreSQL's index once and kept in this process; a kept set is brought up to date by
asking again about the rows that changed since. Fields (speaker:, before: …) are looked up in the columns. The rest is
arithmetic of sets.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from archive.search.query.lexer import Field, Term
from archive.search.query.parser import And, Not, Or, Query

from .budget import Budget, TooLong
from .cache import BoundedCache
from .columns import Columns
from .fields import field_rows
from .rows import NO_ROWS, both, either, without
from .tsquery import Stemmed, condition, stemmed

KEPT_BYTES = 64 * 1024 * 1024
AT_LEAST = 20_000  # rows that are looked at where looking at all would take too long
GRACE = 100  # milliseconds for these
MOST_READY = 32  # words with few letters in common, of which there may be hundreds
PACKED = "SELECT string_agg(int4send(id::int), ''::bytea) FROM"


@dataclass(frozen=True, slots=True)
class Kept:
    sequence: int
    rows: np.ndarray


# The rows of the words asked for last.
kept_sets: BoundedCache[tuple, Kept] = BoundedCache(KEPT_BYTES, size_of=lambda kept: kept.rows.nbytes)


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
                return without(self.everything, self.of(child))
            case Or(children):
                return either(*(self.of(child) for child in children))
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
                rows = without(rows, self.of(child.child))
            else:
                rows = both(rows, self.of(child))
        return rows

    def of_words(self, node) -> np.ndarray:
        """Asks the index for all words together, unless each that must be there is so common that the rows of every
        one by itself are kept ready."""
        parts = node.children if isinstance(node, And | Or) else ()
        whole, *apart = stemmed([node, *parts], self.columns.languages)
        common = [any(self.is_common(group) for group in groups) for groups in apart]
        needed = [is_so for is_so, part in zip(common, parts, strict=True) if not isinstance(part, Not)]
        if not needed or not (any(needed) if isinstance(node, Or) else all(needed)):
            return self.of_groups(whole)
        return self.kept(
            whole, lambda *more: self.ask(*condition(whole), *more) if more else self.of_parts(node, parts)
        )

    def of_parts(self, node, parts: tuple) -> np.ndarray:
        if isinstance(node, Or):
            return either(*(self.of(part) for part in parts))
        rows = None
        for part in sorted(parts, key=lambda part: isinstance(part, Not)):
            if isinstance(part, Not):
                rows = without(rows, self.of(part.child))
            else:
                rows = self.of(part) if rows is None else both(rows, self.of(part))
        return rows

    def is_common(self, group: Stemmed) -> bool:
        return bool(group.word) and self.columns.common.has(self.unit, group.word)

    def ready(self, group: Stemmed) -> list[str]:
        """The words, any of which is enough for the group, whose rows are kept ready."""
        found, common = [], self.columns.common
        for word, begun in group.any_of:
            found += common.beginning(self.unit, word) if begun else [word] * common.has(self.unit, word)
        return [word for word in dict.fromkeys(found) if not {"'", "\\"} & set(word)][:MOST_READY]

    def of_groups(self, groups: tuple[Stemmed, ...]) -> np.ndarray:
        """Of the words any of which is enough, those whose rows are kept ready are read, and the index is asked for
        rows that have none of these."""
        ready = {group: self.ready(group) for group in groups}
        alone = len(groups) == 1

        def ask(*more):
            if more or not any(ready.values()):
                return self.ask(*condition(groups), *more)
            found = [
                self.of_common(Stemmed(group.languages, f"'{word}'"), alone)
                for group, words in ready.items()
                for word in words
            ]
            rest = tuple(group.without(ready[group]) for group in groups if not self.is_common(group))
            return either(*found, *([self.ask(*condition(rest, of_all=alone))] if rest else []))

        return self.kept(groups, ask)

    def of_common(self, group: Stemmed, alone: bool) -> np.ndarray:
        """``alone``: the word is the same in all languages, so theirs need not be looked at."""
        one = (Stemmed((), group.words),)
        rows = self.kept(
            one, lambda *more: self.ask(*condition(one), *more) if more else self.read_common(one[0])
        )
        return rows if alone else rows[self.columns.held("language", list(group.languages), rows)]

    def read_common(self, group: Stemmed) -> np.ndarray:
        """What was kept ready, with what changed since asked anew."""
        rows, changed = self.columns.common.rows(self.unit, group.word), self.columns.common.changed
        if rows is None:
            return self.ask(*condition((group,)))
        return self.replaced(rows, changed, lambda *more: self.ask(*condition((group,)), *more))

    def kept(self, groups: tuple[Stemmed, ...], ask: Callable) -> np.ndarray:
        """The set of these words, brought up to date or, by ``ask``, made. What is asked is at least as new as the
        columns: rows that change meanwhile will be asked about again."""
        key, sequence = (self.columns.key, self.unit, groups), self.columns.sequence
        kept = kept_sets.get(key)
        changed = self.columns.changed_since(kept.sequence) if kept else None
        rows = ask() if changed is None else self.replaced(kept.rows, changed, ask)
        rows = rows[rows < self.columns.size]
        if not self.at_least and self.columns.key:
            kept_sets.put(key, Kept(sequence, rows))
        return rows

    def replaced(self, rows: np.ndarray, changed: np.ndarray, ask: Callable) -> np.ndarray:
        """The rows with those that changed judged anew."""
        if not len(changed):
            return rows
        again = ask(" AND id = ANY (%s)", [changed.tolist()])
        return either(without(rows, changed), again)

    def ask(self, test: str, words: list, more: str = "", values: Sequence = ()) -> np.ndarray:
        where = f"archive_search WHERE public AND unit = {self.unit:d} AND {test}{more}"
        values = [*words, *values]
        try:
            return unpacked(self.budget.fetch(f"{PACKED} {where}", values))
        except TooLong:
            self.at_least = True
        try:
            some = f"{PACKED} (SELECT id FROM {where} LIMIT {AT_LEAST:d}) AS looked_at"
            return unpacked(self.budget.fetch(some, values, least=GRACE))
        except TooLong:
            return NO_ROWS


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
