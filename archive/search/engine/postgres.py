"""The engine over PostgreSQL's full-text index and the column store."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager

from archive.search.engine.store.changes import Position, find_changes, read_head
from archive.search.engine.store.columns import Columns
from archive.search.engine.store.shared import (
    background,
    latest_columns,
    maintain,
    observe_lag,
    read_position,
    read_size,
    refresh_once,
    refuse_older,
    warm_up,
)
from archive.search.query.nodes import Term
from archive.search.query.parser import Query
from archive.search.request.params import SearchParams

from .editorial import find_documents, find_statements
from .evaluation import SearchExecution
from .interface import Counts, EditorMatches, Lag
from .relaxation import RelaxedMatch
from .stemming import find_stop_words, stem
from .vocabulary.texts import texts_with
from .word_counts import count_terms, frequent_words, word_frequencies


class CountExecution(SearchExecution):
    """Neither looks for what comes near nor counts facets: for a phrase that no text has, this would be most of the
    work."""

    @property
    def nearest(self) -> RelaxedMatch | None:
        return None

    def memoized_counts(self) -> Counts:
        return self.count()

    def count(self) -> Counts:
        return Counts(len(self.rows), len(self.facet_filter.rows()), {}, [])


class PostgresEngine:
    """Implements ``interface.Engine``."""

    def match(self, params: SearchParams, query: Query, milliseconds: int | None = None) -> SearchExecution:
        return SearchExecution(params, query, milliseconds)

    def count_results(self, params: SearchParams, query: Query, milliseconds: int | None = None) -> int:
        found = CountExecution(params, query, milliseconds)
        return 0 if found.is_partial else found.counts.total

    def find_statements(self, query: Query, milliseconds: int) -> EditorMatches:
        return find_statements(query, milliseconds)

    def find_documents(self, query: Query, milliseconds: int, in_names: bool = False) -> EditorMatches:
        return find_documents(query, milliseconds, in_names)

    def index_reader(self) -> AbstractContextManager[Columns]:
        return latest_columns()

    def texts(self, term: Term, limit: int, milliseconds: int) -> list[str]:
        return texts_with(term, limit, milliseconds)

    def frequent_words(self, ids: Sequence[int], min_count: int) -> dict[str, int]:
        return frequent_words(ids, min_count)

    def word_frequencies(self, words: Iterable[str]) -> tuple[dict[str, int], int]:
        return word_frequencies(words)

    def count_terms(
        self, params: SearchParams, narrower: SearchParams, terms: Sequence[Term], milliseconds: int
    ) -> tuple[list[tuple[int, int]], bool]:
        return count_terms(params, narrower, terms, milliseconds)

    def stems(self, words: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
        return stem(words)

    def stop_word_flags(self, words: Iterable[tuple[str, str]]) -> dict[tuple[str, str], bool]:
        return find_stop_words(words)

    def head(self) -> Position:
        return read_head()

    def find_changes(self, positions: Iterable[Position]) -> set[Position]:
        return find_changes(positions)

    def position(self) -> Position:
        return read_position()

    def row_count(self) -> int:
        return read_size()

    def last_checked(self) -> float:
        return background.last_checked

    def refuse_older(self) -> AbstractContextManager[None]:
        return refuse_older()

    def refresh_once(self) -> AbstractContextManager[None]:
        return refresh_once()

    def observe_lag(self, head: Position | None = None) -> AbstractContextManager[Lag]:
        return observe_lag(head)

    def maintain(self) -> None:
        maintain()

    def warm_up(self) -> None:
        warm_up()
