"""Sets of row numbers as ascending arrays without repetition. A bit for every row is quicker than numpy's sorting."""

from collections.abc import Callable, Iterable

import numpy as np

NO_ROWS = np.array([], np.int32)
STEP_BYTES = 2
SPARSE_PART = 10  # such a part of a mask, and numpy looks for what is true byte by byte
PACKED_IDS = "string_agg(int4send(id::int), ''::bytea)"  # for ``unpack_ids``


def intersection(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    if not len(some) or not len(others):
        return NO_ROWS
    return choose(some, np.take(bitmap(others, size_for(some, others)), some))


def difference(rows: np.ndarray, others: np.ndarray) -> np.ndarray:
    if not len(rows) or not len(others):
        return rows
    return choose(rows, ~np.take(bitmap(others, size_for(rows, others)), rows))


def union(*sets: np.ndarray) -> np.ndarray:
    """Of sets of row numbers; ascending, each once, int32."""
    sets = tuple(rows for rows in sets if len(rows))
    if len(sets) < 2:
        return sets[0] if sets else NO_ROWS
    bits = bitmap(sets[0], size_for(*sets))
    for rows in sets[1:]:
        bits[rows] = True
    return positions(bits).astype(np.int32)


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
    """Where the mask is true; intp. Of a sparse one its words of eight bytes are looked at first: half as long."""
    if np.count_nonzero(mask) * SPARSE_PART > len(mask):
        return np.flatnonzero(mask)
    mask = np.ascontiguousarray(mask)
    whole = len(mask) // 8 * 8
    words = np.flatnonzero(mask[:whole].view(np.uint64) != 0)
    within = np.flatnonzero(np.take(mask[:whole].reshape(-1, 8), words, axis=0).ravel())
    found = np.take(words, within >> 3) * 8 + (within & 7)
    return np.concatenate([found, np.flatnonzero(mask[whole:]) + whole]) if whole < len(mask) else found


def choose(rows: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Those where the mask is true; the same array where it is everywhere. Indexing by the mask takes four times as
    long."""
    if np.count_nonzero(mask) == len(rows):
        return rows
    return np.take(rows, positions(mask))


def below(rows: np.ndarray, size: int) -> np.ndarray:
    """Those smaller than it, of ascending ones."""
    return rows[: np.searchsorted(rows, size)]


def is_first(ordered: np.ndarray) -> np.ndarray:
    """For each of these ascending numbers whether it is the first of its kind."""
    first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return first


def set_bits(packed: np.ndarray) -> np.ndarray:
    """The numbers of the bits that are set; int32. Numpy finds what is true a quarter as long as what is not zero."""
    return np.flatnonzero(np.unpackbits(packed).view(np.bool_)).astype(np.int32)


def size_for(*sets: np.ndarray) -> int:
    return max(int(rows[-1]) for rows in sets) + 1


class PackedRows:
    """The same in little memory: a bit for every row up to the last one, or the distances between rows as 16 bits, or
    the numbers as they are; whichever is smallest."""

    def __init__(self, rows: np.ndarray) -> None:
        self.bits = self.steps = None
        self.numbers = rows
        if not len(rows):
            return
        if size_for(rows) // 8 < len(rows) * STEP_BYTES:
            self.bits, self.numbers = np.packbits(bitmap(rows, size_for(rows))), NO_ROWS
            return
        steps = np.diff(rows, prepend=0)
        if steps.max() <= np.iinfo(np.uint16).max:
            self.steps, self.numbers = steps.astype(np.uint16), NO_ROWS

    @property
    def nbytes(self) -> int:
        return sum(part.nbytes for part in (self.bits, self.steps, self.numbers) if part is not None)

    def unpack(self) -> np.ndarray:
        """About a millisecond for a bit of each of two million rows."""
        if self.bits is not None:
            return set_bits(self.bits)
        if self.steps is not None:
            return np.cumsum(self.steps, dtype=np.int32)
        return self.numbers


def array_text(rows: Iterable[int]) -> str:
    """Row numbers as PostgreSQL reads an array; of a list, psycopg takes ten times as long to write it."""
    return f"{{{','.join(map(str, rows))}}}"


def update_rows(
    rows: np.ndarray, changed: np.ndarray, find_among: Callable[[np.ndarray], np.ndarray]
) -> np.ndarray:
    """The rows with those that changed looked at again."""
    return union(difference(rows, changed), find_among(changed)) if len(changed) else rows


def unpack_ids(packed: bytes | None) -> np.ndarray:
    """What ``PACKED_IDS`` selected, ascending int32."""
    return np.sort(np.frombuffer(packed or b"", ">i4").astype(np.int32))
