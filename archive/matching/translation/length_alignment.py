"""Aligns the sentences of a text and its translation: Gale and Church, “A program for aligning sentences in bilingual
corpora” (1993), with evidence from the words added to that of the lengths.

Sentences of one text stand in the order of those of the other; one may answer to one or two, or be left out. How far
the lengths of two groups may differ, and how common each kind of group is, are the figures of the paper, with more
room for what an editor left out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

# -log of how common a group of so many sentences here and there is (table 5 of the paper; omissions made ten times as
# common, since news and readouts abridge).
COSTS = {(1, 1): 0.12, (1, 0): 3.0, (0, 1): 3.0, (2, 1): 3.1, (1, 2): 3.1, (2, 2): 5.2}
VARIANCE = 6.8  # of the length of a translation, for each character of the text (section 3.2 of the paper)
BAND_SENTENCES = 300  # sentences on either side of the diagonal that are looked at
MAX_LENGTH_COST = 25.0  # so that one odd length outweighs no whole page
INFINITE = 1e9
Evidence = Callable[
    [int, int, int], "np.ndarray"
]  # of sentence i with those from first to last, more is better


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences [start, end) here that say what sentences [other_start, other_end) there say."""

    start: int
    end: int
    other_start: int
    other_end: int


@dataclass(frozen=True, slots=True)
class LengthAlignment:
    """``groups`` in order, with those of omitted sentences; ``cost`` for each sentence: under 3 in translations."""

    groups: tuple[Group, ...]
    cost: float


def align_lengths(
    left: Sequence[int], right: Sequence[int], evidence: Evidence | None = None
) -> LengthAlignment:
    """``left``, ``right``: the lengths in characters. Takes time in proportion to ``len(left)`` times the band."""
    if not left or not right:
        return LengthAlignment((), INFINITE)
    rows = _Rows(np.asarray(left, float), np.asarray(right, float), evidence)
    for number in range(len(left) + 1):
        rows.fill(number)
    groups = rows.groups()
    return LengthAlignment(groups, float(rows.costs[-1][-1]) / (len(left) + len(right)))


class _Rows:
    """The table of the dynamic program, a row for each sentence here and only the columns near the diagonal."""

    def __init__(self, left: "np.ndarray", right: "np.ndarray", evidence: Evidence | None):
        ratio = left.sum() / max(right.sum(), 1.0)
        self.left, self.right = left, right * ratio
        self.evidence = evidence
        self.band = max(BAND_SENTENCES, abs(len(left) - len(right)) // 4, 2 * len(right) // len(left) + 2)
        self.before = np.concatenate([[0.0], np.cumsum(self.right)])
        self.starts: list[int] = []
        self.costs: list[np.ndarray] = []
        self.moves: list[np.ndarray] = []
        self.gains: list[np.ndarray] = []

    def fill(self, row: int) -> None:
        middle = round(row * len(self.right) / len(self.left))
        start, end = max(0, middle - self.band), min(len(self.right), middle + self.band)
        start = 0 if row == 0 else start
        end = len(self.right) if row == len(self.left) else end
        self.starts.append(start)
        self.gains.append(self._gain(row, start, end))
        best = np.full(end - start + 1, INFINITE)
        moves = np.zeros(end - start + 1, np.int8)
        if row == 0 and start == 0:
            best[0] = 0.0
        for code, (up, left) in enumerate(KINDS):
            if up and row >= up:
                cost = self._move(row, start, end, up, left)
                better = cost < best
                best[better], moves[better] = cost[better], code
        self.costs.append(best)
        self.moves.append(moves)
        self._omit_from_right(best, moves)

    def _gain(self, row: int, start: int, end: int) -> "np.ndarray":
        """For sentence row - 1 with sentence column - 1, for each column of the row."""
        gain = np.zeros(end - start + 1)
        if self.evidence and row:
            first = max(start - 1, 0)
            values = self.evidence(row - 1, first, end)
            gain[first + 1 - start :] = values
        return gain

    def _move(self, row: int, start: int, end: int, up: int, left: int) -> "np.ndarray":
        columns = np.arange(start, end + 1)
        source = self._values_at(self.costs[row - up], self.starts[row - up], columns - left)
        if not left:
            return source + COSTS[up, left]
        length = self.left[row - up : row].sum()
        lengths = self.before[columns] - self.before[np.maximum(columns - left, 0)]
        cost = source + COSTS[up, left] + _length_cost(length, lengths)
        for step in range(up):
            for aside in range(left):
                gains = self._values_at(self.gains[row - step], self.starts[row - step], columns - aside, 0.0)
                cost = cost - gains / max(up, left)
        return cost

    @staticmethod
    def _values_at(
        values: "np.ndarray", start: int, columns: "np.ndarray", missing: float = INFINITE
    ) -> "np.ndarray":
        places = columns - start
        inside = (places >= 0) & (places < len(values))
        return np.where(inside, values[np.clip(places, 0, len(values) - 1)], missing)

    @staticmethod
    def _omit_from_right(best: "np.ndarray", moves: "np.ndarray") -> None:
        """Moves along the row, any number of them: the cheapest cell to the left plus so many omissions."""
        steps = COSTS[0, 1] * np.arange(len(best))
        reachable = np.minimum.accumulate(best - steps) + steps
        is_omitted = reachable < best - 1e-9
        best[is_omitted], moves[is_omitted] = reachable[is_omitted], KINDS.index((0, 1))

    def groups(self) -> tuple[Group, ...]:
        row, column = len(self.left), len(self.right)
        reversed_groups = []
        while row or column:
            place = column - self.starts[row]
            if self.costs[row][place] >= INFINITE / 2:
                return ()
            up, left = KINDS[self.moves[row][place]]
            reversed_groups.append(Group(row - up, row, column - left, column))
            row, column = row - up, column - left
        return tuple(reversed(reversed_groups))


KINDS = tuple(COSTS)


def _length_cost(length: float, lengths: "np.ndarray") -> "np.ndarray":
    """-log of the chance that a translation of ``length`` characters differs at least so much from its expectation;
    the tail of the normal distribution by Tsay's approximation, exp(-0.717 x - 0.416 x²)."""
    mean = np.maximum((length + lengths) / 2, 1.0)
    deviation = np.abs(length - lengths) / np.sqrt(mean * VARIANCE)
    return np.minimum(0.717 * deviation + 0.416 * deviation**2, MAX_LENGTH_COST)
