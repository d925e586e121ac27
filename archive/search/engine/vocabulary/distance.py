"""The Damerau-Levenshtein distances of words from many others at once."""

from collections.abc import Sequence

import numpy as np

MAX_DISTANCE = 2
FAR = 99
# Of a cell its diagonal is the letters of the other word less those of the own. Only cells within MAX_DISTANCE of the
# main one are filled; letters are compared two diagonals further, since swaps look back so far.
DIAGONALS = 2 * MAX_DISTANCE + 1
MARGIN = MAX_DISTANCE + 2


def distances(words: Sequence[str], owners: np.ndarray, codes: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """Returns the distance of each row of ``codes`` (code points, 0 after the end of a word, as wide as the longest of
    them) from ``words[owners[row]]``: how many letters have to be inserted, removed, changed or swapped with their
    neighbour to make one word of the other. Exact up to MAX_DISTANCE, and larger than it beyond.

    The usual table of a dynamic program, one letter of all words at a time. Of the swaps with other letters in between,
    which Damerau allows, those with one letter are enough up to a distance of 2.
    """
    if not len(owners):
        return np.zeros(0, np.int8)
    own_lengths = np.array([len(word) for word in words])[owners]
    height = int(own_lengths.max())
    owner_letters = np.array(words, f"<U{height}").view(np.uint32).reshape(len(words), height)[owners].T
    letters = np.zeros((height + 2 * MARGIN, len(owners)), np.uint32)
    width = min(codes.shape[1], height + MARGIN)
    letters[MARGIN : MARGIN + width] = codes[:, :width].T
    table = fill(owner_letters, letters)
    diagonals = lengths.astype(np.intp) - own_lengths
    last_cells = table[
        own_lengths, np.clip(diagonals + MAX_DISTANCE, 0, DIAGONALS - 1), np.arange(len(owners))
    ]
    return np.where(np.abs(diagonals) <= MAX_DISTANCE, last_cells, FAR).astype(np.int8)


def fill(owner_letters: np.ndarray, letters: np.ndarray) -> np.ndarray:
    """Returns the table of the dynamic program by letters of the own words, diagonals and words, int8.
    ``owner_letters`` and ``letters`` have a column for each word; ``letters`` has MARGIN more rows above the word."""
    height, count = owner_letters.shape
    table = np.full((height + 1, DIAGONALS, count), FAR, np.int8)
    table[0, MAX_DISTANCE:] = np.arange(MAX_DISTANCE + 1, dtype=np.int8)[:, None]
    equal_letters: list[np.ndarray] = [np.zeros((2 * MARGIN + 1, count), np.bool_)]
    for i in range(1, height + 1):
        # Row d is the letter of the other word on diagonal d - MARGIN.
        equal_letters.append(letters[i - 1 : i + 2 * MARGIN] == owner_letters[i - 1])
        best, before = table[i], table[i - 1]
        band = slice(2, 2 + DIAGONALS)
        np.add(before, ~equal_letters[i][band], out=best)
        np.minimum(best[:-1], before[1:] + 1, out=best[:-1])
        if i >= 2:
            swap(best, table[i - 2], equal_letters[i][1:-3] & equal_letters[i - 1][3:-1], 1)
            swap(best[1:], table[i - 2][:-1], (equal_letters[i][:-4] & equal_letters[i - 1][3:-1])[1:], 2)
        if i >= 3:
            swap(best[:-1], table[i - 3][1:], (equal_letters[i][1:-3] & equal_letters[i - 2][4:])[:-1], 2)
        for _ in range(MAX_DISTANCE):
            np.minimum(best[1:], best[:-1] + 1, out=best[1:])
    return table


def swap(best: np.ndarray, before: np.ndarray, swapped: np.ndarray, cost: int) -> None:
    """Sets ``best`` to the distance before the swap plus ``cost``, where letters are swapped and that is less."""
    np.minimum(best, before + cost, out=best, where=swapped)
