"""The column of a facet, dictionary-encoded: an integer code for each row, and what the codes stand for.

A *key* is what a row has (an id, a text code, or a tuple of ids), a *value* is what readers choose between. The
database sends each key as an integer, an id or a hash of 64 bits, here called its fingerprint.
"""

from collections.abc import Hashable, Sequence

import numpy as np


def wide_enough(array: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The array, or a copy of the next wider type that can hold these values."""
    if not len(values) or array.dtype == np.bool_:
        return array
    lowest, highest = values.min(), values.max()
    for dtype in (array.dtype, np.uint16, np.int32, np.int64):
        kind = np.iinfo(dtype)
        if kind.bits >= np.iinfo(array.dtype).bits and kind.min <= lowest and highest <= kind.max:
            return array.astype(dtype, copy=False)
    raise OverflowError(highest)


class DictionaryColumn:
    """``codes[row]`` is an index into ``keys``; code 0 is a row without a value. Keys and values are the same."""

    def __init__(self, size: int) -> None:
        self.codes = np.zeros(size, np.uint8)  # as narrow as the codes allow
        self.keys: list = [None]
        self.code_of: dict[int, int] = {}
        self.position_of_value: dict[Hashable, int] = {}

    @property
    def values(self) -> list:
        return self.keys

    def grow(self, more: int) -> None:
        self.codes = np.pad(self.codes, (0, more))

    def first_unknown(self, fingerprints: np.ndarray) -> list[int]:
        """The positions at which fingerprints without a code occur for the first time."""
        distinct, first = np.unique(fingerprints, return_index=True)
        return [
            int(position)
            for fingerprint, position in zip(distinct.tolist(), first, strict=True)
            if fingerprint not in self.code_of
        ]

    def add_key(self, fingerprint: int, key: Hashable) -> None:
        """Gives the key a code; nothing, an empty text and an empty tuple are code 0."""
        if key in (0, "", ()):
            self.code_of[fingerprint] = 0
        else:
            self.code_of[fingerprint] = len(self.keys)
            self.keys.append(key)
            self.add_values(key)

    def add_values(self, key) -> None:
        self.position_of_value[key] = len(self.keys) - 1

    def set_fingerprints(self, rows: np.ndarray, fingerprints: np.ndarray) -> None:
        """Writes the codes of these fingerprints into the rows; each must have one."""
        distinct, inverse = np.unique(fingerprints, return_inverse=True)
        codes = np.fromiter(
            (self.code_of[fingerprint] for fingerprint in distinct.tolist()), np.int32, len(distinct)
        )
        self.codes = wide_enough(self.codes, codes)
        self.codes[rows] = codes[inverse]

    def state(self) -> dict[str, list]:
        """What ``restore`` takes, beside the codes."""
        return {"keys": self.keys[1:], "code_of": list(map(list, self.code_of.items()))}

    def restore(self, codes: np.ndarray, keys: list, code_of: list) -> None:
        self.codes = codes
        for key in keys:
            self.keys.append(tuple(key) if isinstance(key, list) else key)
            self.add_values(self.keys[-1])
        self.code_of = dict(code_of)

    def code_mask(self, values: Sequence) -> np.ndarray:
        """For each code whether it has one of the values; bool, of the length of ``keys``."""
        mask = np.zeros(len(self.keys), np.bool_)
        mask[self.positions(values)] = True
        return mask

    def positions(self, values: Sequence) -> list[int]:
        return [self.position_of_value[value] for value in values if value in self.position_of_value]

    def count(self, rows: np.ndarray) -> np.ndarray:
        """For each of ``values`` how many of the rows have it."""
        counts = np.bincount(self.codes[rows], minlength=len(self.keys))
        counts[0] = 0
        return counts

    def pairs(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(positions in ``rows``, positions in ``values``), one pair for each value of a row."""
        codes = self.codes[rows]
        positions = np.flatnonzero(codes)
        return positions, codes[positions]


class MultiValueColumn(DictionaryColumn):
    """Keys are sets of ids, one code for each set that occurs: a row has any number of values."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.members: list = [None]
        # The values of every set, set after set: value ``flat_values[n]`` is in the set of code ``flat_codes[n]``.
        self.flat_codes: list[int] = []
        self.flat_values: list[int] = []
        self.starts: list[int] = [0, 0]
        self.arrays = (np.array([], np.intp), np.array([], np.intp), np.array([0, 0], np.intp))

    @property
    def values(self) -> list:
        return self.members

    def add_values(self, key: tuple) -> None:
        for member in key:
            if member not in self.position_of_value:
                self.position_of_value[member] = len(self.members)
                self.members.append(member)
            self.flat_codes.append(len(self.keys) - 1)
            self.flat_values.append(self.position_of_value[member])
        self.starts.append(len(self.flat_codes))

    def flat(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """``flat_codes``, ``flat_values`` and ``starts`` as arrays, made again only after a set was added."""
        if len(self.arrays[2]) != len(self.starts):
            codes, values, starts = (
                np.array(each, np.intp) for each in (self.flat_codes, self.flat_values, self.starts)
            )
            self.arrays = codes, values, starts
        return self.arrays

    def code_mask(self, values: Sequence) -> np.ndarray:
        codes, members, _starts = self.flat()
        wanted = np.zeros(len(self.members), np.bool_)
        wanted[self.positions(values)] = True
        mask = np.zeros(len(self.keys), np.bool_)
        mask[codes[wanted[members]]] = True
        return mask

    def count(self, rows: np.ndarray) -> np.ndarray:
        codes, members, _starts = self.flat()
        if len(rows) < len(codes) // 4:  # fewer than there are sets to go through
            _positions, values = self.pairs(rows)
            return np.bincount(values, minlength=len(self.members))
        counts = np.bincount(self.codes[rows], minlength=len(self.keys))
        return np.bincount(members, counts[codes], len(self.members)).astype(np.int64)

    def pairs(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        _codes, members, starts = self.flat()
        codes = self.codes[rows].astype(np.intp)
        lengths = starts[codes + 1] - starts[codes]
        positions = np.repeat(np.arange(len(rows)), lengths)
        within = np.arange(len(positions)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return positions, members[np.repeat(starts[codes], lengths) + within]
