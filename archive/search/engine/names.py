"""What speakers, events, themes and sources are called, in every language and spelling, held beside the columns.

Fields (speaker:Xi) are looked up here, facets get their labels and addresses, and type-ahead reads it. Whether readers
may see a name is not decided here: the columns hold public rows only, and a name that no public row carries finds
nothing, is not listed and never offered.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.db import connection

from archive.text.folding import tokens

from .columns import Columns

NAMES = """
SELECT 'speaker', o.id, o.slug, o.name, o.sort_key, NULL::bigint,
    ARRAY(SELECT n.name FROM archive_speakername n WHERE n.speaker_id = o.id ORDER BY n.id)
FROM archive_speaker o
UNION ALL
SELECT 'event', o.id, o.slug, o.name, o.sort_key, NULL,
    ARRAY(SELECT n.name FROM archive_eventname n WHERE n.event_id = o.id ORDER BY n.id)
FROM archive_event o
UNION ALL
SELECT 'theme', o.id, o.slug, o.label, o.sort_key, o.parent_id,
    ARRAY(SELECT l.text FROM archive_themelabel l WHERE l.theme_id = o.id ORDER BY l.id)
FROM archive_theme o
UNION ALL
SELECT 'source', o.id, o.slug, o.name, o.sort_key, NULL, '{}' FROM archive_source o
"""


@dataclass
class Named:
    """One noun under all its names."""

    facet: str
    id: int
    slug: str
    label: str
    sort_key: str
    parent: int | None
    others: list[str]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.label, *self.others)

    @cached_property
    def words(self) -> list[tuple[str, ...]]:
        """The folded words of each name."""
        return [words_of(name) for name in self.names]

    def has(self, wanted: set[str]) -> bool:
        """Whether one of the names has all these words."""
        return any(wanted.issubset(words) for words in self.words)

    def is_called(self, wanted: set[str]) -> bool:
        """Whether these words are one of the names, or half of it: Xi, but not the last word of a long title."""
        return any(wanted.issubset(words) and len(wanted) * 2 >= len(words) for words in self.words)

    def begun(self, wanted: tuple[str, ...]) -> str:
        """The first name that has all these words, the last perhaps only begun; empty where none has."""
        *whole, last = wanted
        for name, words in zip(self.names, self.words, strict=True):
            if set(whole) <= set(words) and any(word.startswith(last) for word in words):
                return name
        return ""


class Names:
    """Those of the whole archive, published or not; one query."""

    def __init__(self):
        with connection.cursor() as cursor:
            cursor.execute(NAMES)
            self.of: dict[str, dict[int, Named]] = {"speaker": {}, "event": {}, "theme": {}, "source": {}}
            for row in cursor.fetchall():
                named = Named(*row)
                self.of[named.facet][named.id] = named
        self.by_slug = {
            (each.facet, each.slug): each.id for nouns in self.of.values() for each in nouns.values()
        }

    @cached_property
    def by_word(self) -> dict[tuple[str, str], list[Named]]:
        """By the facet and a folded word of any of the names."""
        found: dict[tuple[str, str], list[Named]] = {}
        for facet, nouns in self.of.items():
            for noun in nouns.values():
                for word in {word for words in noun.words for word in words}:
                    found.setdefault((facet, word), []).append(noun)
        return found

    def called(self, facet: str, wanted: Iterable[str]) -> list[int]:
        """The ids of those that have all these words in one of their names; none for no words."""
        wanted = set(wanted)
        return [noun.id for noun in self.with_rarest(facet, wanted) if noun.has(wanted)]

    def named(self, wanted: Iterable[str]) -> list[int]:
        """The ids of the speakers whom one calls by these words."""
        wanted = set(wanted)
        return [noun.id for noun in self.with_rarest("speaker", wanted) if noun.is_called(wanted)]

    def with_rarest(self, facet: str, wanted: set[str]) -> list[Named]:
        return min((self.by_word.get((facet, word), []) for word in wanted), key=len, default=[])


def names(columns: Columns) -> Names:
    """Kept until something is called otherwise."""
    return columns.keep_until_renamed("names", Names)


def words_of(text: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens(text))


def named_rows(columns: Columns, wanted: Iterable[str], rows: np.ndarray) -> np.ndarray | None:
    """For each row whether its speaker is called so; None where nobody is."""
    called = names(columns).named(wanted)
    return columns.held("speaker", called, rows) if called else None
