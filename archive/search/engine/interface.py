"""The interface of a search engine, as the rest of the search package uses it.

Units of the list are statements and passages, or utterances: all reports of one are one line of the list. A *key* is
the value of a facet as the engine knows it: the id of an entity, or a code. Only what is published is in any
answer but those for editors. Errors of the database pass through.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from archive.search.engine.store.changes import Position
from archive.search.engine.store.facet_counts import FacetCounts, Key
from archive.search.engine.store.names import Names
from archive.search.query.nodes import Field, Term
from archive.search.query.parser import Query
from archive.search.request.params import SearchParams


@dataclass(frozen=True)
class Counts:
    """Exact numbers of one search, unless its ``is_partial`` is set: then each is a lower bound.

    ``total``: lines of the list. ``statements``: rows of the list if reports of an utterance were listed one by one.
    ``facets``: for each facet the count of every key that occurs or is excluded. ``years``: (year, count) ascending.
    """

    total: int
    statements: int
    facets: dict[str, FacetCounts]
    years: list[tuple[int, int]]


@dataclass(frozen=True)
class Coverage:
    """``annotated``: how many of the ``documents`` are fully annotated."""

    documents: int
    annotated: int

    @property
    def is_whole(self) -> bool:
        return self.annotated == self.documents


class Matches(Protocol):
    """What one search found: counts, list and order are all of one moment and agree with each other."""

    @property
    def counts(self) -> Counts: ...

    @property
    def names(self) -> Names: ...

    @property
    def is_relaxed(self) -> bool:
        """Nothing has all the words; these have most of them."""

    @property
    def is_partial(self) -> bool:
        """Time ran out, and not everything was found."""

    @property
    def nearest_is_partial(self) -> bool:
        """Time ran out before all that comes near, or may have been meant, was looked for; known once that was read."""

    @property
    def unknown_fields(self) -> Sequence[Field]:
        """Fields of the query whose value is the name or code of nothing that is published."""

    def order(self, end: int | None = None, start: int = 0) -> list[int]:
        """The ids of the list's statements or passages in the order of the request, from ``start`` to ``end`` or all
        behind it."""

    def count_periods(self, step: str, facet: str = "", keys: Sequence[Key] = ()) -> list[dict[int, int]]:
        """For each key of the facet, without a facet for all together: period -> statements or passages found, each
        report by itself; ascending. ``step`` is "month", "quarter" or "year"; see ``engine.series``."""

    def count_pairs(
        self, facet: str, keys: Sequence[Key], other: str, values: Sequence[Key]
    ) -> list[list[int]]:
        """For each key of a facet with one value a row, and each value of the other, how many of what is found have
        both."""

    def count_among(self, ids: np.ndarray, facet: str) -> FacetCounts:
        """Of what is found, the statements or passages with these ids: how many have each key that occurs."""

    @property
    def coverage(self) -> Coverage:
        """Of the documents in which anything was found. One query after a change of the archive."""

    def utterances(self, ids: Sequence[int]) -> dict[int, int]:
        """Statement id -> utterance id, of those statements that ``order`` has listed and that report one."""

    @property
    def multiword_fields(self) -> Sequence[Field]:
        """Fields with the word that was typed behind them, where the archive has something of that name."""

    @property
    def synonyms(self) -> Mapping[str, Sequence[str]]:
        """For words of the query, as typed, what was looked for beside them."""

    @property
    def terms(self) -> Sequence[Term]:
        """Those of the query that must or may be there, and their synonyms."""

    @property
    def corrections(self) -> Mapping[str, Sequence[str]]:
        """Of folded words that may be misspelt, where few rows are found or only others with their stem: folded words
        that may be meant, the likeliest first."""

    @property
    def other_forms(self) -> Mapping[str, Sequence[str]]:
        """For folded words of the query that no public text or name has: others with their stem, by which rows were
        found or excluded, the likeliest first. Not for regular forms of these (negotiates beside negotiated)."""

    @property
    def relaxed_terms(self) -> list[Term]:
        """The words that rows may have which only come near: of phrases each by itself, and corrected ones."""

    def nearest_ids(self) -> list[int]:
        """Where few rows have all the words: statements or passages that lack some, the nearest first; at most ten, and
        never counted. Empty where ``relaxed``: then the list is made of such rows."""

    def printed_words(self, words: Sequence[str]) -> dict[str, str]:
        """The folded words as they are printed in what is public; empty where one is not. Three queries at most; raises
        SearchTimeoutError."""


@dataclass(frozen=True)
class EditorMatches:
    """Statements or documents in any state: their ids, ascending int64. ``is_partial``: time ran out."""

    ids: np.ndarray
    is_partial: bool


class IndexReader(Protocol):
    """The archive as of one moment."""

    @property
    def names(self) -> Names: ...

    def occurs(self, facet: str, keys: Sequence[Key]) -> bool:
        """Whether anything published has one of the keys."""

    def codes(self, facet: str) -> Sequence[str]:
        """Of a facet without names, whatever rows have it."""

    def most_reported(self, number: int) -> list[int]:
        """The ids of the utterances with the most public reports, two or more: so many, of equals the newest."""


class Lag(Protocol):
    is_behind: bool


class Engine(Protocol):
    def match(self, params: SearchParams, query: Query, milliseconds: int | None = None) -> Matches:
        """Finds and counts; ``query`` is what ``params.q`` says. The database is given so many milliseconds, else
        SEARCH_BUDGET, and a little more to have something to show: that time ran out is no error, ``is_partial`` says
        so."""

    def count_results(self, params: SearchParams, query: Query, milliseconds: int | None = None) -> int:
        """How many results have all the words, 0 where time ran out. Like ``match``, without facets and
        without looking for what comes near."""

    def find_statements(self, query: Query, milliseconds: int) -> EditorMatches:
        """For editors: what the query finds, published or not. Quotation marks find names and titles, too."""

    def find_documents(self, query: Query, milliseconds: int, in_names: bool = False) -> EditorMatches:
        """For editors: documents that have all the words anywhere in their paragraphs, titles, address or source,
        published or not; with ``in_names`` in their titles and address, as they stand there."""

    def index_reader(self) -> AbstractContextManager[IndexReader]:
        """What was committed until now; writers in other threads wait for its end, so keep it short."""

    def texts(self, term: Term, limit: int, milliseconds: int) -> list[str]:
        """The texts of statements that have the term, at most ``limit`` of them. Raises
        SearchTimeoutError when that takes longer."""

    def frequent_words(self, ids: Sequence[int], min_count: int) -> dict[str, int]:
        """Folded words of the texts of these statements, of scripts without spaces pairs of characters -> how many of
        the statements have them, ``min_count`` or more. Raises SearchTimeoutError."""

    def word_frequencies(self, words: Iterable[str]) -> tuple[dict[str, int], int]:
        """About how many public passages have each of the words, and of how many, as of the last reindexing. One query
        for the words."""

    def count_terms(
        self, params: SearchParams, narrower: SearchParams, terms: Sequence[Term], milliseconds: int
    ) -> tuple[list[tuple[int, int]], bool]:
        """For each term the statements that have it among those of either request, without their words; and whether
        time ran out, so that there may be more."""

    def stems(self, words: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """For each (language, folded word) the form by which the index knows it. One query for new words."""

    def stop_word_flags(self, words: Iterable[tuple[str, str]]) -> dict[tuple[str, str], bool]:
        """Whether each (language, folded word) says nothing alone, such as "the". One query for new words."""

    def head(self) -> Position:
        """The newest change of the archive, with an id that no other state of it has. One query."""

    def find_changes(self, positions: Iterable[Position]) -> set[Position]:
        """Those of these changes that the archive has in its feed. One query."""

    def position(self) -> Position:
        """The change up to which this process has read the archive; number 0 before its first search. No query."""

    def row_count(self) -> int:
        """How many rows this process holds in memory; 0 before its first search. No query."""

    def last_checked(self) -> float:
        """When ``maintain`` last looked for changes, in monotonic seconds; minus infinity before. No query."""

    def refuse_older(self) -> AbstractContextManager[None]:
        """Within it, this thread gets OlderDatabaseError from a copy of the archive that is behind what this process
        has shown; otherwise such a copy is read anew."""

    def refresh_once(self) -> AbstractContextManager[None]:
        """For the time of one request of this thread: changes are looked for once, not for each call."""

    def observe_lag(self, head: Position | None = None) -> AbstractContextManager[Lag]:
        """For the time of one request of this thread: says whether an answer lacked changes of many rows, which a
        server process reads beside its visitors. Such an answer is right as of a moment ago."""

    def maintain(self) -> None:
        """For a thread of a server process: follows the archive, and makes again what many changes have made slow. No
        return."""

    def warm_up(self) -> None:
        """Reads what is held in memory now, so that the first visitor need not wait for it."""
