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
from archive.search.query.nodes import Field, SeparateWord, Term
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
    """The result of one search: counts, list and order are all of one moment and agree with each other."""

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
        """Returns for each key of the facet, or without a facet for all results together, period -> statements or
        passages, ascending, each report counted by itself. ``step`` is "month", "quarter" or "year"; see
        ``engine.series``."""

    def count_pairs(
        self, facet: str, keys: Sequence[Key], other: str, values: Sequence[Key]
    ) -> list[list[int]]:
        """Returns, for each key of a facet with one value a row and for each value of the other, how many results have
        both."""

    def count_among(self, ids: np.ndarray, facet: str) -> FacetCounts:
        """Returns how many of the results with these ids (statements or passages) have each key that occurs."""

    def dated_on_first_of_years(self) -> list[int]:
        """The ids of the statements or passages found whose date is a first of January; nothing more may be known of
        it than the year."""

    @property
    def coverage(self) -> Coverage:
        """The coverage of the documents with results. One query after a change of the archive."""

    def utterances(self, ids: Sequence[int]) -> dict[int, int]:
        """Statement id -> utterance id, of those statements that ``order`` has listed and that report one."""

    @property
    def separate_words(self) -> Sequence[SeparateWord]:
        """The words behind a field that end its value or are another one, where the archive has such a value."""

    @property
    def synonyms(self) -> Mapping[str, Sequence[str]]:
        """The synonyms searched beside words of the query, by the word as typed."""

    @property
    def terms(self) -> Sequence[Term]:
        """The terms of the query that must or may be there, and their synonyms."""

    @property
    def corrections(self) -> Mapping[str, Sequence[str]]:
        """For folded words that may be misspelt, where few rows or only others with their stem are found: folded words
        that may be meant, the likeliest first."""

    @property
    def other_forms(self) -> Mapping[str, Sequence[str]]:
        """For folded words of the query that no public text or name has: words with the same stem, by which rows were
        found or excluded, the likeliest first. Regular forms (negotiates beside negotiated) are left out."""

    @property
    def relaxed_terms(self) -> list[Term]:
        """The words that rows may have which only come near: of phrases each by itself, and corrected ones."""

    def nearest_ids(self) -> list[int]:
        """Returns, where few rows have all the words, at most ten statements or passages that lack some, the nearest
        first; they are never counted. Empty where ``is_relaxed``: then the list is made of such rows."""

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
        """Returns the codes of a facet without names, whatever rows have them."""

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
        """Returns how many results have all the words, 0 where time ran out: like ``match``, without facets and without
        nearest results."""

    def find_statements(self, query: Query, milliseconds: int) -> EditorMatches:
        """Returns for editors what the query finds, published or not. Words in quotation marks are found in names and
        titles, too."""

    def find_documents(self, query: Query, milliseconds: int, in_names: bool = False) -> EditorMatches:
        """Returns for editors the documents, published or not, that have all the words anywhere in their paragraphs,
        titles, address or source; with ``in_names`` only in titles and address, in the form typed."""

    def index_reader(self) -> AbstractContextManager[IndexReader]:
        """Returns a context manager for reading the index as of the last commit. Writers in other threads wait for its
        end, so keep it short."""

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
        """Returns for each term how many statements of either request, without their words, have it; and whether time
        ran out, so that there may be more."""

    def stems(self, words: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """Returns for each (language, folded word) the form that the index has. One query for new words."""

    def stop_word_flags(self, words: Iterable[tuple[str, str]]) -> dict[tuple[str, str], bool]:
        """Whether each (language, folded word) says nothing alone, such as "the". One query for new words."""

    def head(self) -> Position:
        """The newest change of the archive, with an id that no other state of it has. One query."""

    def find_changes(self, positions: Iterable[Position]) -> set[Position]:
        """Returns those of these changes that the archive has in its feed. One query."""

    def position(self) -> Position:
        """The change up to which this process has read the archive; number 0 before its first search. No query."""

    def row_count(self) -> int:
        """Returns how many rows this process holds in memory, 0 before its first search. No query."""

    def last_checked(self) -> float:
        """Returns when ``maintain`` last looked for changes, in monotonic seconds; minus infinity before. No query."""

    def refuse_older(self) -> AbstractContextManager[None]:
        """Within it, this thread gets OlderDatabaseError from a copy of the archive that is behind what this process
        has shown; otherwise such a copy is read anew."""

    def refresh_once(self) -> AbstractContextManager[None]:
        """Context manager for one request of this thread: changes are looked for once, not at each call."""

    def observe_lag(self, head: Position | None = None) -> AbstractContextManager[Lag]:
        """Context manager for one request of this thread: tells whether an answer lacked changes of many rows, which a
        server process reads in the background. Such an answer is right as of a moment ago."""

    def maintain(self) -> None:
        """Runs in a thread of a server process: follows the archive, and rebuilds what many changes have made slow.
        Does not return."""

    def warm_up(self) -> None:
        """Reads what is held in memory now, so that the first visitor need not wait for it."""
