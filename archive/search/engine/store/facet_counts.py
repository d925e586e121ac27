"""The values of a facet with their counts, as arrays: a dictionary of nine thousand speakers takes longer to make than
they take to be counted, and forty times the memory."""

from collections.abc import ItemsView, Iterable, Iterator, Mapping, Sequence

import numpy as np

Key = int | str


class FacetCounts(Mapping[Key, int]):
    """Key -> count, of keys that occur and others that were named, in the order of ``values``.

    ``places`` has for each key its place in ``values``; both may grow meanwhile. ``present`` are the places of the keys
    that are counted, ascending, and ``numbers`` their counts.
    """

    def __init__(
        self, values: Sequence[Key], places: Mapping[Key, int], present: np.ndarray, numbers: np.ndarray
    ) -> None:
        self.all_keys = values
        self.places = places
        self.present = present
        self.numbers = numbers

    @classmethod
    def from_mapping(cls, counts: Mapping[Key, int]) -> "FacetCounts":
        values = list(counts)
        places = {key: place for place, key in enumerate(values)}
        return cls(values, places, np.arange(len(values)), np.array([*counts.values()], np.int64))

    def __len__(self) -> int:
        return len(self.present)

    def __iter__(self) -> Iterator[Key]:
        return iter(self.keys_at(self.present))

    def __contains__(self, key: object) -> bool:
        return self.position(key) is not None

    def __getitem__(self, key: Key) -> int:
        position = self.position(key)
        if position is None:
            raise KeyError(key)
        return int(self.numbers[position])

    def items(self) -> ItemsView[Key, int]:
        return FacetItems(self)

    @property
    def nbytes(self) -> int:
        return self.present.nbytes + self.numbers.nbytes

    def position(self, key: object) -> int | None:
        """The index of the key in ``present`` and ``numbers``."""
        place = self.places.get(key)  # type: ignore[call-overload]
        if place is None:
            return None
        position = int(np.searchsorted(self.present, place))
        return position if position < len(self) and self.present[position] == place else None

    def with_counts_of(self, keys: Iterable[Key], others: "FacetCounts") -> "FacetCounts":
        """These counts, but those of the keys as the others have them, or 0."""
        named = {self.places[key]: others.get(key, 0) for key in keys if key in self.places}
        present = np.union1d(self.present, np.array([*named], self.present.dtype))
        numbers = np.zeros(len(present), self.numbers.dtype)
        numbers[np.searchsorted(present, self.present)] = self.numbers
        numbers[np.searchsorted(present, [*named])] = [*named.values()]
        return FacetCounts(self.all_keys, self.places, present, numbers)

    def keys_at(self, places: np.ndarray) -> list[Key]:
        return [self.all_keys[place] for place in places.tolist()]

    def largest(self, limit: int) -> tuple[list[Key], list[Key]]:
        """The keys with more than the count that is the last of the ``limit`` largest, and those with just that one;
        of so many keys at least."""
        smallest = np.partition(self.numbers, len(self) - limit)[len(self) - limit]
        larger, equal = self.numbers > smallest, self.numbers == smallest
        return self.keys_at(self.present[larger]), self.keys_at(self.present[equal])


class FacetItems(ItemsView[Key, int]):
    """All items at once, without a look-up for each key."""

    _mapping: FacetCounts

    def __iter__(self) -> Iterator[tuple[Key, int]]:
        counts = self._mapping
        return zip(counts.keys_at(counts.present), counts.numbers.tolist(), strict=True)
