"""What speakers, events, themes, terms and sources are called, in every language and spelling.

Fields (speaker:Xi) are looked up here, facets get their labels and addresses, and suggestions read it. Whether readers
may see a name is not decided here: the columns hold public rows only, and a name that no public row has finds nothing,
is not listed and is never suggested.
"""

import json
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile

from django.conf import settings
from django.db import connection
from django.utils.translation import get_language

from archive.search.engine.synonyms import Synonyms
from archive.search.facets import FACETS_BY_NAME
from archive.text.words import tokens

NAMES = "SELECT model_name, object_id, slug, name, sort_key, parent_id, other_names, labels FROM archive_search_label"


@dataclass
class Entity:
    """A speaker, event, theme, term or source (``facet`` says which) under all its names.

    ``labels``: language tag in small letters -> what it is called in that language; None where no name has a language.
    """

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
        language = get_language() or ""
        if not self.labels or language == settings.LANGUAGE_CODE:
            return self.name
        return self.labels.get(language) or self.labels.get(language.partition("-")[0]) or self.name

    @cached_property
    def words(self) -> list[tuple[str, ...]]:
        """The folded words of each name."""
        return [folded_words(name) for name in self.names]

    def has_words(self, words: set[str]) -> bool:
        """Whether one of the names has all these words."""
        return any(words.issubset(name) for name in self.words)

    def is_called(self, words: set[str]) -> bool:
        """Whether these words are one of the names, or half of it: Xi, but not the last word of a long title."""
        return any(words.issubset(name) and len(words) * 2 >= len(name) for name in self.words)

    def completed_name(self, typed: tuple[str, ...]) -> str:
        """The first name that has all these words, the last of them perhaps only begun; empty where none has."""
        return next(
            (name for name, words in zip(self.names, self.words, strict=True) if begins(typed, words)), ""
        )


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
            (entity.facet, entity.slug): entity.id
            for entities in self.by_id.values()
            for entity in entities.values()
        }

    @cached_property
    def by_word(self) -> dict[tuple[str, str], list[Entity]]:
        """By the facet and a folded word of any of the names."""
        found: dict[tuple[str, str], list[Entity]] = {}
        for facet, entities in self.by_id.items():
            for entity in entities.values():
                for word in {word for words in entity.words for word in words}:
                    found.setdefault((facet, word), []).append(entity)
        return found

    @cached_property
    def words_of(self) -> dict[str, list[str]]:
        """By facet the folded words of all names, ascending."""
        found: dict[str, list[str]] = {facet: [] for facet in self.by_id}
        for facet, word in sorted(self.by_word):
            found[facet].append(word)
        return found

    def with_prefix(self, facet: str, typed: tuple[str, ...]) -> list[Entity]:
        """Those one of whose names has all these words, the last of them perhaps only begun; none for no words."""
        if not typed:
            return []
        *whole, last = typed
        if whole:
            found = self.with_rarest_word(facet, set(whole))
        else:
            words = self.words_of[facet]
            first = bisect_left(words, last)
            begun = takewhile(lambda word: word.startswith(last), islice(words, first, None))
            found = [entity for word in begun for entity in self.by_word[facet, word]]
        by_id = {entity.id: entity for entity in found}
        return [entity for entity in by_id.values() if entity.completed_name(typed)]

    def ids_with_words(self, facet: str, words: Iterable[str]) -> list[int]:
        """The ids of those that have all these words in one of their names; none for no words."""
        wanted = set(words)
        return [entity.id for entity in self.with_rarest_word(facet, wanted) if entity.has_words(wanted)]

    def ids_that_begin(self, facet: str, words: tuple[str, ...]) -> list[int]:
        """The ids of those that have all these words in one of their names, the last of them perhaps only begun."""
        entities = self.by_id[facet].values()
        return [entity.id for entity in entities if any(begins(words, name) for name in entity.words)]

    def speakers_called(self, words: Iterable[str]) -> list[int]:
        """The ids of the speakers who are known by these words."""
        wanted = set(words)
        return [entity.id for entity in self.with_rarest_word("speaker", wanted) if entity.is_called(wanted)]

    def with_rarest_word(self, facet: str, words: set[str]) -> list[Entity]:
        return min((self.by_word.get((facet, word), []) for word in words), key=len, default=[])

    def keys(self, facet: str, values: Iterable[str]) -> list:
        """The ids of these slugs, or the codes as they are; slugs of nothing are passed over."""
        if not FACETS_BY_NAME[facet].model:
            return list(values)
        return [self.id_of_slug[facet, slug] for slug in values if (facet, slug) in self.id_of_slug]


def folded_words(text: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens(text))


def begins(typed: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether all typed words are among these, the last of them perhaps only begun."""
    *whole, last = typed
    return set(whole) <= set(words) and any(word.startswith(last) for word in words)
