"""From pieces of text to rows: what stands on one baseline, from left to right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from archive.importing.readers.formulas import lowered_number, superscript
from archive.importing.readers.pdf.characters import space_between
from archive.importing.readers.pdf.direction import reorder_characters
from archive.importing.readers.pdf.page import TextRun

SAME_ROW = 0.45  # of the font size: a superscript's distance from its baseline
MIN_RISE = 0.15  # of the font size: less is the baseline of another font
MIN_DROP = 0.1  # of it, below the line
SMALL = 0.85  # of the font size: raised and lowered numbers are smaller than their row
SAME_PLACE = 0.2  # of the font size: bold type made by printing twice


@dataclass(frozen=True)
class Row:
    """Runs in the order of reading, at least one, none blank."""

    runs: tuple[TextRun, ...]
    is_mirrored: bool = False

    @cached_property
    def main(self) -> TextRun:
        """The longest of its largest type, whose baseline and size are the row's."""
        return max(self.runs, key=lambda run: (round(run.size), len(run.text)))

    @property
    def y(self) -> float:
        return self.main.y

    @property
    def size(self) -> float:
        return self.main.size

    @cached_property
    def x(self) -> float:
        return min(run.x for run in self.runs)

    @cached_property
    def right(self) -> float:
        return max(run.right for run in self.runs)

    @cached_property
    def text(self) -> str:
        text, right = "", self.x
        for run in self.runs:
            text += space_between(text, run.text, run.x - right, self.size)
            text += (self._set_number(run, text) if text and text[-1] != " " else "") or run.text
            right = run.right
        return reorder_characters(text, self.is_mirrored).strip()

    def _set_number(self, run: TextRun, before: str) -> str:
        """“10” and a raised or lowered “3” are not “103”; empty for what is no such number."""
        rise = run.y - self.y
        if run.size > SMALL * self.size or self.is_mirrored:
            return ""
        if rise <= -MIN_DROP * self.size:
            return lowered_number(run.text.strip(), before)
        return superscript(run.text.strip()) if rise >= MIN_RISE * self.size else ""

    @cached_property
    def gaps(self) -> list[float]:
        """The spaces between its runs, in points."""
        return [after.x - before.right for before, after in pairwise(self.runs)]

    @property
    def widest_gap(self) -> float:
        return max(self.gaps, default=0.0)

    @property
    def is_bold(self) -> bool:
        return all(run.is_bold for run in self.runs)


def find_rows(runs: Iterable[TextRun], is_mirrored: bool = False) -> list[Row]:
    """The rows of a page from top to bottom; `is_mirrored` for a page whose runs were mirrored, see `direction`."""
    rows: list[list[TextRun]] = []
    main: TextRun | None = None
    for run in sorted((run for run in runs if run.text.strip()), key=lambda run: (-run.y, run.x)):
        if main and abs(run.y - main.y) <= SAME_ROW * max(run.size, main.size):
            rows[-1].append(run)
            main = max(main, run, key=lambda candidate: candidate.size)
        else:
            rows.append([run])
            main = run
    return [_row(row, is_mirrored) for row in rows]


def _row(runs: Sequence[TextRun], is_mirrored: bool) -> Row:
    row_runs: list[TextRun] = []
    for run in sorted(runs, key=lambda run: run.x):
        if not any(_is_printed_twice(run, other) for other in row_runs[-3:]):
            row_runs.append(run)
    return Row(tuple(row_runs), is_mirrored)


def _is_printed_twice(run: TextRun, other: TextRun) -> bool:
    near = SAME_PLACE * run.size
    return run.text == other.text and abs(run.x - other.x) < near and abs(run.y - other.y) < near
