"""Which part of a query has posting lists, and their rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from django.db import connection

from archive.search.engine.budget import Budget
from archive.search.engine.rows import PACKED_IDS, RowSet, array_text, unpack_ids, update_rows
from archive.search.engine.store.columns import Columns
from archive.search.engine.tsquery import EXACT, Alternative, TsQueries, TsQuery
from archive.search.engine.vocabulary.absence import MARK

from .lists import BEGINNING, IN_TEXT, PostingLists, prefix_key

MAX_LISTS = 32  # read for one prefix, of which there may be hundreds
MAX_WORDS = 400  # words that a prefix is taken apart into
MAX_LAST_WORDS = 100  # of a phrase; of more the index takes as long as of the beginning
LAST_LETTER = "\U0010ffff"  # behind all letters
WORDS = """
WITH RECURSIVE languages AS (
    SELECT min(language) AS language FROM archive_search_word
    UNION ALL
    SELECT (SELECT min(w.language) FROM archive_search_word w WHERE w.language > l.language)
    FROM languages l WHERE l.language IS NOT NULL
)
SELECT DISTINCT 'ø' || word FROM archive_search_word
WHERE language IN (SELECT language FROM languages) AND word >= %s AND word < %s LIMIT %s
"""


def list_key(alternative: Alternative) -> str:
    """The key of the list that has the rows of a word or beginning."""
    key = prefix_key(alternative.lexeme) if alternative.is_prefix else alternative.lexeme
    return key + IN_TEXT * alternative.in_text


def key_query(key: str) -> str:
    """The tsquery that finds the rows of a list."""
    word = key.removesuffix(IN_TEXT)
    return str(Alternative(word.removesuffix(BEGINNING), word.endswith(BEGINNING), word != key))


@dataclass
class ListReader:
    """The posting lists of a unit; ``lists`` are those that were read and not yet taken, ``changed`` of rows that
    changed since they were made those that have the words of a list now."""

    columns: Columns
    unit: int
    lists: dict[str, RowSet] = field(default_factory=dict)
    changed: dict[str, np.ndarray] = field(default_factory=dict)
    split_phrases: dict[TsQuery, tuple[list[TsQuery], TsQuery]] = field(default_factory=dict)

    @property
    def postings(self) -> PostingLists:
        return self.columns.postings

    def has_phrase(self, query: TsQuery) -> bool:
        """Whether it is a phrase whose rows the pair lists have."""
        return self.postings.pairs.has(self.unit, query.phrase)

    def phrases(self, query: TsQuery) -> list[TsQuery]:
        """Returns the phrases whose rows the pair lists have: the query, or what it may be where its last word may go
        on."""
        return [query] if self.has_phrase(query) else self.split_phrase(query)[0]

    def split_phrase(self, query: TsQuery) -> tuple[list[TsQuery], TsQuery]:
        """Splits a phrase whose last word may go on into phrases of the pair lists and what the index is asked for; no
        phrases where that is all. One query of the database for each such phrase, once."""
        if query not in self.split_phrases:
            self.split_phrases[query] = self.take_phrase_apart(query)
        return self.split_phrases[query]

    def take_phrase_apart(self, query: TsQuery) -> tuple[list[TsQuery], TsQuery]:
        first, last = query.open_phrase or ([], None)
        if not last or not self.postings.pairs.has(self.unit, [*first, first[-1]]):
            return [], query
        words = words_that_begin(last.lexeme)
        if len(words) > MAX_LAST_WORDS:
            return [], query
        listed = [word for word in words if self.postings.pairs.has(self.unit, [*first, word])][:MAX_LISTS]
        beginning = "".join(f"{Alternative(word, False, last.in_text)} <-> " for word in first)
        alternatives = " | ".join(
            str(last._replace(lexeme=word, is_prefix=False)) for word in words if word not in listed
        )
        phrases = [
            TsQuery(query.languages, beginning + str(Alternative(word, False, last.in_text)))
            for word in listed
        ]
        return phrases, TsQuery(
            query.languages, f"{beginning}( {alternatives} )" if alternatives else ""
        ) if listed else query

    def rows_of_phrase(self, query: TsQuery, find: Callable[..., np.ndarray]) -> RowSet:
        """``find`` looks up queries in the index, among the rows that changed since the lists were made, or all where
        the lists are gone. One query, and those of ``find``."""
        fields = (True,) if query.is_phrase_in_text else (True, False)
        rows = self.postings.pairs.rows(self.unit, query.phrase, fields)
        if rows is None:
            return find((query,))
        return update_rows(rows, self.postings.changed, lambda changed: find((query,), changed))

    def has_any(self, query: TsQuery) -> bool:
        """Whether any of its alternatives, or the phrase that it is, is in a list."""
        return bool(self.keys(query)) or self.has_phrase(query)

    def keys(self, query: TsQuery) -> list[str]:
        """Returns the keys of the lists of the query's alternatives, words and beginnings."""
        keys = map(list_key, query.alternatives)
        return [key for key in keys if self.postings.has(self.unit, key)]

    def split(self, query: TsQuery) -> tuple[list[str], TsQuery]:
        """The keys of lists, and the query for what no list has, of a phrase none where the pair lists have it. A
        beginning without a list is taken apart into its words; one query of the database for each."""
        if self.has_phrase(query):
            return [], TsQuery(query.languages, "")
        if query.open_phrase:
            return [], self.split_phrase(query)[1]
        keys: list[str] = []
        unpacked_words: list[str] = []
        for alternative in query.alternatives if self.postings.exist else ():
            words = [list_key(alternative)]
            if alternative.is_prefix and not self.postings.has(self.unit, words[0]):
                words = [
                    list_key(alternative._replace(lexeme=word, is_prefix=False))
                    for word in words_that_begin(alternative.lexeme)
                ]
                if not words:
                    return self.split_by_words(query)
            listed = [word for word in words if self.postings.has(self.unit, word)]
            keys += self.postings.largest(self.unit, listed)[:MAX_LISTS]
            unpacked_words += [word for word in words if word not in keys]
        if not keys and not unpacked_words:
            return [], query
        return keys, TsQuery(query.languages, " | ".join(map(key_query, dict.fromkeys(unpacked_words))))

    def split_by_words(self, query: TsQuery) -> tuple[list[str], TsQuery]:
        """Splits as ``split`` does, for a prefix of too many words; all is left to the index where these must be in the
        text."""
        keys: list[str] = []
        for alternative in query.alternatives:
            if alternative.in_text:
                return [], query
            if alternative.is_prefix:
                keys += self.postings.words_with_prefix(self.unit, alternative.lexeme)
            elif self.postings.has(self.unit, alternative.lexeme):
                keys.append(alternative.lexeme)
        keys = [key for key in dict.fromkeys(keys) if is_plain(key)][:MAX_LISTS]
        return keys, query.without(keys)

    def queries(self, key: str) -> TsQueries:
        """The tsqueries that find the rows of a list, in texts of any language."""
        return (TsQuery(tuple(self.columns.languages), key_query(key)),)

    def read(self, keys: Iterable[str]) -> None:
        """Reads the lists of these keys, to be taken by ``pop``; one query, none for no keys."""
        missing = [key for key in dict.fromkeys(keys) if key not in self.lists]
        if missing:
            self.lists |= self.postings.rows(self.unit, missing)

    def read_changed(self, keys: Sequence[str], budget: Budget) -> None:
        """Reads which public rows among those changed since the lists were made are now on each of these lists. One
        query for several lists, none for a single one, which is queried by itself. Raises SearchTimeoutError."""
        rows = self.postings.changed
        if len(keys) < 2 or not len(rows):
            return
        tests = ", ".join(f"{PACKED_IDS} FILTER (WHERE vector @@ %s::tsquery)" for _ in keys)
        ((*packed_rows,),) = budget.fetch(
            f"SELECT {tests} FROM archive_search WHERE public AND unit = {self.unit:d} AND id = ANY (%s::bigint[])",
            [*(self.queries(key)[0].text for key in keys), array_text(rows.tolist())],
        )
        self.changed |= {key: unpack_ids(packed) for key, packed in zip(keys, packed_rows, strict=True)}

    def pop(self, key: str) -> RowSet | None:
        """Takes a list that was read: its rows when it was made; None where it no longer exists."""
        self.read([key])
        return self.lists.pop(key, None)


def words_that_begin(beginning: str) -> list[str]:
    """The lexemes with this prefix in any row; empty where they are more than MAX_WORDS or the table of words may be
    incomplete (archive_search_vector_words). One query."""
    letters = beginning.removeprefix(EXACT)
    if not letters or letters == beginning or letters[0] == MARK or letters.isdigit():
        return []
    with connection.cursor() as cursor:
        cursor.execute(WORDS, [letters, letters + LAST_LETTER, MAX_WORDS + 1])
        words = [word for (word,) in cursor.fetchall()]
    return words if len(words) <= MAX_WORDS and all(map(is_plain, words)) else []


def is_plain(lexeme: str) -> bool:
    """Whether the lexeme can stand in a tsquery without escaping."""
    return not {"'", "\\"} & set(lexeme)
