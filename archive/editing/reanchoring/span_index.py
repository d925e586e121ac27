"""Spans that may overlap, found by a position without reading them all."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate
from typing import Generic, TypeVar

from archive.text.paragraphs import Span

Row = TypeVar("Row")


class SpanIndex(Generic[Row]):
    """Half-open spans, each with what it stands for."""

    def __init__(self, rows: list[tuple[Span, Row]]):
        self.rows = sorted(rows, key=lambda row: row[0])
        self._starts = [span[0] for span, _row in self.rows]
        self._latest_ends = list(accumulate((span[1] for span, _row in self.rows), max))

    def overlapping(self, start: int, end: int) -> Iterator[Row]:
        """Those with a character in common; the last one first."""
        number = bisect_left(self._starts, end) - 1
        while number >= 0 and self._latest_ends[number] > start:
            span, row = self.rows[number]
            if span[1] > start:
                yield row
            number -= 1
