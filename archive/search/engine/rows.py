"""Sets of rows as ascending arrays without repetition. A bit for every row is quicker than numpy's sorting."""

import numpy as np

NO_ROWS = np.array([], np.int32)


def marked(rows: np.ndarray, size: int) -> np.ndarray:
    marks = np.zeros(size, np.bool_)
    marks[rows] = True
    return marks


def both(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    if not len(some) or not len(others):
        return NO_ROWS
    return some[marked(others, size_of(some, others))[some]]


def without(rows: np.ndarray, others: np.ndarray) -> np.ndarray:
    if not len(rows) or not len(others):
        return rows
    return rows[~marked(others, size_of(rows, others))[rows]]


def either(*sets: np.ndarray) -> np.ndarray:
    sets = tuple(rows for rows in sets if len(rows))
    if len(sets) < 2:
        return sets[0] if sets else NO_ROWS
    marks = marked(sets[0], size_of(*sets))
    for rows in sets[1:]:
        marks[rows] = True
    return np.flatnonzero(marks).astype(np.int32)


def size_of(*sets: np.ndarray) -> int:
    return max(int(rows[-1]) for rows in sets) + 1
