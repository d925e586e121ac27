"""One page of results as the templates and the exports need it: hits, facets, chips, histogram, neighbours."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.search.query.parser import Query, parse
from archive.search.request.links import url
from archive.search.request.params import SearchParams
from archive.search.results import Results, search

from .chips import build_chips
from .facets import build_facets
from .histogram import build_histogram
from .hits import find_hits
from .name_matches import find_name_matches
from .notices import result_notices
from .units import count_label


@dataclass(frozen=True)
class PageLinks:
    number: int
    pages: int
    previous_url: str
    next_url: str


@dataclass(frozen=True)
class UnitLink:
    """A way to list the same rows otherwise: each report by itself, or the reports of an utterance together."""

    label: str
    url: str


class SearchPage:
    """Everything the search page shows for one SearchParams; the queries run when it is made.

    ``all_values`` lists every value of each facet instead of those that the page has room for.
    """

    def __init__(self, params: SearchParams, all_values: bool = False) -> None:
        self.query: Query = parse(params.q)
        self.results: Results = search(params, None) if all_values else search(params)
        self.params = params.change(page=self.results.page)
        self.total = self.results.total
        self.is_relaxed = self.results.is_relaxed
        self.hits, self.nearest_hits = find_hits(self.params, self.results)
        self.total_label = self.make_total_label()
        self.unit_link = self.make_unit_link()
        self.facets = build_facets(self.params, self.results)
        self.histogram = build_histogram(self.params, self.results.years)
        self.chips = build_chips(self.params, self.query, self.results)
        self.chips_label = " · ".join(f"{chip.kind}: {chip.label}" for chip in self.chips)
        self.page = self.make_page_links()
        self.clear_url = url(SearchParams(unit=params.unit, sort=params.sort))
        self.unfiltered_url = (
            url(SearchParams(params.q, params.unit, sort=params.sort)) if params.has_filters else ""
        )
        self.notices = result_notices(self.results)
        self.typed_only_url = url(params.change(synonyms="no")) if self.results.synonyms else ""
        self.name_matches = find_name_matches(params, self.results)
        self.suggested_query = self.results.suggested_query
        self.suggested_url = url(params.change(q=self.suggested_query)) if self.suggested_query else ""

    def make_total_label(self) -> str:
        label = count_label(self.total, self.params.unit)
        if self.is_relaxed:
            return _("%s not exactly as typed") % label
        return _("at least %s") % label if self.results.is_partial else label

    def make_unit_link(self) -> UnitLink | None:
        """Returns the link only where it makes a difference, or did."""
        unit, reports = self.params.unit, self.results.statements
        if unit == "utterances" and reports > self.total:
            return UnitLink(
                _("List all %s") % count_label(reports, "reports"),
                url(self.params.change(unit="statements")),
            )
        if unit == "statements":
            return UnitLink(_("Group reports of the same words"), url(self.params.change(unit="utterances")))
        return None

    def make_page_links(self) -> PageLinks:
        number, pages = self.results.page, self.results.pages
        return PageLinks(
            number,
            pages,
            url(self.params.change(page=number - 1)) if number > 1 else "",
            url(self.params.change(page=number + 1)) if number < pages else "",
        )
