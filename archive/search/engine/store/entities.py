"""Speakers, events, themes, terms and sources under all their names, as a process holds them: packed.

As objects with dictionaries and texts of their own, nine thousand of them take nine megabytes of each process, and
twelve more while they are read.
"""

import marshal
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.conf import settings
from django.utils.translation import get_language

from archive.text.words import folded_words

Words = tuple[tuple[str, ...], ...]
UNKNOWN = -1


class PackedValues:
    """Texts, numbers and what is built from them by lists, tuples and dictionaries; each is read when it is asked for:
    a microsecond."""

    def __init__(self, values: Iterable[Any]) -> None:
        packed = bytearray()
        self.starts = array("q", [0])
        for value in values:
            packed += marshal.dumps(value)
            self.starts.append(len(packed))
        self.packed = bytes(packed)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, place: int) -> Any:
        return marshal.loads(self.packed[self.starts[place] : self.starts[place + 1]])


@dataclass(slots=True)
class Entity:
    """``facet`` says what it is. ``labels``: language tag in small letters -> what it is called in that language; None
    where no name has a language."""

    facet: str
    id: int
    slug: str
    name: str
    sort_key: str
    parent: int | None
    other_names: list[str]
    labels: dict[str, str] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.other_names)

    @property
    def label(self) -> str:
        """The name in the language of the interface, or in the archive's own where it has none in that."""
        return self.label_in(get_language() or "") if self.labels else self.name

    def label_in(self, language: str) -> str:
        if not self.labels or language == settings.LANGUAGE_CODE:
            return self.name
        return self.labels.get(language) or self.labels.get(language.partition("-")[0]) or self.name

    @property
    def words(self) -> Words:
        """The folded words of each of its names."""
        return tuple(folded_words(name) for name in self.names)

    def completed_name(self, typed: tuple[str, ...], runs: Words) -> str:
        """The first name that ``matches_prefix``; empty where none does."""
        names = zip(self.names, self.words, strict=True)
        return next((name for name, words in names if matches_prefix(typed, words, runs)), "")


class EntityTable(Mapping[int, Entity]):
    """The entities of a facet by their ids, ascending."""

    def __init__(self, facet: str, rows: Iterable[tuple]) -> None:
        """``rows``: the fields of Entity behind ``facet``, by ascending ids."""
        self.facet = facet
        self.ids = array("q")
        sort_keys: list[str] = []
        slugs: list[str] = []
        self.rows = PackedValues(self._collect_keys(rows, slugs, sort_keys))
        places = range(len(self.ids))
        self.by_slug = array("i", sorted(places, key=slugs.__getitem__))
        self.ranks = array("i", [0]) * len(self.ids)
        for rank, place in enumerate(sorted(places, key=sort_keys.__getitem__)):
            self.ranks[place] = rank

    def _collect_keys(self, rows: Iterable[tuple], slugs: list[str], sort_keys: list[str]) -> Iterator[tuple]:
        for row in rows:
            self.ids.append(row[0])
            slugs.append(row[1])
            sort_keys.append(row[3])
            yield row

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[int]:
        return iter(self.ids)

    def __contains__(self, pk: object) -> bool:
        return self.place(pk) is not None

    def __getitem__(self, pk: int) -> Entity:
        place = self.place(pk)
        if place is None:
            raise KeyError(pk)
        return self.at(place)

    def at(self, place: int) -> Entity:
        return Entity(self.facet, *self.rows[place])

    def place(self, pk: object) -> int | None:
        if not isinstance(pk, int):
            return None
        place = bisect_left(self.ids, pk)
        return place if place < len(self.ids) and self.ids[place] == pk else None

    def find_ranks(self, ids: np.ndarray) -> np.ndarray:
        """The place of each in the order of the alphabet, of equals the smaller id first; UNKNOWN for none. int32."""
        if not self.ids:
            return np.full(len(ids), UNKNOWN, np.int32)
        known_ids = np.frombuffer(self.ids, np.int64)
        places = np.searchsorted(known_ids, ids)
        is_known = np.take(known_ids, places, mode="clip") == ids
        return np.where(is_known, np.take(np.frombuffer(self.ranks, np.int32), places, mode="clip"), UNKNOWN)

    def with_slug(self, slug: str) -> int | None:
        """The id of the entity with that slug."""
        place = bisect_left(self.by_slug, slug, key=lambda place: self.at(place).slug)
        if place == len(self.by_slug) or self.at(self.by_slug[place]).slug != slug:
            return None
        return self.ids[self.by_slug[place]]


def matches_prefix(typed: tuple[str, ...], words: tuple[str, ...], runs: Words) -> bool:
    """Whether all typed words and their ``unspaced_runs`` are among these, the last word perhaps only begun."""
    *whole, last = typed
    return set(whole) <= set(words) and any(word.startswith(last) for word in words) and has_runs(words, runs)


def has_runs(words: tuple[str, ...], runs: Words) -> bool:
    """Whether each run stands among the words in its order: 人工 is not in 工人."""
    return all(
        any(words[first : first + len(run)] == run for first in range(len(words) - len(run) + 1))
        for run in runs
    )
