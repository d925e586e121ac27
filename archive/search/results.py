"""Runs a search: one page of the list with total, facets and years, all from the same rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from archive.search.query.nodes import Field, SeparateWord, Term
from archive.search.query.parser import Query, parse
from archive.search.request.params import SearchParams
from archive.search.suggest.spelling import did_you_mean, other_forms

from .buckets import Buckets, buckets
from .coarse_dates import CoarseDates, find_coarse_dates
from .engine import Coverage, Matches, Names, engine
from .facets import FACETS_BY_NAME
from .nearest_values import nearest_value

PER_PAGE = 20
MAX_BUCKETS = 24  # of one facet beside those chosen; the page shows no more


class UnknownValue(NamedTuple):
    """A value of a field that nothing published has, and the nearest that something has, where one is near."""

    field: Field
    nearest: str


@dataclass
class Results:
    """``names``: of everything, as of the search. ``is_partial``: time ran out, and every number is only a lower
    bound. ``is_relaxed``: nothing has all the words; this has most of them. ``nearest``: statements or passages that
    lack some of the words, where few have all; they are not counted anywhere. ``synonyms``: for words as typed what
    was looked for beside them. ``other_forms``: as ``suggest.spelling`` has them. ``terms`` are those that are marked
    in hits, ``relaxed_terms`` those that are in what only comes near. ``suggested_query`` may have been meant
    instead. ``nearest_is_partial``: time ran out before what comes near, and what may have been meant, was looked
    for. ``separate_words`` may belong to the field before them. ``missing_page``: the page that was requested, where
    it is behind the last. Where utterances are counted, ``statements`` are the reports of all of them, and
    ``utterances`` tells that of each listed statement that has one. ``coverage`` is of the documents of the whole
    list.
    """

    names: Names
    total: int = 0
    page: int = 1
    ids: list[int] = field(default_factory=list)
    facets: dict[str, Buckets] = field(default_factory=dict)
    years: list[tuple[int, int]] = field(default_factory=list)
    statements: int = 0
    utterances: dict[int, int] = field(default_factory=dict)
    is_partial: bool = False
    is_relaxed: bool = False
    nearest: list[int] = field(default_factory=list)
    synonyms: dict[str, list[str]] = field(default_factory=dict)
    other_forms: dict[str, str] = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)
    relaxed_terms: list[Term] = field(default_factory=list)
    suggested_query: str = ""
    nearest_is_partial: bool = False
    unknown_values: list[UnknownValue] = field(default_factory=list)
    separate_words: Sequence[SeparateWord] = ()
    missing_page: int = 0
    coarse_dates: Sequence[CoarseDates] = ()
    coverage: Coverage = field(default_factory=lambda: Coverage(0, 0))

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


def search(params: SearchParams, limit: int | None = MAX_BUCKETS) -> Results:
    """``limit``: buckets of each facet, those that were chosen beside them; all themes, which form a tree."""
    query = parse(params.q)
    matches = engine.match(params, query)
    counts = matches.counts
    results = Results(
        matches.names,
        counts.total,
        years=counts.years,
        statements=counts.statements,
        is_partial=matches.is_partial,
        is_relaxed=matches.is_relaxed,
    )
    results.facets = {
        facet: facet_buckets(matches, params, facet, None if facet == "theme" else limit)
        for facet in counts.facets
    }
    results.page = min(params.page, results.pages)
    results.ids = matches.order(results.page * PER_PAGE, (results.page - 1) * PER_PAGE)
    if params.unit == "utterances":
        results.utterances = matches.utterances(results.ids)
    results.coverage = matches.coverage
    results.terms, results.relaxed_terms = list(matches.terms), matches.relaxed_terms
    add_notes(results, matches, params, query)
    return results


def add_notes(
    results: Results, matches: Matches, params: SearchParams, query: Query, milliseconds: int | None = None
) -> None:
    """Adds what a reader must know of the results, on a page and in a file."""
    results.missing_page = params.page if params.page > results.pages else 0
    results.unknown_values, results.separate_words = unknown_values(matches), matches.separate_words
    results.coarse_dates = find_coarse_dates(params, query)
    results.nearest = matches.nearest_ids()
    results.synonyms, results.other_forms = synonyms(matches), other_forms(matches, query)
    results.suggested_query = suggested_query(params, results, did_you_mean(matches, query), milliseconds)
    results.nearest_is_partial = matches.nearest_is_partial


def count_matches(params: SearchParams, milliseconds: int | None = None) -> int:
    """The lines of the list that have all the words; 0 where only some of the words are found, or time ran out."""
    return engine.count_results(params, parse(params.q), milliseconds)


@dataclass
class WholeList:
    """``ids`` of all statements or passages of the list, in its order; ``results`` tells what it is, without a page."""

    ids: list[int]
    results: Results


def whole_list(params: SearchParams, milliseconds: int) -> WholeList:
    """Given so much time; ``results.is_partial`` where it was not enough."""
    query = parse(params.q)
    matches = engine.match(params, query, milliseconds)
    results = Results(
        matches.names, matches.counts.total, is_partial=matches.is_partial, is_relaxed=matches.is_relaxed
    )
    add_notes(results, matches, params, query, milliseconds)
    return WholeList(matches.order(), results)


def suggested_query(
    params: SearchParams, results: Results, meant: str, milliseconds: int | None = None
) -> str:
    """``meant``, unless it would find nothing in place of something: of info@example.org, which stands there once, no
    into@example.org. A search where there is something."""
    has_rows = results.total and not results.is_relaxed
    return meant if not (meant and has_rows) or count_matches(params.change(q=meant), milliseconds) else ""


def synonyms(matches: Matches) -> dict[str, list[str]]:
    return {word: list(synonyms) for word, synonyms in matches.synonyms.items()}


def unknown_values(matches: Matches) -> list[UnknownValue]:
    return [
        UnknownValue(field, nearest_value(field.name, field.value) if field.name in FACETS_BY_NAME else "")
        for field in matches.unknown_fields
    ]


def facet_buckets(matches: Matches, params: SearchParams, facet: str, limit: int | None = None) -> Buckets:
    requested_values = [*params.selected_values(facet), *params.excluded_values(facet)]
    return buckets(matches.names, facet, matches.counts.facets[facet], requested_values, limit)
