"""Rows that satisfy the chosen facets and dates, and how many of them each value of each facet has.

A facet's counts ignore its own choice, so each says what the list would hold if that value were chosen, too; what is
excluded (not-theme=…) is out of its counts as well, and stands beside them with what it takes away. Themes required
together narrow their own counts like any other choice. Where utterances are counted, a value counts once for all
reports of an utterance that have it.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from archive.search.engine.store.columns import Columns
from archive.search.engine.store.facet_counts import FacetCounts
from archive.search.engine.store.loading import DAY_ZERO, NO_DATE
from archive.search.facets import FACETS
from archive.search.request.params import SearchParams

from .interface import Counts
from .rows import (
    NO_ROWS,
    RowSet,
    as_few_rows,
    count_rows,
    difference,
    index_of,
    is_first,
    is_mask,
    positions,
    restrict,
    row_numbers,
)

T = TypeVar("T")
YEAR = "year"
YEARS = 10_000  # of the calendar
COUNTS_BYTES = 6_000  # of the objects around the numbers
YEAR_BYTES = 100
OTHER_RESULT_BYTES = 100_000  # 500 weights, or a relaxed match


@dataclass(frozen=True)
class FacetFilter:
    """Which of the ``candidates`` satisfy the conditions of each facet that has any; dates are the facet "year". Arrays
    have a value for each candidate; where ``candidates`` is a mask, for each row up to its end.

    ``choices`` are the conditions that a facet's own counts ignore, ``requirements`` those that they do not.
    """

    candidates: RowSet
    choices: dict[str, np.ndarray] = field(default_factory=dict)
    requirements: dict[str, np.ndarray] = field(default_factory=dict)
    results: dict[tuple[str, str], RowSet] = field(default_factory=dict)

    @cached_property
    def rows(self) -> np.ndarray:
        """The candidates that satisfy all conditions; ascending int32."""
        return row_numbers(self.row_set())

    def row_set(self, excluding: str = "", with_requirements: bool = False) -> RowSet:
        """The candidates that satisfy all conditions; ``excluding`` a facet's choice, and with ``with_requirements``
        all its conditions.

        The same array for all facets that have no condition to leave out.
        """
        choice = excluding if excluding in self.choices else ""
        requirement = excluding if with_requirements and excluding in self.requirements else ""
        if (choice, requirement) not in self.results:
            masks = [mask for facet, mask in self.choices.items() if facet != choice]
            masks += [mask for facet, mask in self.requirements.items() if facet != requirement]
            rows = self.candidates
            if masks:
                rows = restrict(rows, lambda _index: np.logical_and.reduce(masks))
            self.results[choice, requirement] = as_few_rows(rows)
        return self.results[choice, requirement]


def make_facet_filter(columns: Columns, params: SearchParams, candidates: RowSet) -> FacetFilter:
    """The filter with the masks of the chosen and excluded values and of the dates."""
    facet_filter, rows = FacetFilter(candidates), index_of(candidates)
    names = columns.names
    for facet in (kind.name for kind in FACETS):
        chosen = names.keys(facet, params.selected_values(facet))
        excluded = names.keys(facet, params.excluded_values(facet))
        if chosen and not params.match_all(facet):
            facet_filter.choices[facet] = columns.value_mask(facet, chosen, rows)
        masks = [columns.value_mask(facet, [value], rows) for value in chosen if params.match_all(facet)]
        if excluded:
            masks.append(~columns.value_mask(facet, excluded, rows))
        if masks:
            facet_filter.requirements[facet] = np.logical_and.reduce(masks)
    if params.has_dates:
        facet_filter.choices[YEAR] = date_mask(columns, params, rows)
    return facet_filter


def date_mask(columns: Columns, params: SearchParams, rows: np.ndarray | slice) -> np.ndarray:
    """A mask over ``rows``: whether the day is within the dates; False for rows without a date."""
    days = columns.day[rows]
    mask = days != NO_DATE
    if params.since:
        mask &= days >= (params.since - DAY_ZERO).days
    if params.until:
        mask &= days <= (params.until - DAY_ZERO).days
    return mask


@dataclass(frozen=True)
class Partition:
    """Rows that are counted one by one, and ``reports``, which are counted once for each utterance.

    ``complement`` are the rows of the archive that would be counted one by one and are not among these; None where
    these are the fewer, and then ``single`` has none. Those that are counted are of numpy's own type for an index, once
    for all facets.
    """

    single: np.ndarray
    reports: np.ndarray
    complement: np.ndarray | None = None


class FacetCounter:
    """Counts how many rows of a unit, or utterances, have each value."""

    def __init__(self, columns: Columns, unit: int, by_utterance: bool) -> None:
        self.columns = columns
        self.unit = unit
        self.by_utterance = by_utterance
        self.partitions: dict[int, tuple[RowSet, Partition]] = {}

    def count(self, facet: str, rows: RowSet) -> FacetCounts:
        """{value: count} of the values that occur."""
        column, partition = self.columns.facets[facet], self.partition(rows)
        if partition.complement is None:
            counts = column.count(partition.single)
        else:
            counts = self.count_all_rows(facet) - column.count(partition.complement)
        if len(partition.reports):
            positions, values = column.pairs(partition.reports)
            utterances = self.columns.utterance[partition.reports][positions]
            counts = counts + count_distinct(utterances, values, len(column.values))
        present = np.flatnonzero(counts).astype(np.int32)
        return FacetCounts(column.values, column.position_of_value, present, counts[present].astype(np.int32))

    def count_years(self, rows: RowSet) -> list[tuple[int, int]]:
        """(year, count), ascending; rows without a date are left out."""
        partition = self.partition(rows)
        if partition.complement is None:
            counts = self.count_years_of(partition.single)
        else:
            counts = self.count_all_years() - self.count_years_of(partition.complement)
        if len(partition.reports):
            utterances = self.columns.utterance[partition.reports]
            years = self.columns.calendar.years(self.columns.day[partition.reports])
            counts = counts + count_distinct(utterances, years, YEARS)
        return [(year, counts[year].item()) for year in np.flatnonzero(counts).tolist() if year]

    def partition(self, rows: RowSet) -> Partition:
        """Worked out once for all facets that count the same array."""
        if id(rows) not in self.partitions:
            self.partitions[id(rows)] = rows, self.make_partition(rows)
        return self.partitions[id(rows)][1]

    def make_partition(self, rows: RowSet) -> Partition:
        single, reports = rows, NO_ROWS
        if self.by_utterance:
            single = self.without_reports(rows)
            reports = row_numbers(restrict(rows, lambda index: self.columns.utterance[index] != 0))
        if count_rows(single) * 2 > self.count_single():
            return Partition(places(NO_ROWS), reports, places(difference(self.all_rows, single)))
        return Partition(places(single), reports)

    @property
    def all_rows(self) -> RowSet:
        """The public rows of the unit; for utterances only the rows that are counted one by one."""
        rows = self.columns.row_set(self.unit)
        return self.without_reports(rows) if self.by_utterance else rows

    def without_reports(self, rows: RowSet) -> RowSet:
        return restrict(rows, lambda index: self.columns.utterance[index] == 0)

    def count_single(self) -> int:
        """The number of ``all_rows``."""
        return self.memoize("single", lambda: count_rows(self.all_rows))

    def count_all_rows(self, facet: str) -> np.ndarray:
        """The counts of ``all_rows``, cached: those of more than half of the archive are quicker to get by subtracting
        from them."""
        return self.memoize(
            ("counts", facet), lambda: self.columns.facets[facet].count(places(self.all_rows))
        )

    def count_all_years(self) -> np.ndarray:
        return self.memoize("years", lambda: self.count_years_of(places(self.all_rows)))

    def count_years_of(self, rows: np.ndarray) -> np.ndarray:
        return self.columns.calendar.count(np.take(self.columns.day, rows), YEARS)

    def memoize(self, key: Hashable, make: Callable[[], T]) -> T:
        return self.columns.memoize((key, self.unit, self.by_utterance), make)


def places(rows: RowSet) -> np.ndarray:
    """The rows as indexes of the type that numpy takes quickest."""
    return positions(rows) if is_mask(rows) else rows.astype(np.intp)


def count_distinct(utterances: np.ndarray, values: np.ndarray, size: int) -> np.ndarray:
    """Returns for each value below ``size`` how many different utterances have it, from pairs of utterance and
    value."""
    pairs = utterances.astype(np.int64) * size + values
    pairs.sort()
    return np.bincount(pairs[is_first(pairs)] % size, minlength=size)


def size_of_result(result: Any) -> int:
    if isinstance(result, Counts):
        numbers = sum(counts.nbytes for counts in result.facets.values())
        return COUNTS_BYTES + numbers + YEAR_BYTES * len(result.years)
    return OTHER_RESULT_BYTES
