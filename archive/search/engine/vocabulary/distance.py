"""The Damerau-Levenshtein distance of a word from many others at once."""

import numpy as np

MAX_DISTANCE = 2
FAR = 99


def distances(word: str, codes: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """Of each row of ``codes`` (code points, 0 behind the end of a word): how many letters have to be inserted,
    removed, changed or swapped with their neighbour to make one word of the other. Exact up to MAX_DISTANCE, and more
    than it beyond.

    The usual table of a dynamic program, one cell of all words at a time. Of the swaps with other letters in between,
    which Damerau allows, those with one letter are enough up to a distance of 2.
    """
    width = codes.shape[1]
    rows: list[list[np.ndarray]] = []
    letters = [ord(letter) for letter in word]
    for i in range(len(letters) + 1):
        row = [np.full(len(codes), i, np.int8)]
        for j in range(1, width + 1):
            if abs(i - j) > MAX_DISTANCE:
                row.append(np.full(len(codes), FAR, np.int8))
            else:
                row.append(cell(letters, codes, rows, row, i, j))
        rows.append(row)
    table = np.stack(rows[len(letters)])
    return table[lengths, np.arange(len(codes))]


def cell(
    letters: list[int],
    codes: np.ndarray,
    rows: list[list[np.ndarray]],
    row: list[np.ndarray],
    i: int,
    j: int,
) -> np.ndarray:
    """The distance of the first ``i`` letters from the first ``j`` of each word; ``rows`` are those before."""
    best = row[j - 1] + 1
    if i == 0:
        return best
    best = np.minimum(best, rows[i - 1][j] + 1)
    best = np.minimum(best, rows[i - 1][j - 1] + (codes[:, j - 1] != letters[i - 1]))
    # (letters of the word, letters of the other) that a swap takes.
    for own, other in ((2, 2), (3, 2), (2, 3)):
        if i >= own and j >= other:
            swapped = (codes[:, j - other] == letters[i - 1]) & (codes[:, j - 1] == letters[i - own])
            cost = rows[i - own][j - other] + (own + other - 3)
            best = np.where(swapped, np.minimum(best, cost), best)
    return best.astype(np.int8)
