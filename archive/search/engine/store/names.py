"""What speakers, events, themes, terms and sources are called, in every language and spelling.

Fields (speaker:Xi) are looked up here, facets get their labels and addresses, and suggestions read it. Whether readers
may see a name is not decided here: the columns hold public rows only, and a name that no public row has finds nothing,
is not listed and is never suggested.
"""

import json
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from django.conf import settings
from django.db import connection
from django.utils.translation import get_language

from archive.search.engine.synonyms import Synonyms
from archive.search.facets import FACETS_BY_NAME
from archive.text.words import tokens

LAST_LETTER = "\U0010ffff"  # behind all letters
NAMES = "SELECT model_name, object_id, slug, name, sort_key, parent_id, other_names, labels FROM archive_search_label"


@dataclass(slots=True)
class Entity:
    """A speaker, event, theme, term or source (``facet`` says which) under all its names.

    ``labels``: language tag in small letters -> what it is called in that language; None where no name has a language.
    Every process holds all of them, so they have no dictionary each.
    """

    facet: str
    id: int
    slug: str
    name: str
    sort_key: str
    parent: int | None
    other_names: list[str]
    labels: dict[str, str] | None = None
    folded: tuple[tuple[str, ...], ...] | None = field(default=None, compare=False, repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.other_names)

    @property
    def label(self) -> str:
        """The name in the language of the interface, or in the archive's own where it has none in that."""
        language = get_language() or ""
        if not self.labels or language == settings.LANGUAGE_CODE:
            return self.name
        return self.labels.get(language) or self.labels.get(language.partition("-")[0]) or self.name

    @property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """The folded words of each name, worked out once."""
        if self.folded is None:
            self.folded = tuple(folded_words(name) for name in self.names)
        return self.folded

    def has_words(self, words: set[str]) -> bool:
        """Whether one of the names has all these words."""
        return any(words.issubset(name) for name in self.words)

    def has_name(self, words: set[str]) -> bool:
        """Whether these words are one of the names, or half of it: Xi, but not the last word of a long title."""
        return any(words.issubset(name) and len(words) * 2 >= len(name) for name in self.words)

    def completed_name(self, typed: tuple[str, ...]) -> str:
        """The first name that has all these words, the last of them perhaps only begun; empty where none has."""
        return next(
            (name for name, words in zip(self.names, self.words, strict=True) if begins(typed, words)), ""
        )


class NameIndex:
    """The folded words of the names of one facet, ascending, and the ids of the entities that have each: those of word
    n are ``ids[starts[n] : starts[n + 1]]``, int64, in the order of the entities. A dictionary of lists takes nine
    megabytes for nine thousand names, this one."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        ids_of: dict[str, list[int]] = {}
        for entity in entities:
            for word in {word for words in entity.words for word in words}:
                ids_of.setdefault(word, []).append(entity.id)
        self.words = sorted(ids_of)
        found = [np.array(ids_of[word], np.int64) for word in self.words]
        self.ids = np.concatenate([np.zeros(0, np.int64), *found])
        self.starts = np.cumsum([0, *map(len, found)], dtype=np.int32)

    def with_word(self, word: str) -> list[int]:
        place = bisect_left(self.words, word)
        if place == len(self.words) or self.words[place] != word:
            return []
        return self.between(place, place + 1)

    def with_beginning(self, beginning: str) -> list[int]:
        """Word after word, each in the order of the entities; who has several of them comes as often."""
        first = bisect_left(self.words, beginning)
        return self.between(first, bisect_left(self.words, beginning + LAST_LETTER, first))

    def between(self, first: int, last: int) -> list[int]:
        return self.ids[self.starts[first] : self.starts[last]].tolist()


class Names:
    """Of all entities of the archive, published or not, and the synonyms that editors keep; one query."""

    def __init__(self) -> None:
        self.by_id: dict[str, dict[int, Entity]] = {
            facet.name: {} for facet in FACETS_BY_NAME.values() if facet.model
        }
        with connection.cursor() as cursor:
            cursor.execute(NAMES)
            rows = ((*row, json.loads(labels or "null")) for *row, labels in cursor.fetchall())
            entities = [Entity(*row) for row in rows]
        for entity in entities:
            if entity.facet in self.by_id:
                self.by_id[entity.facet][entity.id] = entity
        self.synonyms = Synonyms(entity.names for entity in entities if entity.facet == "synonym")
        self.id_of_slug = {
            facet: {entity.slug: entity.id for entity in entities.values()}
            for facet, entities in self.by_id.items()
        }

    @cached_property
    def indexes(self) -> dict[str, NameIndex]:
        """By facet."""
        return {facet: NameIndex(entities.values()) for facet, entities in self.by_id.items()}

    def all_words(self) -> Iterator[str]:
        """The folded words of all names, each once for every facet that has it."""
        for index in self.indexes.values():
            yield from index.words

    def with_prefix(self, facet: str, typed: tuple[str, ...]) -> list[Entity]:
        """Those one of whose names has all these words, the last of them perhaps only begun; none for no words."""
        if not typed:
            return []
        *whole, last = typed
        if whole:
            found = self.with_rarest_word(facet, set(whole))
        else:
            found = self.entities(facet, dict.fromkeys(self.indexes[facet].with_beginning(last)))
        return [entity for entity in found if entity.completed_name(typed)]

    def ids_with_words(self, facet: str, words: Iterable[str]) -> list[int]:
        """The ids of those that have all these words in one of their names; none for no words."""
        wanted = set(words)
        return [entity.id for entity in self.with_rarest_word(facet, wanted) if entity.has_words(wanted)]

    def ids_that_begin(self, facet: str, words: tuple[str, ...]) -> list[int]:
        """The ids of those that have all these words in one of their names, the last of them perhaps only begun."""
        entities = self.by_id[facet].values()
        return [entity.id for entity in entities if any(begins(words, name) for name in entity.words)]

    def speakers_by_name(self, words: Iterable[str]) -> list[int]:
        """The ids of the speakers who are known by these words."""
        wanted = set(words)
        return [entity.id for entity in self.with_rarest_word("speaker", wanted) if entity.has_name(wanted)]

    def with_rarest_word(self, facet: str, words: set[str]) -> list[Entity]:
        found = sorted((self.indexes[facet].with_word(word) for word in words), key=len)
        return self.entities(facet, found[0] if found else [])

    def entities(self, facet: str, ids: Iterable[int]) -> list[Entity]:
        return [self.by_id[facet][pk] for pk in ids]

    def keys(self, facet: str, values: Iterable[str]) -> list:
        """The ids of these slugs, or the codes as they are; slugs of nothing are passed over."""
        if not FACETS_BY_NAME[facet].model:
            return list(values)
        known = self.id_of_slug[facet]
        return [known[slug] for slug in values if slug in known]


def folded_words(text: str) -> tuple[str, ...]:
    """Interned: most words of names are those of others, too."""
    return tuple(sys.intern(token.word) for token in tokens(text))


def begins(typed: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether all typed words are among these, the last of them perhaps only begun."""
    *whole, last = typed
    return set(whole) <= set(words) and any(word.startswith(last) for word in words)
