"""The columns of a page, by the white gutters between them, and its rows in the order of reading."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from archive.importing.readers.pdf.rows import Row, find_rows

MIN_GUTTER = 0.6  # of the font size
MAX_CROSSING = 0.15  # of the rows: headings and pictures' captions run over both columns
MIN_SHARE = 0.4  # of the rows that have text on either side of a gutter
MIN_ROWS = 5
MIN_BAND = 8  # rows in columns between others that are not
MIN_COLUMN = 0.18  # of the width of the text; narrower ones are numbers or labels
MIN_FILLED = 0.65  # of the width of a column that its median line fills: a table's cells are not as full
MARGIN_ZONE = 0.12  # of the page's height, at the top and at the bottom
MAX_MARGIN_ROWS = 3
MARGIN_GAP = 1.8  # font sizes between a running head and the text, more than from line to line
MARGIN_FILLED = (
    0.4  # of the width of the text that a running head covers at most where it leaves the gutter white
)


class Gutter(NamedTuple):
    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


class Region(NamedTuple):
    """Rows read one after the other, in column `number` (from 0) of `columns`; 0 of 1 for rows over the whole width."""

    columns: int
    number: int
    rows: tuple[Row, ...]


def find_gutters(rows: Sequence[Row], size: float) -> list[Gutter]:
    """`size` is that of the page's type."""
    if len(rows) < MIN_ROWS:
        return []
    left, right = min(row.x for row in rows), max(row.right for row in rows)
    empty = [
        gutter for gutter in _white(rows, left, right) if gutter.right - gutter.left >= MIN_GUTTER * size
    ]
    return [gutter for gutter in empty if _parts_columns(gutter, rows, left, right)]


def find_bands(rows: Sequence[Row], size: float) -> list[tuple[Sequence[Row], list[Gutter]]]:
    """The rows from top to bottom in stretches that have columns or have none: a summary may stand over two columns."""
    if gutters := find_gutters(rows, size):
        return [(rows, gutters)]
    start, end = _longest_band(rows, size)
    gutters = find_gutters(rows[start:end], size) if end - start >= MIN_BAND else []
    if not gutters:
        return [(rows, [])] if rows else []
    return [*find_bands(rows[:start], size), (rows[start:end], gutters), *find_bands(rows[end:], size)]


def _longest_band(rows: Sequence[Row], size: float) -> tuple[int, int]:
    """The first row and the one after the last of the most that all leave white where one of them has a wide space."""
    points = {
        round((before.right + after.x) / 2 / size)
        for row in rows
        for before, after in pairwise(row.runs)
        if after.x - before.right >= MIN_GUTTER * size
    }
    longest = (0, 0)
    for point in points:
        start = 0
        for index in range(len(rows) + 1):
            if index == len(rows) or any(run.x < point * size < run.right for run in rows[index].runs):
                longest = max(longest, (start, index), key=lambda band: band[1] - band[0])
                start = index + 1
    return longest


def _white(rows: Sequence[Row], left: float, right: float) -> Iterator[Gutter]:
    """The stretches, in points, over which few rows have text."""
    start, counts = int(left), [0] * (max(0, min(int(right - left), 5000)) + 2)
    for row in rows:
        covered: set[int] = set()
        for run in row.runs:
            covered.update(range(max(0, int(run.x) - start), min(int(run.right) - start + 1, len(counts))))
        for point in covered:
            counts[point] += 1
    limit = MAX_CROSSING * len(rows)
    for is_white, points in groupby(range(len(counts)), key=lambda point: counts[point] <= limit):
        stretch = list(points)
        if is_white and stretch[0] > 0 and stretch[-1] < len(counts) - 2:
            yield Gutter(start + stretch[0], start + stretch[-1] + 1)


def _parts_columns(gutter: Gutter, rows: Sequence[Row], left: float, right: float) -> bool:
    width = right - left
    if min(gutter.left - left, right - gutter.right) < MIN_COLUMN * width:
        return False
    before, after = [], []
    for row in rows:
        if crosses_gutter(row, [gutter]):
            continue
        parts = [[run for run in row.runs if (run.x > gutter.middle) == side] for side in (False, True)]
        if parts[0]:
            before.append(max(run.right for run in parts[0]) - min(run.x for run in parts[0]))
        if parts[1]:
            after.append(max(run.right for run in parts[1]) - min(run.x for run in parts[1]))
    if min(len(before), len(after)) < max(MIN_ROWS, MIN_SHARE * len(rows)):
        return False
    is_filled = median(before) >= MIN_FILLED * (gutter.left - left)
    return is_filled and median(after) >= MIN_FILLED * (right - gutter.right)


def crosses_gutter(row: Row, gutters: Iterable[Gutter]) -> bool:
    return any(run.x < gutter.middle < run.right for run in row.runs for gutter in gutters)


def may_use_columns(gutters: Sequence[Gutter], rows: Sequence[Row]) -> bool:
    """Whether a page with few rows may be set in the columns of other pages."""
    crossing = sum(crosses_gutter(row, gutters) for row in rows)
    return bool(gutters) and crossing <= max(2, 2 * MAX_CROSSING * len(rows)) and len(rows) > crossing


def split_into_regions(rows: Sequence[Row], gutters: Sequence[Gutter], height: float) -> list[Region]:
    """Column after column; a row over the whole width ends the columns above it. `height` is the page's."""
    if not gutters:
        return [Region(1, 0, tuple(rows))] if rows else []
    margins = _margin_rows(rows, height)
    regions: list[Region] = []
    for is_wide, group in groupby(rows, key=lambda row: id(row) in margins or crosses_gutter(row, gutters)):
        band = tuple(group)
        if is_wide:
            regions.append(Region(1, 0, band))
            continue
        for index in range(len(gutters) + 1):
            if part := _part(band, gutters, index):
                regions.append(Region(len(gutters) + 1, index, tuple(part)))
    return regions


def _part(band: Sequence[Row], gutters: Sequence[Gutter], number: int) -> list[Row]:
    """Rows anew, for those of two columns need not stand on one height."""
    start = gutters[number - 1].middle if number else float("-inf")
    end = gutters[number].middle if number < len(gutters) else float("inf")
    runs = (run for row in band for run in row.runs if start <= (run.x + run.right) / 2 < end)
    return find_rows(runs, any(row.is_mirrored for row in band))


def _margin_rows(rows: Sequence[Row], height: float) -> set[int]:
    """The ids of running heads and feet: rows at the top or bottom of the page, apart from the text."""
    row_ids: set[int] = set()
    width = max(row.right for row in rows) - min(row.x for row in rows)
    for ordered in (rows, rows[::-1]):
        for count, (row, following) in enumerate(pairwise(ordered[: MAX_MARGIN_ROWS + 1]), 1):
            is_in_text = MARGIN_ZONE * height <= row.y <= (1 - MARGIN_ZONE) * height
            if is_in_text or sum(run.right - run.x for run in row.runs) > MARGIN_FILLED * width:
                break
            if abs(row.y - following.y) > MARGIN_GAP * max(row.size, following.size):
                row_ids.update(id(margin_row) for margin_row in ordered[:count])
    return row_ids
