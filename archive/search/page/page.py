"""One page of answers as the templates and the exports need it: hits, facets, chips, histogram, neighbours."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.search.execution import Results, search
from archive.search.query.parser import Query, parse
from archive.search.request.links import url
from archive.search.request.params import SearchParams

from . import hits
from .chips import chips
from .facets import facets
from .histogram import counted, histogram, unit_label


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
    """Everything the search page shows for one SearchParams; the queries run when it is made."""

    def __init__(self, params: SearchParams, every_value: bool = False):
        self.query: Query = parse(params.q)
        self.results: Results = search(params, None) if every_value else search(params)
        self.params = params.change(page=self.results.page)
        self.total = self.results.total
        rows_of = hits.passages if params.unit == "passages" else hits.statements
        self.hits = rows_of(self.params, self.query, self.results)
        self.unit_label = self.make_label()
        self.unit_link = self.make_unit_link()
        self.facets = facets(self.params, self.results)
        self.histogram = histogram(self.params, self.results.years)
        self.chips = chips(self.params, self.query, self.results)
        self.page = self.links()
        self.clear_url = url(SearchParams(unit=params.unit, sort=params.sort))
        self.widened_url = (
            url(SearchParams(params.q, params.unit, sort=params.sort)) if params.is_narrowed else ""
        )
        self.notices = self.make_notices()
        self.meant = self.results.suggested_query
        self.meant_url = url(params.change(q=self.meant)) if self.meant else ""

    def make_label(self) -> str:
        label = unit_label(self.params.unit, self.total)
        return _("at least %s") % label if self.results.at_least else label

    def make_unit_link(self) -> UnitLink | None:
        """Only where it makes a difference, or did."""
        unit, reports = self.params.unit, self.results.statements
        if unit == "utterances" and reports > self.total:
            return UnitLink(
                _("List each of their %s") % counted(reports, "reports"),
                url(self.params.change(unit="statements")),
            )
        if unit == "statements":
            return UnitLink(
                _("Put reports of the same words together"), url(self.params.change(unit="utterances"))
            )
        return None

    def make_notices(self) -> list[str]:
        """What the reader must know about the answer as a whole."""
        notices = []
        if self.results.relaxed:
            notices.append(_("Nothing has all these words. These come nearest."))
        if self.results.at_least:
            notices.append(
                _(
                    "The search was ended before everything was found: all numbers are lower bounds. Rarer words help."
                )
            )
        return notices

    def links(self) -> PageLinks:
        number, pages = self.results.page, self.results.pages
        return PageLinks(
            number,
            pages,
            url(self.params.change(page=number - 1)) if number > 1 else "",
            url(self.params.change(page=number + 1)) if number < pages else "",
        )
