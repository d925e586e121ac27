"""Rows that fit what is chosen, and how many of them each value of each facet has.

A facet's counts ignore its own choice, so each says what the list would hold if that value were chosen, too; what is
left out of the facet (not-theme=…) is out of its counts as well, and stands beside them with what it takes away. Themes
required together narrow their own counts like any other choice. Where utterances are counted, a value counts once for
all reports of an utterance that have it.
"""

from dataclasses import dataclass, field

import numpy as np

from .columns import DAY_ZERO, NEVER, Columns
from .facets import FACETS
from .labels import keys
from .params import SearchParams

YEAR = "year"


@dataclass(frozen=True)
class Narrowing:
    """For each row whether it passes the tests of each facet that has any; dates are the facet "year".

    ``chosen`` are the tests that a facet's own counts ignore, ``kept`` those that they do not.
    """

    rows: np.ndarray
    chosen: dict[str, np.ndarray] = field(default_factory=dict)
    kept: dict[str, np.ndarray] = field(default_factory=dict)

    def fitting(self, ignoring: str = "", all_of_it: bool = False) -> np.ndarray:
        """The rows that pass all tests; ``ignoring`` a facet's choice, or ``all_of_it``: what it leaves out, too."""
        tests = [test for name, test in self.chosen.items() if name != ignoring]
        tests += [test for name, test in self.kept.items() if name != ignoring or not all_of_it]
        return self.rows[np.logical_and.reduce(tests)] if tests else self.rows


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


class Counts:
    """How many rows, or utterances, have each value."""

    def __init__(self, columns: Columns, by_utterance: bool):
        self.columns = columns
        self.by_utterance = by_utterance

    def split(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(rows counted one by one, rows counted once for each utterance)."""
        if not self.by_utterance:
            return rows, rows[:0]
        reported = self.columns.utterance[rows] > 0
        return rows[~reported], rows[reported]

    def total(self, rows: np.ndarray) -> int:
        single, reports = self.split(rows)
        return len(single) + len(np.unique(self.columns.utterance[reports]))

    def of(self, facet: str, rows: np.ndarray) -> dict:
        """Value -> count, for the values that occur."""
        column = self.columns.facets[facet]
        single, reports = self.split(rows)
        counts = column.count(single)
        if len(reports):
            places, values = column.pairs(reports)
            counts = counts + self.once(self.columns.utterance[reports][places], values, len(column.values))
        present = np.flatnonzero(counts)
        return dict(zip([column.values[place] for place in present.tolist()], counts[present].tolist(), strict=True))

    def years(self, rows: np.ndarray) -> list[tuple[int, int]]:
        """(year, count), ascending; rows without a date are left out."""
        single, reports = self.split(rows[self.columns.year[rows] > 0])
        counts = np.bincount(self.columns.year[single], minlength=10_000)
        if len(reports):
            counts += self.once(self.columns.utterance[reports], self.columns.year[reports], 10_000)
        return [(year, counts[year].item()) for year in np.flatnonzero(counts).tolist()]

    @staticmethod
    def once(utterances: np.ndarray, values: np.ndarray, size: int) -> np.ndarray:
        """Counts of values, each once for each utterance."""
        pairs = np.unique(utterances * size + values)
        return np.bincount(pairs % size, minlength=size)
