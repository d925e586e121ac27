"""Rows that fit what is chosen, and how many of them each value of each facet has.

A facet's counts ignore its own choice, so each says what the list would hold if that value were chosen, too; what is
left out of the facet (not-theme=…) is out of its counts as well, and stands beside them with what it takes away. Themes
required together narrow their own counts like any other choice. Where utterances are counted, a value counts once for
all reports of an utterance that have it.
"""

from dataclasses import dataclass, field

import numpy as np

from archive.search.facets import FACETS
from archive.search.labels import keys
from archive.search.request.params import SearchParams

from .columns import DAY_ZERO, NEVER, Columns
from .rows import without

YEAR = "year"
YEARS = 10_000  # of the calendar


@dataclass(frozen=True)
class Narrowing:
    """For each row whether it passes the tests of each facet that has any; dates are the facet "year".

    ``chosen`` are the tests that a facet's own counts ignore, ``kept`` those that they do not.
    """

    rows: np.ndarray
    chosen: dict[str, np.ndarray] = field(default_factory=dict)
    kept: dict[str, np.ndarray] = field(default_factory=dict)
    found: dict[tuple[str, str], np.ndarray] = field(default_factory=dict)

    def fitting(self, ignoring: str = "", all_of_it: bool = False) -> np.ndarray:
        """The rows that pass all tests; ``ignoring`` a facet's choice, or ``all_of_it``: what it leaves out, too.

        The same array for all facets that have no test to ignore.
        """
        chosen = ignoring if ignoring in self.chosen else ""
        kept = ignoring if all_of_it and ignoring in self.kept else ""
        if (chosen, kept) not in self.found:
            tests = [test for name, test in self.chosen.items() if name != chosen]
            tests += [test for name, test in self.kept.items() if name != kept]
            self.found[chosen, kept] = self.rows[np.logical_and.reduce(tests)] if tests else self.rows
        return self.found[chosen, kept]


def narrow(columns: Columns, params: SearchParams, rows: np.ndarray) -> Narrowing:
    narrowing = Narrowing(rows)
    for facet in FACETS:
        chosen = keys(columns, facet.name, params.chosen(facet.name))
        excluded = keys(columns, facet.name, params.excluded(facet.name))
        if chosen and not params.together(facet.name):
            narrowing.chosen[facet.name] = columns.held(facet.name, chosen, rows)
        required = [columns.held(facet.name, [one], rows) for one in chosen if params.together(facet.name)]
        refused = [~columns.held(facet.name, excluded, rows)] if excluded else []
        if required or refused:
            narrowing.kept[facet.name] = np.logical_and.reduce(required + refused)
    if params.is_dated:
        narrowing.chosen[YEAR] = within(columns, params, rows)
    return narrowing


def within(columns: Columns, params: SearchParams, rows: np.ndarray) -> np.ndarray:
    days = columns.day[rows]
    test = days != NEVER
    if params.since:
        test &= days >= (params.since - DAY_ZERO).days
    if params.until:
        test &= days <= (params.until - DAY_ZERO).days
    return test


@dataclass(frozen=True)
class Split:
    """Rows that are counted one by one and rows that are counted once for each utterance. ``rest`` are the rows of the
    archive that would be counted one by one and are not among these; None where these are the fewer."""

    single: np.ndarray
    reports: np.ndarray
    rest: np.ndarray | None = None


class Counts:
    """How many rows of a unit, or utterances, have each value."""

    def __init__(self, columns: Columns, unit: int, by_utterance: bool):
        self.columns = columns
        self.unit = unit
        self.by_utterance = by_utterance
        self.known: dict[int, tuple[np.ndarray, Split]] = {}

    def of(self, facet: str, rows: np.ndarray) -> dict:
        """Value -> count, for the values that occur."""
        column, split = self.columns.facets[facet], self.split(rows)
        counts = column.count(split.single if split.rest is None else split.rest)
        if split.rest is not None:
            counts = self.whole(facet) - counts
        if len(split.reports):
            places, values = column.pairs(split.reports)
            counts = counts + self.once(
                self.columns.utterance[split.reports][places], values, len(column.values)
            )
        present = np.flatnonzero(counts)
        return dict(
            zip([column.values[place] for place in present.tolist()], counts[present].tolist(), strict=True)
        )

    def split(self, rows: np.ndarray) -> Split:
        """Worked out once for all facets that count the same array."""
        if id(rows) not in self.known:
            self.known[id(rows)] = rows, self.apart(rows)
        return self.known[id(rows)][1]

    def apart(self, rows: np.ndarray) -> Split:
        reported = self.columns.utterance[rows] > 0 if self.by_utterance else np.zeros(len(rows), np.bool_)
        single, everything = rows[~reported], self.everything
        rest = without(everything, single) if len(single) * 2 > len(everything) else None
        return Split(single, rows[reported], rest)

    @property
    def everything(self) -> np.ndarray:
        """The public rows of the unit, of utterances those that are counted one by one; kept."""
        rows = self.columns.rows(self.unit)
        if not self.by_utterance:
            return rows
        key = ("counted one by one", self.unit)
        return self.columns.keep(key, lambda: rows[self.columns.utterance[rows] == 0])

    def whole(self, facet: str) -> np.ndarray:
        """The counts of the whole archive, kept, from which those of more than its half are had more quickly."""
        key = ("counts", facet, self.unit, self.by_utterance)
        return self.columns.keep(key, lambda: self.columns.facets[facet].count(self.everything))

    def years(self, rows: np.ndarray) -> list[tuple[int, int]]:
        """(year, count), ascending; rows without a date are left out."""
        split, year = self.split(rows), self.columns.year
        if split.rest is None:
            counts = np.bincount(year[split.single], minlength=YEARS)
        else:
            key = ("years", self.unit, self.by_utterance)
            whole = self.columns.keep(key, lambda: np.bincount(year[self.everything], minlength=YEARS))
            counts = whole - np.bincount(year[split.rest], minlength=YEARS)
        if len(split.reports):
            counts = counts + self.once(self.columns.utterance[split.reports], year[split.reports], YEARS)
        return [(each, counts[each].item()) for each in np.flatnonzero(counts).tolist() if each]

    @staticmethod
    def once(utterances: np.ndarray, values: np.ndarray, size: int) -> np.ndarray:
        """Counts of values, each once for each utterance."""
        pairs = np.unique(utterances.astype(np.int64) * size + values)
        return np.bincount(pairs % size, minlength=size)
