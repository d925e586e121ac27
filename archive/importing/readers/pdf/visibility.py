"""Which words of a page nobody sees, and why."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from archive.importing.readers.pdf.page import (
    WHITE,
    Box,
    Colour,
    PaintedArea,
    TextRun,
    Unseen,
    is_same_colour,
)

MIN_SIZE = 2.0  # points; the smallest print that is meant to be read has about four
BAND = 10  # points
_PIECES = re.compile(r"\S{1,8}")  # so that a box over some characters of a line of Chinese is noticed
_MIDDLE = 0.3  # of the font size above the line: in the middle of small letters
_STROKE = 0.15  # of it, above and below that: a line that strikes words out is no thicker


OF_SCANS = (Unseen.INVISIBLE, Unseen.COVERED)  # as the words that a machine recognised, below the picture


class UnseenPassage(NamedTuple):
    reason: Unseen
    text: str


@dataclass
class Page:
    """`box`: what a reader sees of it; `areas`: what is painted beside the text, in order."""

    box: Box
    areas: list[PaintedArea]
    _bands: dict[int, list[PaintedArea]] = field(init=False)  # those that lie in each band of the page
    _colours: set[Colour] = field(init=False)

    def __post_init__(self) -> None:
        self._colours = {area.colour for area in self.areas if area.colour} | {WHITE}
        self._bands = defaultdict(list)
        for area in self.areas:
            shown = area.box.common(self.box)
            for band in range(_band(shown.bottom), _band(shown.top) + 1):
                self._bands[band].append(area)

    def unseen_passages(self, runs: Sequence[TextRun]) -> list[UnseenPassage]:
        """Returns the passages that nobody sees, in the order in which they are drawn."""
        parts = [part for number, run in enumerate(runs) for part in self._split_run(run, number)]
        return [
            UnseenPassage(reason, " ".join(part.text for part in group))
            for reason, group in groupby(parts, key=lambda part: part.reason)
            if reason
        ]

    def _split_run(self, run: TextRun, number: int) -> Iterator[UnseenPassage]:
        """Yields the seen and unseen parts of one run, whose characters are taken to be equally wide."""
        width = (run.right - run.x) / max(len(run.text), 1)
        colour = run.colour
        may_blend = colour is not None and any(is_same_colour(colour, other) for other in self._colours)

        def reason_of(piece: re.Match[str]) -> Unseen:
            x = run.x + width * (piece.start() + piece.end()) / 2
            return run.unseen or self._reason_at(x, run, number, may_blend)

        if not run.is_turned:
            for reason, group in groupby(_PIECES.finditer(run.text), key=reason_of):
                pieces = list(group)
                yield UnseenPassage(reason, run.text[pieces[0].start() : pieces[-1].end()])

    def _reason_at(self, x: float, run: TextRun, number: int, may_blend: bool) -> Unseen:
        y, stroke = run.y + _MIDDLE * run.size, _STROKE * run.size
        if not self.box.holds(x, y):
            return Unseen.OUTSIDE
        if any(
            number < area.run_count and area.box.holds(x, y - stroke) and area.box.holds(x, y + stroke)
            for area in self._bands[_band(y)]
            if area.is_cover
        ):
            return Unseen.COVERED
        colour = run.colour if may_blend else None
        blends = colour is not None and is_same_colour(colour, self._background(x, y, number))
        return Unseen.COLOUR if blends else Unseen.SEEN

    def _background(self, x: float, y: float, number: int) -> Colour | None:
        areas = reversed(self._bands[_band(y)])
        below = (area for area in areas if area.run_count <= number and area.box.holds(x, y))
        return next((area.colour for area in below), WHITE)


def _band(y: float) -> int:
    return int(y // BAND)
