"""The column of a facet, dictionary-encoded: an integer code for each row, and what the codes stand for.

A *key* is what a row has (an id, a text code, or a tuple of ids), a *value* is what readers choose between. The
database sends each key as an integer, an id or a hash of 64 bits, here called its fingerprint.
"""

from collections.abc import Hashable, Sequence
from typing import Any, NamedTuple

import numpy as np

UNKNOWN = -1
COMPARED_CODES = 6  # the same of whether a row has one of them
FEW_CODES = 12  # comparing with each of them is quicker than one count of all


def count_codes(codes: np.ndarray, rows: np.ndarray, size: int) -> np.ndarray:
    """Returns how many of the rows have each code below ``size``; every row must have one. ``np.take`` reads twice as
    fast as indexing, and a few comparisons of half a million rows take a tenth of the time of ``np.bincount``."""
    if size == 1:
        return np.array([len(rows)])
    row_codes = np.take(codes, rows)
    if size <= FEW_CODES:
        return np.array([np.count_nonzero(row_codes == code) for code in range(size)])
    return np.bincount(row_codes, minlength=size)


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


class Fingerprints:
    """The code of each fingerprint: of those in the file of columns as two arrays, which processes share, of those
    added since as a dictionary."""

    def __init__(self) -> None:
        self.known = np.array([], np.int64)  # ascending
        self.codes = np.array([], np.int32)  # of these
        self.added: dict[int, int] = {}

    def find(self, fingerprints: np.ndarray) -> np.ndarray:
        """The codes of the fingerprints, int32; UNKNOWN for those without one."""
        codes = np.full(len(fingerprints), UNKNOWN, np.int32)
        places = np.searchsorted(self.known, fingerprints)
        is_known = places < len(self.known)
        is_known[is_known] = self.known[places[is_known]] == fingerprints[is_known]
        codes[is_known] = self.codes[places[is_known]]
        new_places = np.flatnonzero(~is_known)
        codes[new_places] = [
            self.added.get(fingerprint, UNKNOWN) for fingerprint in fingerprints[new_places].tolist()
        ]
        return codes

    def arrays(self) -> tuple[np.ndarray, np.ndarray]:
        """All of them, as ``known`` and ``codes``."""
        known_keys = np.concatenate([self.known, np.fromiter(self.added.keys(), np.int64, len(self.added))])
        codes = np.concatenate([self.codes, np.fromiter(self.added.values(), np.int32, len(self.added))])
        order = np.argsort(known_keys)
        return known_keys[order], codes[order]


class DictionaryColumn:
    """``codes[row]`` is an index into the keys; code 0 is a row without a value. Keys and values are the same."""

    def __init__(self, size: int) -> None:
        self.codes = np.zeros(size, np.uint8)  # as narrow as the codes allow
        self.fingerprints = Fingerprints()
        self.values: list = [None]
        self.position_of_value: dict[Any, int] = {}

    @property
    def code_count(self) -> int:
        return len(self.values)

    def key(self, code: int) -> Hashable:
        return self.values[code]

    def grow(self, count: int) -> None:
        self.codes = np.pad(self.codes, (0, count))

    def first_unknown(self, fingerprints: np.ndarray) -> list[int]:
        """The positions at which fingerprints without a code occur for the first time."""
        distinct, first = np.unique(fingerprints, return_index=True)
        return first[self.fingerprints.find(distinct) == UNKNOWN].tolist()

    def add_keys(self, fingerprints: Sequence[int], keys: Sequence[Hashable]) -> None:
        """Gives each key a code; nothing, an empty text and an empty tuple are code 0."""
        filled = [key for key in keys if key not in (0, "", ())]
        codes = iter(range(self.code_count, self.code_count + len(filled)))
        self.fingerprints.added |= {
            fingerprint: 0 if key in (0, "", ()) else next(codes)
            for fingerprint, key in zip(fingerprints, keys, strict=True)
        }
        self.add_nonempty(filled)

    def add_nonempty(self, keys: list) -> None:
        for key in keys:
            self.add_value(key)

    def add_value(self, value: Hashable) -> int:
        """Adds a value; returns its position in ``values``."""
        if value not in self.position_of_value:
            self.position_of_value[value] = len(self.values)
            self.values.append(value)
        return self.position_of_value[value]

    def set_fingerprints(self, rows: np.ndarray, fingerprints: np.ndarray) -> None:
        """Writes the codes of these fingerprints into the rows; each must have one."""
        distinct, inverse = np.unique(fingerprints, return_inverse=True)
        codes = self.fingerprints.find(distinct)
        self.codes = wide_enough(self.codes, codes)
        self.codes[rows] = codes[inverse]

    def arrays(self) -> dict[str, np.ndarray]:
        """Returns the arrays that ``restore`` takes beside the codes and the values."""
        fingerprints, codes = self.fingerprints.arrays()
        return {"known": fingerprints, "codes of known": codes}

    def restore(self, codes: np.ndarray, values: list, arrays: dict[str, np.ndarray]) -> None:
        self.codes = codes
        for value in values:
            self.add_value(value)
        self.fingerprints.known, self.fingerprints.codes = arrays["known"], arrays["codes of known"]

    def code_mask(self, values: Sequence) -> np.ndarray:
        """Returns for each code whether it has one of the values; bool, of length ``code_count``."""
        mask = np.zeros(self.code_count, np.bool_)
        mask[self.positions(values)] = True
        return mask

    def value_mask(self, values: Sequence, rows: np.ndarray | slice) -> np.ndarray:
        """Returns for each row whether it has one of the values. Comparing all codes with one takes a tenth of the time
        of looking each up."""
        codes = self.codes[rows] if isinstance(rows, slice) else np.take(self.codes, rows)
        mask = self.code_mask(values)
        if np.count_nonzero(mask) <= COMPARED_CODES:
            rows_with = np.zeros(len(codes), np.bool_)
            for code in np.flatnonzero(mask).tolist():
                rows_with |= codes == code
            return rows_with
        return np.take(mask, codes)

    def positions(self, values: Sequence) -> list[int]:
        return [self.position_of_value[value] for value in values if value in self.position_of_value]

    def count(self, rows: np.ndarray) -> np.ndarray:
        """Returns for each of ``values`` how many of the rows have it."""
        counts = count_codes(self.codes, rows, self.code_count)
        counts[0] = 0
        return counts

    def pairs(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(positions in ``rows``, positions in ``values``), one pair for each value of a row."""
        codes = self.codes[rows]
        positions = np.flatnonzero(codes != 0)
        return positions, codes[positions]


class Sets(NamedTuple):
    """The values of every set, set after set: those of code n are ``members[starts[n] : starts[n + 1]]``, positions in
    the values of the column; ``codes`` has n beside each of them. All int32."""

    codes: np.ndarray
    members: np.ndarray
    starts: np.ndarray


class MultiValueColumn(DictionaryColumn):
    """Keys are sets of ids, one code for each set that occurs: a row has any number of values."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.sets = Sets(np.array([], np.int32), np.array([], np.int32), np.array([0, 0], np.int32))

    @property
    def code_count(self) -> int:
        return len(self.sets.starts) - 1

    def key(self, code: int) -> Hashable:
        members = self.sets.members[self.sets.starts[code] : self.sets.starts[code + 1]]
        return tuple(self.values[member] for member in members.tolist()) or None

    def add_nonempty(self, keys: list[tuple]) -> None:
        lengths = np.fromiter(map(len, keys), np.int32, len(keys))
        members = np.array([self.add_value(member) for key in keys for member in key], np.int32)
        codes = np.repeat(np.arange(self.code_count, self.code_count + len(keys), dtype=np.int32), lengths)
        starts = self.sets.starts[-1] + np.cumsum(lengths, dtype=np.int32)
        self.sets = Sets(*map(np.concatenate, zip(self.sets, (codes, members, starts), strict=True)))

    def arrays(self) -> dict[str, np.ndarray]:
        return super().arrays() | self.sets._asdict()

    def restore(self, codes: np.ndarray, values: list, arrays: dict[str, np.ndarray]) -> None:
        super().restore(codes, values, arrays)
        self.sets = Sets(*(arrays[name] for name in Sets._fields))

    def code_mask(self, values: Sequence) -> np.ndarray:
        sets = self.sets
        is_member = np.zeros(len(self.values), np.bool_)
        is_member[self.positions(values)] = True
        mask = np.zeros(len(sets.starts) - 1, np.bool_)
        mask[sets.codes[is_member[sets.members]]] = True
        return mask

    def count(self, rows: np.ndarray) -> np.ndarray:
        sets = self.sets
        if len(rows) < len(sets.codes) // 4:  # fewer than there are sets to go through
            _positions, values = self.pairs(rows)
            return np.bincount(values, minlength=len(self.values))
        counts = count_codes(self.codes, rows, self.code_count)
        return np.bincount(sets.members, counts[sets.codes], len(self.values)).astype(np.int64)

    def pairs(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        sets = self.sets
        codes = self.codes[rows].astype(np.intp)
        lengths = sets.starts[codes + 1] - sets.starts[codes]
        positions = np.repeat(np.arange(len(rows)), lengths)
        within = np.arange(len(positions)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return positions, sets.members[np.repeat(sets.starts[codes], lengths) + within]
