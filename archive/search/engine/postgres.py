"""The engine over PostgreSQL's full-text index and the column store."""

from archive.search.engine.store.changes import find_changes, read_head
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
from archive.search.query.parser import Query
from archive.search.request.params import SearchParams

from .editorial import find_documents, find_statements
from .evaluation import SearchExecution
from .interface import Counts
from .relaxation import RelaxedMatch
from .rows import count_rows
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
        return Counts(count_rows(self.listed), count_rows(self.facet_filter.row_set()), {}, [])


class PostgresEngine:
    """Implements ``interface.Engine``, mostly by functions of other modules."""

    def match(self, params: SearchParams, query: Query, milliseconds: int | None = None) -> SearchExecution:
        return SearchExecution(params, query, milliseconds)

    def count_results(self, params: SearchParams, query: Query, milliseconds: int | None = None) -> int:
        execution = CountExecution(params, query, milliseconds)
        return 0 if execution.is_partial else execution.counts.total

    find_statements = staticmethod(find_statements)
    find_documents = staticmethod(find_documents)
    index_reader = staticmethod(latest_columns)
    texts = staticmethod(texts_with)
    frequent_words = staticmethod(frequent_words)
    word_frequencies = staticmethod(word_frequencies)
    count_terms = staticmethod(count_terms)
    stems = staticmethod(stem)
    stop_word_flags = staticmethod(find_stop_words)
    head = staticmethod(read_head)
    find_changes = staticmethod(find_changes)
    position = staticmethod(read_position)
    row_count = staticmethod(read_size)
    refuse_older = staticmethod(refuse_older)
    refresh_once = staticmethod(refresh_once)
    observe_lag = staticmethod(observe_lag)
    maintain = staticmethod(maintain)
    warm_up = staticmethod(warm_up)

    def last_checked(self) -> float:
        return background.last_checked
