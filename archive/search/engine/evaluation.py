"""The execution of one search: its rows and their counts, all of one version of the columns."""

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import count
from typing import Any

import numpy as np
from django.conf import settings

from archive.search.cache import BoundedCache
from archive.search.engine.store.columns import Columns
from archive.search.engine.store.facet_counts import FacetCounts
from archive.search.engine.store.names import Names
from archive.search.engine.store.shared import latest_columns
from archive.search.facets import FACETS
from archive.search.query.fields import DATE_FIELDS
from archive.search.query.nodes import Field, SeparateWord, Term, leaves
from archive.search.query.parser import Query
from archive.search.request.params import SearchParams

from .budget import Budget
from .count import YEAR, FacetCounter, FacetFilter, make_facet_filter, size_of_result
from .fields import field_keys, separate_words
from .interface import Counts, Coverage, Key
from .match import Matcher
from .near import NearMatches
from .order import RelevanceOrder, keep_best_reports, order_by_date
from .relaxation import RelaxedMatch, relaxed_terms
from .rows import (
    PackedRows,
    RowSet,
    count_rows,
    difference,
    distinct,
    intersection,
    restrict,
    row_numbers,
)
from .series import count_pairs, count_periods, rows_of_first_days
from .synonyms import add_synonyms
from .vocabulary.other_forms import OtherForms, irregular_forms
from .vocabulary.spelling import Corrections
from .vocabulary.variants import Variants

STATEMENT, PASSAGE = 1, 2
FEW_ROWS = 5  # a query that finds fewer, before any facet narrows them, is relaxed and its spelling looked at
MAX_NEAREST = 10  # rows that are shown below what has all the words
ATTEMPTS = 3  # to get rows and columns of one version while others write
RESULT_BYTES = 6 * 1024 * 1024


# Counts, weights and relaxed matches of the last searches, for their next page or the next choice.
recent_results: BoundedCache[tuple, Any] = BoundedCache(RESULT_BYTES, size_of_result)


class SearchExecution:
    """Implements ``interface.Matches``.

    Other threads may refresh the columns while PostgreSQL finds the words; the found rows are then evaluated once
    against the current columns, under their lock.
    """

    columns: Columns
    matcher: Matcher
    near_matches: NearMatches
    word_rows: RowSet
    has_few_rows: bool
    relaxation: RelaxedMatch | None  # where no row has all the words
    facet_filter: FacetFilter
    listed: RowSet  # one for each line of the list
    counts: Counts

    def __init__(self, params: SearchParams, query: Query, milliseconds: int | None = None) -> None:
        self.params = params
        self.typed_query = self.query = query
        self.milliseconds = milliseconds
        self.by_utterance = params.unit == "utterances"
        self.utterance_of: dict[int, int] = {}  # of the statements listed so far
        self.evaluate()

    def evaluate(self) -> None:
        """Matches and counts, again when rows changed meanwhile: then what was found may be other rows now, or what
        the changed rows were before. After ATTEMPTS the latter is taken, and not cached."""
        for attempt in count(1):
            columns = self.match()
            with columns.lock:
                changed = columns.version != self.columns.version
                if changed and (columns.epoch != self.columns.epoch or attempt < ATTEMPTS):
                    continue
                self.columns = columns.view()
                self.filter()
                self.counts = self.count() if changed else self.memoized_counts()
                return

    def match(self) -> Columns:
        with latest_columns() as columns:
            self.columns = columns.view()
        unit = PASSAGE if self.params.unit == "passages" else STATEMENT
        self.matcher = Matcher(self.columns, unit, Budget(self.milliseconds or settings.SEARCH_BUDGET))
        self.near_matches = NearMatches(self.matcher)
        self.query, self.synonyms = self.add_synonyms()
        self.word_rows = self.matcher.match(self.query)
        self.memo: dict[str, Any] = {}
        number = count_rows(self.word_rows)
        self.has_few_rows = bool(self.query) and number < FEW_ROWS and not self.is_partial
        self.relaxation = None if number else self.nearest
        if self.relaxation:
            self.word_rows = self.relaxation.rows
        return columns

    def add_synonyms(self) -> tuple[Query, dict[str, list[str]]]:
        if self.params.synonyms:
            return self.typed_query, {}
        return add_synonyms(self.typed_query, self.names.synonyms, Variants(self.matcher).variants_of)

    def filter(self) -> None:
        unit = self.columns.unit
        rows = restrict(self.word_rows, lambda index: unit[index] == self.matcher.unit)
        self.facet_filter = make_facet_filter(self.columns, self.params, rows)
        self.listed = self.deduplicate_reports(self.facet_filter.row_set())

    @property
    def is_partial(self) -> bool:
        return self.matcher.is_partial

    @property
    def nearest_is_partial(self) -> bool:
        return self.near_matches.is_partial

    @property
    def is_relaxed(self) -> bool:
        return self.relaxation is not None

    @property
    def unknown_fields(self) -> list[Field]:
        return [
            field
            for field in self.query.fields
            if field.name not in DATE_FIELDS
            and not self.columns.occurs(field.name, field_keys(self.columns, field))
        ]

    @property
    def separate_words(self) -> list[SeparateWord]:
        return separate_words(self.columns, self.typed_query)

    @property
    def names(self) -> Names:
        return self.columns.names

    @cached_property
    def rows(self) -> np.ndarray:
        whole = self.facet_filter.row_set()
        return self.facet_filter.rows if self.listed is whole else row_numbers(self.listed)

    def deduplicate_reports(self, rows: RowSet) -> RowSet:
        """One row for each line of the list: of an utterance only its best report."""
        if not self.by_utterance:
            return rows
        if count_rows(rows) == self.columns.count_rows(self.matcher.unit):  # all there are
            listed = self.columns.memoize(
                ("listed", self.matcher.unit), lambda: PackedRows(keep_best_reports(self.columns, rows))
            )
            return listed.unpack()
        return keep_best_reports(self.columns, rows)

    def memoized_counts(self) -> Counts:
        if self.is_partial or not self.columns.key:
            return self.count()
        key = (self.columns.key, self.columns.version, self.params.change(sort=""), self.query.root)
        return recent_results.get_or_make(key, self.count)

    def count(self) -> Counts:
        counter = FacetCounter(self.columns, self.matcher.unit, self.by_utterance)
        facets = {facet.name: self.count_facet(counter, facet.name) for facet in FACETS}
        years = counter.count_years(self.facet_filter.row_set(excluding=YEAR))
        return Counts(count_rows(self.listed), count_rows(self.facet_filter.row_set()), facets, years)

    def count_facet(self, counter: FacetCounter, facet: str) -> FacetCounts:
        counts = counter.count(facet, self.facet_filter.row_set(excluding=facet))
        excluded = self.params.excluded_values(facet)
        if not excluded:
            return counts
        # What is excluded stands beside the rest with what it takes away.
        beside = counter.count(facet, self.facet_filter.row_set(excluding=facet, with_requirements=True))
        return counts.with_counts_of(self.names.keys(facet, excluded), beside)

    def count_periods(self, step: str, facet: str = "", keys: Sequence[Key] = ()) -> list[dict[int, int]]:
        return count_periods(self.columns, self.facet_filter.rows, step, facet, keys)

    def count_pairs(
        self, facet: str, keys: Sequence[Key], other: str, values: Sequence[Key]
    ) -> list[list[int]]:
        return count_pairs(self.columns, self.facet_filter.rows, (facet, keys), (other, values))

    def count_among(self, ids: np.ndarray, facet: str) -> FacetCounts:
        rows = self.facet_filter.rows
        among = rows[np.isin(self.columns.object_ids(rows), ids)]
        return FacetCounter(self.columns, self.matcher.unit, by_utterance=False).count(facet, among)

    def dated_on_first_of_years(self) -> list[int]:
        return self.columns.object_ids(rows_of_first_days(self.columns, self.facet_filter.rows)).tolist()

    @property
    def coverage(self) -> Coverage:
        documents = distinct(np.take(self.columns.document, self.facet_filter.rows))
        return Coverage(
            len(documents), len(intersection(documents, distinct(self.columns.annotated_documents)))
        )

    def order(self, end: int | None = None, start: int = 0) -> list[int]:
        rows = self.ordered_rows(end, start)
        ids = self.columns.object_ids(rows).tolist()
        self.utterance_of.update(zip(ids, self.columns.utterance[rows].tolist(), strict=True))
        return ids

    def ordered_rows(self, end: int | None, start: int) -> np.ndarray:
        if self.params.order != "relevance":
            return order_by_date(self.columns, self.rows, self.params.order, end, start)
        if self.relaxation:
            return self.relaxation.order(self.rows)[start:end]
        # Of the rows weighed so far for these words, whatever was chosen beside them.
        weights = self.memoize("weights", dict)
        return RelevanceOrder(self.matcher, self.query, self.typed_query, weights).order(
            self.rows, end, start
        )

    def memoize(self, name: str, make: Callable[[], Any]) -> Any:
        """Returns what ``make`` does, once for this search, and cached until the archive changes."""
        if name not in self.memo:
            key = (self.columns.key, self.columns.version, self.matcher.unit, self.query.root, name)
            self.memo[name] = recent_results.get_or_make(key, make) if self.columns.key else make()
        return self.memo[name]

    def utterances(self, ids: Sequence[int]) -> dict[int, int]:
        return {pk: self.utterance_of[pk] for pk in ids if self.utterance_of.get(pk)}

    @property
    def terms(self) -> list[Term]:
        return self.query.positive_terms

    @property
    def terms_without_synonyms(self) -> list[Term]:
        """A word that editors know is not misspelt."""
        return [term for term in self.typed_query.positive_terms if term.text not in self.synonyms]

    @property
    def corrections(self) -> Corrections:
        terms, by_stem = self.terms_without_synonyms, self.words_found_by_stem
        return self.near_matches.corrections(self.query, terms, by_stem, self.has_few_rows, self.memoize)

    @property
    def words_found_by_stem(self) -> dict[str, OtherForms]:
        if "found by stem" not in self.memo:
            words = (leaf for leaf, _negated in leaves(self.typed_query.root) if isinstance(leaf, Term))
            terms = [term for term in words if term.text not in self.synonyms]
            self.memo["found by stem"] = self.near_matches.other_forms(terms, self.memoize)
        return self.memo["found by stem"]

    @property
    def other_forms(self) -> dict[str, tuple[str, ...]]:
        return irregular_forms(others, self.corrections) if (others := self.words_found_by_stem) else {}

    @property
    def nearest(self) -> RelaxedMatch | None:
        """Rows with most of the words, where few rows have all of them."""
        few = self.has_few_rows
        return self.near_matches.rows(self.query, self.corrections, self.memoize) if few else None

    @property
    def relaxed_terms(self) -> list[Term]:
        return relaxed_terms(self.query, self.corrections) if self.nearest else []

    def nearest_ids(self) -> list[int]:
        nearest = None if self.relaxation else self.nearest
        if nearest is None:
            return []
        rows = nearest.rows[self.columns.unit[nearest.rows] == self.matcher.unit]
        further_rows = make_facet_filter(self.columns, self.params, difference(rows, self.word_rows)).rows
        rows = nearest.order(row_numbers(self.deduplicate_reports(further_rows)))[:MAX_NEAREST]
        return self.columns.object_ids(rows).tolist()

    def printed_words(self, words: Sequence[str]) -> dict[str, str]:
        return self.near_matches.printed_words(words)
