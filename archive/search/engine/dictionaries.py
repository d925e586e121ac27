"""One facet's column: a code for each row, and what the codes stand for."""

import numpy as np


class Coded:
    """``codes[row]`` is an index into ``keys``; code 0 is a row without a value.

    ``values`` are what readers choose between; here they are the keys themselves, ids or codes.
    """

    def __init__(self, size: int):
        self.codes = np.zeros(size, np.int32)
        self.keys: list = [None]
        self.known: dict[int, int] = {}  # from what is read of the database (an id, a hash) to the code
        self.places: dict = {}  # from a value to its place among the values

    @property
    def values(self) -> list:
        return self.keys

    def grow(self, more: int) -> None:
        self.codes = np.pad(self.codes, (0, more))

    def unknown(self, read: np.ndarray) -> list[int]:
        """Where, of what was read, each value that has no code yet stands first."""
        distinct, first = np.unique(read, return_index=True)
        return [
            int(place)
            for value, place in zip(distinct.tolist(), first, strict=True)
            if value not in self.known
        ]

    def learn(self, read: int, key) -> None:
        if key in (0, "", ()):
            self.known[read] = 0
        else:
            self.known[read] = len(self.keys)
            self.keys.append(key)
            self.place(key)

    def place(self, key) -> None:
        self.places[key] = len(self.keys) - 1

    def put(self, rows: np.ndarray, read: np.ndarray) -> None:
        distinct, places = np.unique(read, return_inverse=True)
        codes = np.fromiter((self.known[value] for value in distinct.tolist()), np.int32, len(distinct))
        self.codes[rows] = codes[places]

    def having(self, values: list) -> np.ndarray:
        """For each code whether it has one of the values."""
        test = np.zeros(len(self.keys), np.bool_)
        test[[self.places[value] for value in values if value in self.places]] = True
        return test

    def count(self, rows: np.ndarray) -> np.ndarray:
        """For each of ``values`` how many of the rows have it."""
        counts = np.bincount(self.codes[rows], minlength=len(self.keys))
        counts[0] = 0
        return counts

    def pairs(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(places in ``rows``, places in ``values``), one pair for each value of a row."""
        codes = self.codes[rows]
        held = np.flatnonzero(codes)
        return held, codes[held]


class CodedSets(Coded):
    """Keys are sets of ids, one code for each set that occurs: rows have any number of values."""

    def __init__(self, size: int):
        super().__init__(size)
        self.members: list = [None]
        self.flat_codes: list[int] = []  # with flat_values: which value each set has, set after set
        self.flat_values: list[int] = []
        self.starts: list[int] = [0, 0]
        self.frozen = (np.array([], np.intp), np.array([], np.intp), np.array([0, 0], np.intp))

    @property
    def values(self) -> list:
        return self.members

    def place(self, key: tuple) -> None:
        for member in key:
            if member not in self.places:
                self.places[member] = len(self.members)
                self.members.append(member)
            self.flat_codes.append(len(self.keys) - 1)
            self.flat_values.append(self.places[member])
        self.starts.append(len(self.flat_codes))

    def flat(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        if len(self.frozen[2]) != len(self.starts):
            self.frozen = tuple(
                np.array(each, np.intp) for each in (self.flat_codes, self.flat_values, self.starts)
            )
        return self.frozen

    def having(self, values: list) -> np.ndarray:
        codes, members, _starts = self.flat()
        wanted = np.zeros(len(self.members), np.bool_)
        wanted[[self.places[value] for value in values if value in self.places]] = True
        test = np.zeros(len(self.keys), np.bool_)
        test[codes[wanted[members]]] = True
        return test

    def count(self, rows: np.ndarray) -> np.ndarray:
        codes, members, _starts = self.flat()
        if len(rows) < len(codes) // 4:  # fewer than there are sets to go through
            _places, values = self.pairs(rows)
            return np.bincount(values, minlength=len(self.members))
        counts = np.bincount(self.codes[rows], minlength=len(self.keys))
        return np.bincount(members, counts[codes], len(self.members)).astype(np.int64)

    def pairs(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        _codes, members, starts = self.flat()
        codes = self.codes[rows]
        lengths = starts[codes + 1] - starts[codes]
        places = np.repeat(np.arange(len(rows)), lengths)
        within = np.arange(len(places)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return places, members[np.repeat(starts[codes], lengths) + within]
