"""What speakers, events, themes, terms and sources are called, in every language and spelling.

Fields (speaker:Xi) are looked up here, facets get their labels and addresses, and suggestions read it. Whether readers
may see a name is not decided here: the columns hold public rows only, and a name that no public row has finds nothing,
is not listed and is never suggested.
"""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import groupby
from operator import itemgetter

import numpy as np
from django.db import connection

from archive.search.engine.synonyms import Synonyms
from archive.search.facets import FACETS_BY_NAME

from .entities import Entity, EntityTable, PackedValues, Words, has_runs, matches_prefix

LAST_LETTER = "\U0010ffff"  # behind all letters
NAMES = """
SELECT model_name, object_id, slug, name, sort_key, parent_id, other_names, labels FROM archive_search_label
ORDER BY model_name, object_id
"""


class NameIndex:
    """The folded words of the names of one facet, ascending, and the places in its table of the entities that have
    each: those of word n are ``places[starts[n] : starts[n + 1]]``, int32, ascending. A dictionary of lists takes nine
    megabytes for nine thousand names, this one."""

    def __init__(self, table: EntityTable) -> None:
        self.table = table
        places_of: dict[str, list[int]] = {}
        self.names = PackedValues(self.folded_names(places_of))
        self.words = sorted(places_of)
        lists = [np.array(places_of[word], np.int32) for word in self.words]
        self.places = np.concatenate([np.zeros(0, np.int32), *lists])
        self.starts = np.cumsum([0, *map(len, lists)], dtype=np.int32)

    def folded_names(self, places_of: dict[str, list[int]]) -> Iterator[Words]:
        for place, entity in enumerate(self.table.values()):
            names = entity.words
            for word in {word for words in names for word in words}:
                places_of.setdefault(word, []).append(place)
            yield names

    def with_word(self, word: str) -> list[int]:
        place = bisect_left(self.words, word)
        if place == len(self.words) or self.words[place] != word:
            return []
        return self.between(place, place + 1)

    def with_prefix(self, beginning: str) -> list[int]:
        """Word after word, each in the order of the entities; who has several of them comes as often."""
        first = bisect_left(self.words, beginning)
        return self.between(first, bisect_left(self.words, beginning + LAST_LETTER, first))

    def between(self, first: int, last: int) -> list[int]:
        return self.places[self.starts[first] : self.starts[last]].tolist()

    def with_rarest_word(self, words: Iterable[str]) -> list[int]:
        lists = sorted(map(self.with_word, words), key=len)
        return lists[0] if lists else []

    def choose(self, places: Iterable[int], is_name: Callable[[tuple[str, ...]], bool]) -> list[int]:
        """Returns those of the places where a name satisfies the condition."""
        return [place for place in places if any(map(is_name, self.names[place]))]

    def ids(self, places: Iterable[int]) -> list[int]:
        return [self.table.ids[place] for place in places]


class Names:
    """The names of all entities of the archive, published or not, and the synonyms that editors keep. One query."""

    def __init__(self) -> None:
        self.by_id = {
            facet.name: EntityTable(facet.name, ()) for facet in FACETS_BY_NAME.values() if facet.model
        }
        self.synonyms = Synonyms(())
        with connection.cursor() as cursor:
            cursor.execute(NAMES)
            for facet, group in groupby(cursor, key=itemgetter(0)):
                rows = ((*row, json.loads(labels or "null")) for _facet, *row, labels in group)
                if facet in self.by_id:
                    self.by_id[facet] = EntityTable(facet, rows)
                elif facet == "synonym":
                    self.synonyms = Synonyms([Entity(facet, *row).names for row in rows])

    @cached_property
    def indexes(self) -> dict[str, NameIndex]:
        """The index of each facet."""
        return {facet: NameIndex(table) for facet, table in self.by_id.items()}

    def find(self, facet: str, pk: int) -> Entity | None:
        table = self.by_id.get(facet)
        return table.get(pk) if table else None

    def all_words(self) -> Iterator[str]:
        """The folded words of all names, each once for every facet that has it."""
        for index in self.indexes.values():
            yield from index.words

    def with_prefix(self, facet: str, typed: tuple[str, ...], runs: Words) -> list[Entity]:
        """Returns the entities with a name that has all these words and ``unspaced_runs``, the last of the words
        perhaps only begun; none for no words."""
        if not typed:
            return []
        *whole, last = typed
        index = self.indexes[facet]
        places = index.with_rarest_word(set(whole)) if whole else dict.fromkeys(index.with_prefix(last))
        chosen = index.choose(places, lambda words: matches_prefix(typed, words, runs))
        return [index.table.at(place) for place in chosen]

    def ids_with_words(self, facet: str, words: Iterable[str], runs: Words = ()) -> list[int]:
        """The ids of those that have all these words and ``unspaced_runs`` in one of their names; none for no words."""
        folded_words, index = set(words), self.indexes[facet]
        places = index.with_rarest_word(folded_words)
        return index.ids(
            index.choose(places, lambda name: folded_words.issubset(name) and has_runs(name, runs))
        )

    def speakers_by_name(self, words: Iterable[str]) -> list[int]:
        """The ids of the speakers one of whose names is these words, or twice as many with these among them: Xi, but
        not the last word of a long title."""
        folded_words, index = set(words), self.indexes["speaker"]
        places = index.with_rarest_word(folded_words)
        return index.ids(
            index.choose(
                places, lambda name: folded_words.issubset(name) and len(folded_words) * 2 >= len(name)
            )
        )

    def keys(self, facet: str, values: Iterable[str]) -> list:
        """The ids of these slugs, or the codes as they are; slugs of nothing are passed over."""
        if not FACETS_BY_NAME[facet].model:
            return list(values)
        ids = map(self.by_id[facet].with_slug, values)
        return [pk for pk in ids if pk is not None]
