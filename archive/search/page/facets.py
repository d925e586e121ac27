"""Facets as the page shows them: selected values first, then the commonest; themes as a tree; years newest first."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from archive.search.buckets import Bucket, Buckets
from archive.search.facets import FACETS, FacetKind
from archive.search.request.links import FacetLinks, YearLinks, url, values_url
from archive.search.request.params import SearchParams
from archive.search.results import Results

SHOWN = 8
COLLAPSED = 12  # values behind "show more"; where there are more than that, the page of all values has them


@dataclass(slots=True)  # not frozen, which takes three times as long to make
class FacetValue:
    """A value with its count. ``url`` selects or deselects it; ``exclude_url`` excludes it or includes it again."""

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
    """``values`` are shown at once, ``more`` behind "show more"; ``omitted_count`` more stand on a page of their own.

    ``match_all_url`` leads to rows with all selected values instead of any, or back; empty where that makes no
    difference.
    """

    name: str
    label: str
    values: list[FacetValue]
    more: list[FacetValue] = field(default_factory=list)
    omitted_count: int = 0
    all_url: str = ""
    match_all: bool = False
    match_all_url: str = ""

    @property
    def total(self) -> int:
        return len(self.values) + len(self.more) + self.omitted_count


def build_facets(params: SearchParams, results: Results) -> list[Facet]:
    """Returns the facets that have any value."""
    kinds = [
        facet for facet in FACETS if facet.of_passages or params.unit != "passages" or is_used(params, facet)
    ]
    facets = [
        build_facet(facet, params, results.facets[facet.name])
        for facet in kinds
        if results.facets[facet.name].counts
    ]
    return [*facets, *([year_facet(params, results.years)] if results.years else [])]


def is_used(params: SearchParams, facet: FacetKind) -> bool:
    return bool(params.selected_values(facet.name) or params.excluded_values(facet.name))


def build_facet(facet: FacetKind, params: SearchParams, buckets: Buckets) -> Facet:
    """Returns the facet. The values in use come first, trees as they are; what is not shown at first is in ``more``,
    what is not sent is counted in ``omitted_count``."""
    used_values = {*params.selected_values(facet.name), *params.excluded_values(facet.name)}
    rows = tree(buckets.counts) if facet.is_array else [(bucket, 0) for bucket in buckets.counts]
    if not facet.is_array:
        rows.sort(key=lambda row: row[0].value not in used_values)
    last_used = max(
        (number for number, (bucket, _depth) in enumerate(rows, start=1) if bucket.value in used_values),
        default=0,
    )
    shown_count = max(SHOWN, last_used)
    if len(rows) <= shown_count + 2:
        shown_count = len(rows)
    listed_count = len(rows) if buckets.total <= shown_count + COLLAPSED else shown_count
    links = FacetLinks(params, facet.name)
    values = [build_value(facet, links, bucket, depth) for bucket, depth in rows[:listed_count]]
    can_match_all = facet.is_array and len(params.selected_values(facet.name)) > 1
    return Facet(
        facet.name,
        str(facet.label),
        values[:shown_count],
        values[shown_count:],
        omitted_count=buckets.total - len(values),
        all_url=values_url(params, facet.name) if buckets.total > shown_count else "",
        match_all=params.match_all(facet.name),
        match_all_url=url(params.change(theme_match="" if params.theme_match else "all"))
        if can_match_all
        else "",
    )


def build_value(facet: FacetKind, links: FacetLinks, bucket: Bucket, depth: int = 0) -> FacetValue:
    value, params = bucket.value, links.params
    is_used = value in links.used
    select_url, exclude_url = links.urls(value)
    return FacetValue(
        value,
        bucket.label or facet.label_of(value),
        bucket.count,
        is_used and value in params.selected_values(facet.name),
        select_url,
        exclude_url,
        is_used and value in params.excluded_values(facet.name),
        depth,
    )


def year_facet(params: SearchParams, years: list[tuple[int, int]]) -> Facet:
    """Returns the years, newest first; the choice of one is a choice of dates. Bars and fields lead to all
    the others."""
    links = YearLinks(params)
    values = [
        FacetValue(str(year), str(year), count, params.covers_year(year), links.url(year))
        for year, count in reversed(years[-SHOWN:] if len(years) > SHOWN + COLLAPSED else years)
    ]
    shown_count = SHOWN if len(values) > SHOWN + 2 else len(values)
    return Facet("year", _("Year"), values[:shown_count], values[shown_count:])


def tree(buckets: list[Bucket]) -> list[tuple[Bucket, int]]:
    """Returns each theme with its depth, followed by its children, by falling count; a child without its parent stands
    at the top."""
    present = {bucket.id for bucket in buckets}
    below: dict[int | None, list[Bucket]] = {}
    for bucket in buckets:
        below.setdefault(bucket.parent if bucket.parent in present else None, []).append(bucket)

    def walk(parent: int | None, depth: int) -> Iterator[tuple[Bucket, int]]:
        for bucket in below.get(parent, ()):
            yield bucket, depth
            yield from walk(bucket.id, depth + 1)

    return list(walk(None, 0))
