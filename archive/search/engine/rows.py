"""Sets of row numbers as ascending arrays without repetition. A bit for every row is quicker than numpy's sorting."""

import numpy as np

NO_ROWS = np.array([], np.int32)


def intersection(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    if not len(some) or not len(others):
        return NO_ROWS
    return some[bitmap(others, size_for(some, others))[some]]


def difference(rows: np.ndarray, others: np.ndarray) -> np.ndarray:
    if not len(rows) or not len(others):
        return rows
    return rows[~bitmap(others, size_for(rows, others))[rows]]


def union(*sets: np.ndarray) -> np.ndarray:
    sets = tuple(rows for rows in sets if len(rows))
    if len(sets) < 2:
        return sets[0] if sets else NO_ROWS
    bits = bitmap(sets[0], size_for(*sets))
    for rows in sets[1:]:
        bits[rows] = True
    return np.flatnonzero(bits).astype(np.int32)


def bitmap(rows: np.ndarray, size: int) -> np.ndarray:
    bits = np.zeros(size, np.bool_)
    bits[rows] = True
    return bits


def size_for(*sets: np.ndarray) -> int:
    return max(int(rows[-1]) for rows in sets) + 1
