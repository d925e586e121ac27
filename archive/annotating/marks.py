"""Lays statements and search matches over a text: paragraphs of segments that know what covers them. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """A half-open span of the text in characters; `subject` is what it stands for (a statement)."""

    start: int
    end: int
    subject: Any = None


@dataclass(frozen=True, slots=True)
class Segment:
    """The longest run of characters covered by the same marks.

    `marks` are ordered outermost first. A mark opens in the first segment it covers and closes in the last,
    however many paragraphs lie between.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    opening: tuple[Mark, ...] = ()
    closing: tuple[Mark, ...] = ()
    hit: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    start: int
    end: int
    segments: tuple[Segment, ...]

    @property
    def opening(self) -> list[Mark]:
        return [mark for segment in self.segments for mark in segment.opening]

    @property
    def is_marked(self) -> bool:
        return any(segment.marks for segment in self.segments)


def paragraph_bounds(text: str) -> list[Bounds]:
    """The paragraphs of a canonical text: what stands between blank lines."""
    bounds, start = [], 0
    for part in text.split("\n\n"):
        bounds.append((start, start + len(part)))
        start += len(part) + 2
    return bounds


def lay(
    text: str, bounds: Iterable[Bounds], marks: Iterable[Mark] = (), hits: Iterable[Bounds] = ()
) -> list[Paragraph]:
    """One paragraph for each of `bounds`. Marks and hits may nest, overlap and cross paragraphs."""
    bounds = list(bounds)
    outermost_first = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    hits = list(hits)
    rows = [_cut(span, outermost_first, hits) for span in bounds]
    first, last = _edges(rows)
    return [
        Paragraph(
            start,
            end,
            tuple(
                Segment(
                    text[a:b],
                    covering,
                    tuple(mark for mark in covering if first[mark] == (number, a)),
                    tuple(mark for mark in covering if last[mark] == (number, a)),
                    hit,
                )
                for a, b, covering, hit in row
            ),
        )
        for number, ((start, end), row) in enumerate(zip(bounds, rows, strict=True))
    ]


def _cut(span: Bounds, marks: Sequence[Mark], hits: Sequence[Bounds]) -> list[tuple]:
    start, end = span
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    found = [hit for hit in hits if hit[0] < end and hit[1] > start]
    edges = {start, end}
    edges.update(edge for mark in inside for edge in (mark.start, mark.end) if start < edge < end)
    edges.update(edge for hit in found for edge in hit if start < edge < end)
    cuts = sorted(edges)
    return [
        (
            a,
            b,
            tuple(mark for mark in inside if mark.start <= a and b <= mark.end),
            any(hit[0] <= a and b <= hit[1] for hit in found),
        )
        for a, b in pairwise(cuts)
    ]


def _edges(rows: Sequence[Sequence[tuple]]) -> tuple[dict, dict]:
    """Where each mark is first and last seen: (paragraph index, start of the segment)."""
    first: dict[Mark, tuple[int, int]] = {}
    last: dict[Mark, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        for a, _, covering, _ in row:
            for mark in covering:
                first.setdefault(mark, (number, a))
                last[mark] = (number, a)
    return first, last
