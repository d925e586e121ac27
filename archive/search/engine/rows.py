"""Sets of row numbers: *rows* are ascending, each once, int32.

Where there are many, a set may be a *mask* instead, which has for each row up to some row whether it is in the set. A
byte for every row is quicker than numpy's sorting, and of two masks the arithmetic is quicker than finding out which
rows they have.
"""

from collections.abc import Callable, Iterable

import numpy as np

RowSet = np.ndarray  # rows or a mask
NO_ROWS = np.array([], np.int32)
STEP_BYTES = 2
FEW_PART = 16  # such a part of a mask are few
SPARSE_PART = 10  # such a part of a mask, and numpy looks for what is true byte by byte
PACKED_IDS = "string_agg(int4send(id::int), ''::bytea)"  # for ``unpack_ids``


def is_mask(rows: RowSet) -> bool:
    return rows.dtype == np.bool_


def row_numbers(rows: RowSet) -> np.ndarray:
    """The set as ascending row numbers."""
    return positions(rows).astype(np.int32) if is_mask(rows) else rows


def count_rows(rows: RowSet) -> int:
    return int(np.count_nonzero(rows)) if is_mask(rows) else len(rows)


def as_few_rows(rows: RowSet) -> RowSet:
    """The set as row numbers if it is so small that they are quicker than a mask."""
    return row_numbers(rows) if count_rows(rows) * FEW_PART < len(rows) and is_mask(rows) else rows


def index_of(rows: RowSet) -> np.ndarray | slice:
    """Returns the index with which a column gives the values that ``restrict`` looks at: those of the rows, or all up
    to the end of a mask."""
    return slice(0, len(rows)) if is_mask(rows) else rows


def restrict(rows: RowSet, satisfy: Callable[[np.ndarray | slice], np.ndarray]) -> RowSet:
    """The rows that ``satisfy`` accepts; it is called with an index that takes their values from a column."""
    mask = satisfy(index_of(rows))
    return rows & mask if is_mask(rows) else choose(rows, mask)


def intersection(left: RowSet, right: RowSet) -> RowSet:
    if is_mask(left) and is_mask(right):
        size = min(len(left), len(right))
        return left[:size] & right[:size]
    if is_mask(left) or is_mask(right):
        rows, mask = (right, left) if is_mask(left) else (left, right)
        rows = below(rows, len(mask))
        return choose(rows, np.take(mask, rows))
    if not len(left) or not len(right):
        return NO_ROWS
    return choose(left, np.take(bitmap(right, size_for(left, right)), left))


def difference(rows: RowSet, excluded_rows: RowSet) -> RowSet:
    if not len(rows) or not len(excluded_rows):
        return rows
    if is_mask(rows):
        left = rows.copy()
        if is_mask(excluded_rows):
            size = min(len(left), len(excluded_rows))
            left[:size] &= ~excluded_rows[:size]
        else:
            left[below(excluded_rows, len(left))] = False
        return left
    return choose(rows, ~np.take(as_mask(excluded_rows, size_for(rows, excluded_rows)), rows))


def union(*sets: RowSet) -> RowSet:
    """The union; a mask if one of the sets is."""
    sets = tuple(rows for rows in sets if len(rows))
    if len(sets) < 2:
        return sets[0] if sets else NO_ROWS
    first, *further_sets = sorted(sets, key=is_mask, reverse=True)
    bits = as_mask(first, size_for(*sets))
    for rows in further_sets:
        if is_mask(rows):
            bits[: len(rows)] |= rows
        else:
            bits[rows] = True
    return bits if is_mask(first) else positions(bits).astype(np.int32)


def as_mask(rows: RowSet, size: int) -> np.ndarray:
    """A new mask of at least ``size`` rows."""
    if not is_mask(rows):
        return bitmap(rows, size)
    bits = np.zeros(max(size, len(rows)), np.bool_)
    bits[: len(rows)] = rows
    return bits


def distinct(*sets: np.ndarray) -> np.ndarray:
    """Ids in any order: each once, ascending. Of a million 5 ms, where numpy's sorting or hashing takes 100 to 700."""
    size = max((int(ids.max()) + 1 for ids in sets if len(ids)), default=0)
    bits = np.zeros(size, np.bool_)
    for ids in sets:
        bits[ids] = True
    return np.flatnonzero(bits)


def bitmap(rows: np.ndarray, size: int) -> np.ndarray:
    bits = np.zeros(size, np.bool_)
    bits[rows] = True
    return bits


def positions(mask: np.ndarray) -> np.ndarray:
    """Returns where the mask is true; intp. A sparse mask is first read by words of eight bytes, which takes half as
    long."""
    if np.count_nonzero(mask) * SPARSE_PART > len(mask):
        return np.flatnonzero(mask)
    mask = np.ascontiguousarray(mask)
    whole = len(mask) // 8 * 8
    words = np.flatnonzero(mask[:whole].view(np.uint64) != 0)
    within = np.flatnonzero(np.take(mask[:whole].reshape(-1, 8), words, axis=0).ravel())
    places = np.take(words, within >> 3) * 8 + (within & 7)
    return np.concatenate([places, np.flatnonzero(mask[whole:]) + whole]) if whole < len(mask) else places


def choose(rows: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Returns the rows where the mask is true; the same array where it is true everywhere. Indexing by the mask takes
    four times as long."""
    if np.count_nonzero(mask) == len(rows):
        return rows
    return np.take(rows, positions(mask))


def below(rows: RowSet, size: int) -> RowSet:
    """The rows with numbers below ``size``."""
    return rows[: size if is_mask(rows) else np.searchsorted(rows, size)]


def is_among(rows: np.ndarray, ordered: np.ndarray) -> np.ndarray:
    """Returns for each of the numbers, in any order, whether it is among these ascending ones. ``numpy.isin`` would
    sort or hash them anew: 2.6 ms for those of a common word."""
    if not len(ordered):
        return np.zeros(len(rows), np.bool_)
    places = np.minimum(np.searchsorted(ordered, rows), len(ordered) - 1)
    return ordered[places] == rows


def is_first(ordered: np.ndarray) -> np.ndarray:
    """Returns for each of these ascending numbers whether it is the first of its kind."""
    first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return first


def unpack_mask(packed: np.ndarray, size: int | None = None) -> np.ndarray:
    return np.unpackbits(packed, count=size).view(np.bool_)


def size_for(*sets: RowSet) -> int:
    return max(len(rows) if is_mask(rows) else int(rows[-1]) + 1 for rows in sets)


class PackedRows:
    """Rows in little memory: a bit for every row up to the last one, the distances between rows as 16 bits, or the
    numbers as they are; whichever is smallest."""

    def __init__(self, rows: RowSet) -> None:
        self.bits = self.steps = None
        self.numbers = NO_ROWS
        if not len(rows):
            return
        if size_for(rows) // 8 < count_rows(rows) * STEP_BYTES:
            self.size = size_for(rows)
            self.bits = np.packbits(rows if is_mask(rows) else bitmap(rows, size_for(rows)))
            return
        self.numbers = rows = row_numbers(rows)
        if not len(rows):
            return
        steps = np.diff(rows, prepend=0)
        if steps.max() <= np.iinfo(np.uint16).max:
            self.steps, self.numbers = steps.astype(np.uint16), NO_ROWS

    @property
    def nbytes(self) -> int:
        return sum(part.nbytes for part in (self.bits, self.steps, self.numbers) if part is not None)

    def unpack(self) -> RowSet:
        """The set; a mask where it is stored as bits."""
        if self.bits is not None:
            return unpack_mask(self.bits, self.size)
        if self.steps is not None:
            return np.cumsum(self.steps, dtype=np.int32)
        return self.numbers


def array_text(rows: Iterable[int]) -> str:
    """Row numbers as PostgreSQL reads an array; of a list, psycopg takes ten times as long to write it."""
    return f"{{{','.join(map(str, rows))}}}"


def update_rows(
    rows: RowSet, changed_rows: np.ndarray, find_among: Callable[[np.ndarray], np.ndarray]
) -> RowSet:
    """The rows after those that changed were looked up again."""
    return union(difference(rows, changed_rows), find_among(changed_rows)) if len(changed_rows) else rows


def unpack_ids(packed: bytes | None) -> np.ndarray:
    """Returns the ids that ``PACKED_IDS`` selected, ascending int32."""
    return np.sort(np.frombuffer(packed or b"", ">i4").astype(np.int32))
