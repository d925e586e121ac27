"""Facets as the page shows them: the chosen values first, then the commonest; themes as a tree; years newest first."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from archive.search.buckets import Bucket, Buckets
from archive.search.execution import Results
from archive.search.facets import FACETS, FACETS_OF_PASSAGES, FacetKind
from archive.search.request.links import FacetLinks, YearLinks, url, values_url
from archive.search.request.params import SearchParams

SHOWN = 8
FOLDED = 12  # values behind "show more"; where there are more than that, the page of all values has them


@dataclass(frozen=True)
class FacetValue:
    """``url`` chooses the value or takes the choice back; ``exclude_url`` leaves it out or lets it in again."""

    value: str
    label: str
    count: int
    selected: bool
    url: str
    exclude_url: str = ""
    excluded: bool = False
    depth: int = 0


@dataclass(frozen=True)
class Facet:
    """``values`` are shown at once, ``more`` behind "show more"; ``left_out`` follow these on a page of their own.

    ``together_url`` asks for rows with all chosen values instead of any, or back; empty where that makes no difference.
    """

    name: str
    label: str
    values: list[FacetValue]
    more: list[FacetValue] = field(default_factory=list)
    left_out: int = 0
    all_url: str = ""
    together: bool = False
    together_url: str = ""

    @property
    def total(self) -> int:
        return len(self.values) + len(self.more) + self.left_out


def facets(params: SearchParams, results: Results) -> list[Facet]:
    """Those that have any value."""
    names = FACETS_OF_PASSAGES if params.unit == "passages" else [facet.name for facet in FACETS]
    wanted = [
        facet
        for facet in FACETS
        if facet.name in names or params.chosen(facet.name) or params.excluded(facet.name)
    ]
    made = [make_facet(facet, params, results.facets[facet.name]) for facet in wanted]
    return [facet for facet in [*made, year_facet(params, results.years)] if facet.values]


def make_facet(facet: FacetKind, params: SearchParams, found: Buckets) -> Facet:
    asked = {*params.chosen(facet.name), *params.excluded(facet.name)}
    placed = tree(found.counts) if facet.is_array else [(count, 0) for count in found.counts]
    if not facet.is_array:
        placed.sort(key=lambda each: each[0].value not in asked)
    last_asked = max(
        (place + 1 for place, (count, _depth) in enumerate(placed) if count.value in asked), default=0
    )
    shown = max(SHOWN, last_asked)
    if len(placed) <= shown + 2:
        shown = len(placed)
    listed = len(placed) if found.total <= shown + FOLDED else shown
    links = FacetLinks(params, facet.name)
    values = [make_value(facet, links, count, depth) for count, depth in placed[:listed]]
    several = facet.is_array and len(params.chosen(facet.name)) > 1
    return Facet(
        facet.name,
        str(facet.label),
        values[:shown],
        values[shown:],
        left_out=found.total - len(values),
        all_url=values_url(params, facet.name) if found.total > shown else "",
        together=params.together(facet.name),
        together_url=url(params.change(themes="" if params.themes else "all")) if several else "",
    )


def make_value(facet: FacetKind, links: FacetLinks, count: Bucket, depth: int = 0) -> FacetValue:
    params = links.params
    return FacetValue(
        value=count.value,
        label=count.label or facet.label_of(count.value),
        count=count.count,
        selected=count.value in params.chosen(facet.name),
        url=links.toggle(count.value),
        exclude_url=links.exclude(count.value),
        excluded=count.value in params.excluded(facet.name),
        depth=depth,
    )


def year_facet(params: SearchParams, years: list[tuple[int, int]]) -> Facet:
    """The years newest first; the choice of one is a choice of dates. Bars and fields lead to all the others."""
    links = YearLinks(params)
    values = [
        FacetValue(str(year), str(year), count, params.covers_year(year), links.url(year))
        for year, count in reversed(years[-SHOWN:] if len(years) > SHOWN + FOLDED else years)
    ]
    shown = SHOWN if len(values) > SHOWN + 2 else len(values)
    return Facet("year", _("Year"), values[:shown], values[shown:])


def tree(counts: list[Bucket]) -> list[tuple[Bucket, int]]:
    """Each theme followed by its children, by falling count; a child without its parent stands at the top."""
    present = {count.id for count in counts}
    below: dict[int | None, list[Bucket]] = {}
    for count in counts:
        below.setdefault(count.parent if count.parent in present else None, []).append(count)

    def walk(parent: int | None, depth: int):
        for count in below.get(parent, ()):
            yield count, depth
            yield from walk(count.id, depth + 1)

    return list(walk(None, 0))
