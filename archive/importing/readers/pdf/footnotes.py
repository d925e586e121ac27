"""Notes at the foot of a page, in smaller type: they would part the paragraph that goes on over the end of the page."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from archive.importing.readers.pdf.columns import Region
from archive.importing.readers.pdf.rows import Row

MAX_SIZE = 0.93  # of the usual size of type
CELL_GAP = 2.0  # font sizes between two cells of a table
MAX_ROWS = 40
_MARK = re.compile(
    r"[(\[]?(?:[0-9]{1,3}|[*†‡§¶]{1,3}|[a-z](?=[)\] ]))[)\].]{0,2} ?[^\W\d_“\"«„‘(]*[“\"«„‘(]?\w"
)
_PAGE_NUMBER = re.compile(r"\W*(?:[Pp]age )?[0-9ivxlc]{1,5}(?: ?(?:/|of|von|de) ?[0-9]{1,4})?\W*")


def extract_footnotes(page: Sequence[Region], size: float) -> tuple[list[Region], list[list[Row]]]:
    """The page without its notes, and the rows of each note; `size` is the usual one of type."""
    last = {region[:2]: index for index, region in enumerate(page)}
    regions: list[Region] = []
    notes: list[list[Row]] = []
    for index, region in enumerate(page):
        start, end = _footnote_rows(region.rows, size) if last[region[:2]] == index else (0, 0)
        notes += _notes(region.rows[start:end])
        other_rows = (*region.rows[:start], *region.rows[end:])
        regions += [region._replace(rows=other_rows)] if other_rows else []
    return regions, notes


def _footnote_rows(rows: Sequence[Row], size: float) -> tuple[int, int]:
    """The first row and the one behind the last; the same one where there are no notes."""
    end = len(rows)
    while end and _PAGE_NUMBER.fullmatch(rows[end - 1].text):
        end -= 1
    start = end
    for row in reversed(rows[max(0, end - MAX_ROWS) : end]):
        if row.size > MAX_SIZE * size or row.widest_gap > CELL_GAP * row.size:
            break
        start -= 1
    while start < end and not starts_note(rows[start]):
        start += 1
    # Above the notes stands text of the usual size, else the whole page is in small type.
    return (start, end) if start and any(row.size > MAX_SIZE * size for row in rows[:start]) else (end, end)


def starts_note(row: Row) -> bool:
    return _MARK.match(row.text) is not None


def _notes(rows: Sequence[Row]) -> Iterator[list[Row]]:
    starts = [index for index, row in enumerate(rows) if not index or starts_note(row)]
    for start, end in pairwise([*starts, len(rows)]):
        yield list(rows[start:end])
