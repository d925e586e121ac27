"""Runs a search: one page of the list with total, facets and years, all from the same rows."""

from dataclasses import dataclass, field

from archive.search.query.parser import parse
from archive.search.request.params import SearchParams
from archive.search.suggest.spelling import FEW_ROWS, did_you_mean

from .buckets import Buckets, buckets
from .engine import Matches, engine

PER_PAGE = 20
MAX_BUCKETS = 60  # of one facet; the page shows no more


@dataclass
class Results:
    """``is_partial``: time ran out, and every number is only a lower bound. ``relaxed``: nothing has all the words;
    this has most of them. ``suggested_query`` may have been meant instead. Where utterances are counted,
    ``statements`` are the reports of all of them, and ``utterances`` tells that of each listed statement that has one.
    """

    total: int = 0
    page: int = 1
    ids: list[int] = field(default_factory=list)
    facets: dict[str, Buckets] = field(default_factory=dict)
    years: list[tuple[int, int]] = field(default_factory=list)
    statements: int = 0
    utterances: dict[int, int] = field(default_factory=dict)
    is_partial: bool = False
    relaxed: bool = False
    suggested_query: str = ""

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


def search(params: SearchParams, limit: int | None = MAX_BUCKETS) -> Results:
    """``limit``: buckets of each facet, those that were chosen beside them; all themes, which form a tree."""
    query = parse(params.q)
    matches = engine.match(params, query)
    counts = matches.counts
    results = Results(
        counts.total,
        years=counts.years,
        statements=counts.statements,
        is_partial=matches.is_partial,
        relaxed=matches.relaxed,
    )
    results.facets = {
        facet: facet_buckets(matches, params, facet, None if facet == "theme" else limit)
        for facet in counts.facets
    }
    results.page = min(params.page, results.pages)
    results.ids = matches.order(results.page * PER_PAGE)[(results.page - 1) * PER_PAGE :]
    if params.unit == "utterances":
        results.utterances = matches.utterances(results.ids)
    if query and (results.relaxed or matches.word_matches < FEW_ROWS):
        results.suggested_query = did_you_mean(matches, query)
    return results


def matching_ids(params: SearchParams) -> list[int]:
    """The ids of all statements or passages of the list, in its order."""
    return engine.match(params, parse(params.q)).order()


def facet_buckets(matches: Matches, params: SearchParams, facet: str, limit: int | None = None) -> Buckets:
    requested = [*params.selected_values(facet), *params.excluded_values(facet)]
    return buckets(matches.names, facet, matches.counts.facets[facet], requested, limit)
