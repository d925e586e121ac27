"""Divides a text into paragraphs and segments, each with the statements and search hits that cover it."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from .paragraphs import Span

LINKED_WORDS = "linked"  # the subject of the mark on the words that the address names


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """The characters ``text[start:end]``. ``subject`` is what the mark stands for: a statement, LINKED_WORDS, or None
    for the printed name of a speaker before a turn."""

    start: int
    end: int
    subject: Any = None

    def covers(self, start: int, end: int) -> bool:
        return self.start <= start and end <= self.end


@dataclass(frozen=True, slots=True)
class Segment:
    """The longest run of characters covered by the same marks.

    `marks` are ordered outermost first. A mark opens in the first segment it covers and closes in the last,
    however many paragraphs lie between.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    opening_marks: tuple[Mark, ...] = ()
    closing_marks: tuple[Mark, ...] = ()
    hit: bool = False
    hit_number: int = 0  # counted from 1 through the text, on the first segment of each hit


@dataclass(frozen=True, slots=True)
class Paragraph:
    start: int
    end: int
    segments: tuple[Segment, ...]

    @property
    def opening_marks(self) -> list[Mark]:
        return [mark for segment in self.segments for mark in segment.opening_marks]

    @property
    def is_marked(self) -> bool:
        return any(segment.marks for segment in self.segments)


def lay_out(
    text: str, bounds: Sequence[Span], marks: Iterable[Mark] = (), hits: Iterable[Span] = ()
) -> list[Paragraph]:
    """A Paragraph for each of ``bounds``, which must ascend. Marks and hits may nest, overlap and cross paragraphs."""
    matches = _within(bounds, [Mark(*hit, number) for number, hit in enumerate(sorted(hits), start=1)])
    rows = [
        _split_at_edges(*paragraph) for paragraph in zip(bounds, _within(bounds, marks), matches, strict=True)
    ]
    first, last = _edges(rows)

    def segment(number: int, start: int, end: int, covering: tuple[Mark, ...], hits: list[Mark]) -> Segment:
        opening = tuple(mark for mark in covering if first[mark] == (number, start))
        closing_marks = tuple(mark for mark in covering if last[mark] == (number, start))
        hit_number = next((hit.subject for hit in hits if hit.start == start), 0)
        return Segment(text[start:end], covering, opening, closing_marks, bool(hits), hit_number)

    return [
        Paragraph(start, end, tuple(segment(number, *part) for part in row))
        for number, ((start, end), row) in enumerate(zip(bounds, rows, strict=True))
    ]


def _within(bounds: Sequence[Span], marks: Iterable[Mark]) -> Iterator[list[Mark]]:
    """For each paragraph the marks that touch it, outermost first; one walk over both."""
    pending = deque(sorted(marks, key=lambda mark: (mark.start, -mark.end)))
    touching_marks: list[Mark] = []
    for start, end in bounds:
        while pending and pending[0].start < end:
            touching_marks.append(pending.popleft())
        touching_marks = [mark for mark in touching_marks if mark.end > start]
        yield touching_marks


def _split_at_edges(span: Span, marks: list[Mark], hits: list[Mark]) -> list[tuple]:
    """(start, end, marks, hits) of the parts between the edges of whatever touches the paragraph."""
    start, end = span
    edges = {edge for mark in (*marks, *hits) for edge in (mark.start, mark.end) if start < edge < end}
    cuts = sorted(edges | {start, end})
    return [
        (
            part_start,
            part_end,
            tuple(mark for mark in marks if mark.covers(part_start, part_end)),
            [hit for hit in hits if hit.covers(part_start, part_end)],
        )
        for part_start, part_end in pairwise(cuts)
    ]


def _edges(rows: Sequence[Sequence[tuple]]) -> tuple[dict, dict]:
    """For each mark its first and its last segment, as (paragraph index, start of the segment)."""
    first: dict[Mark, tuple[int, int]] = {}
    last: dict[Mark, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        for start, _, covering, _ in row:
            for mark in covering:
                first.setdefault(mark, (number, start))
                last[mark] = (number, start)
    return first, last
