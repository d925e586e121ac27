"""How many rows there are in each month, quarter or year, and of two facets together.

A *period* is a number: of a month its year times twelve and the months before it in the year, of a quarter a third of
that, of a year a twelfth.
"""

from collections.abc import Sequence

import numpy as np

from archive.search.engine.store.columns import Columns
from archive.search.engine.store.loading import DAY_ZERO, NO_DATE

MONTHS = {"month": 1, "quarter": 3, "year": 12}  # of a period, by step


def periods_of(days: np.ndarray, step: str) -> np.ndarray:
    """Returns the periods of days since DAY_ZERO; int64. Each day that may occur is converted once: numpy takes longer
    for a million."""
    if not len(days):
        return days.astype(np.int64)
    first = int(days.min())
    calendar = np.arange(first, int(days.max()) + 1).astype("datetime64[D]").astype("datetime64[M]")
    months = calendar.astype(np.int64) + DAY_ZERO.year * 12
    return (months // MONTHS[step])[days - first]


def count_periods(
    columns: Columns, rows: np.ndarray, step: str, facet: str = "", keys: Sequence = ()
) -> list[dict[int, int]]:
    """Returns for each key of the facet, or without a facet for all rows together, period -> rows, ascending. Rows
    without a date are left out."""
    dated = rows[columns.day[rows] != NO_DATE]
    periods = periods_of(columns.day[dated], step)
    groups = [periods[columns.value_mask(facet, [key], dated)] for key in keys] if facet else [periods]
    return [count_numbers(group) for group in groups]


def rows_of_first_days(columns: Columns, rows: np.ndarray) -> np.ndarray:
    """Returns those of the rows that are dated the first of January, of a year."""
    dated = rows[columns.day[rows] != NO_DATE]
    days = columns.day[dated].astype("datetime64[D]")
    return dated[days == days.astype("datetime64[Y]").astype("datetime64[D]")]


def count_numbers(numbers: np.ndarray) -> dict[int, int]:
    """Number -> how often it occurs, ascending. Periods are few, so counting is quicker than sorting."""
    if not len(numbers):
        return {}
    first = int(numbers.min())
    counts = np.bincount(numbers - first)
    present = np.flatnonzero(counts)
    return dict(zip((present + first).tolist(), counts[present].tolist(), strict=True))


def count_pairs(
    columns: Columns, rows: np.ndarray, first: tuple[str, Sequence], second: tuple[str, Sequence]
) -> list[list[int]]:
    """Returns how many rows have both, for each key of the first facet, of which a row has at most one, and each value
    of the second. ``first`` and ``second`` are pairs of a facet and its keys."""
    facet, keys = first
    column = columns.facets[facet]
    positions = [column.position_of_value.get(key, 0) for key in keys]  # of nothing none is counted
    rows = rows[columns.value_mask(facet, keys, rows)]  # far fewer than all
    counts = [
        column.count(rows[columns.value_mask(second[0], [value], rows)])[positions].tolist()
        for value in second[1]
    ]
    return [list(row) for row in zip(*counts, strict=True)] if counts else [[] for _key in keys]
