"""One page of answers as the templates and the exports need it: hits, facets, chips, histogram, neighbours."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import formats
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.models import Passage, Statement

from .facets import FACETS, FACETS_OF_PASSAGES, FacetKind
from .highlight import find_matches, snippet
from .params import SearchParams
from .scan import Count, Results, search

SHOWN = 8
FOLDED = 40
HISTOGRAM_WIDTH, HISTOGRAM_HEIGHT = 600, 90


@dataclass(frozen=True)
class Hit:
    """A found statement or passage; ``url`` opens its document at the words, with the searched words marked."""

    kind: str
    url: str
    snippet: SafeString
    statement: Statement | None = None
    passage: Passage | None = None

    @property
    def document(self):
        return (self.statement or self.passage).document


@dataclass(frozen=True)
class FacetValue:
    value: str
    label: str
    count: int
    selected: bool
    url: str
    depth: int = 0


@dataclass(frozen=True)
class Facet:
    """``values`` are shown at once, ``more`` behind "show more", and ``left_out`` says how many follow these."""

    name: str
    label: str
    values: list[FacetValue]
    more: list[FacetValue] = field(default_factory=list)
    left_out: int = 0


@dataclass(frozen=True)
class Chip:
    kind: str
    label: str
    remove_url: str


@dataclass(frozen=True)
class Bar:
    year: int
    label: str
    count: int
    x: float
    y: float
    width: float
    height: float
    url: str
    selected: bool


@dataclass(frozen=True)
class Histogram:
    bars: list[Bar]
    width: int = HISTOGRAM_WIDTH
    height: int = HISTOGRAM_HEIGHT


@dataclass(frozen=True)
class PageLinks:
    number: int
    pages: int
    previous_url: str
    next_url: str


class SearchPage:
    """Everything the search page shows for one SearchParams; the queries run when it is made."""

    def __init__(self, params: SearchParams):
        self.results: Results = search(params)
        self.params = params.change(page=self.results.page)
        self.total = self.results.total
        self.hits = passages(self) if params.unit == "passages" else statements(self)
        self.unit_label = unit_label(params.unit, self.total)
        self.facets = [
            facet for facet in [*self.make_facets(), year_facet(params, self.results.years)] if facet.values
        ]
        self.histogram = histogram(self.params, self.results.years)
        self.chips = chips(self.params, self.results)
        self.page = self.links()
        self.clear_url = url(SearchParams(unit=params.unit, sort=params.sort))

    def make_facets(self) -> list[Facet]:
        names = FACETS_OF_PASSAGES if self.params.unit == "passages" else [facet.name for facet in FACETS]
        shown = [facet for facet in FACETS if facet.name in names or self.params.chosen(facet.name)]
        return [make_facet(facet, self.params, self.results.facets[facet.name]) for facet in shown]

    def links(self) -> PageLinks:
        number, pages = self.results.page, self.results.pages
        return PageLinks(
            number,
            pages,
            url(self.params.change(page=number - 1)) if number > 1 else "",
            url(self.params.change(page=number + 1)) if number < pages else "",
        )


def url(params: SearchParams) -> str:
    query = params.querystring()
    return f"{reverse('search')}?{query}" if query else reverse("search")


def unit_label(unit: str, count: int) -> str:
    shown = formats.number_format(count, force_grouping=True)
    if unit == "passages":
        return ngettext("%(count)s passage", "%(count)s passages", count) % {"count": shown}
    return ngettext("%(count)s statement", "%(count)s statements", count) % {"count": shown}


def statements(page: SearchPage) -> list[Hit]:
    rows = Statement.objects.published().for_list().in_bulk(page.results.ids)
    found = [rows[pk] for pk in page.results.ids if pk in rows]
    matches = find_matches(page.params.q, [statement.text for statement in found])
    return [
        Hit(
            "statement",
            at_the_words(s.document, s.anchor, page.params.q),
            snippet(s.text, spans),
            statement=s,
        )
        for s, spans in zip(found, matches, strict=True)
    ]


def passages(page: SearchPage) -> list[Hit]:
    rows = (
        Passage.objects.published()
        .select_related("document__source", "document__event")
        .in_bulk(page.results.ids)
    )
    found = [rows[pk] for pk in page.results.ids if pk in rows]
    matches = find_matches(page.params.q, [passage.text for passage in found])
    return [
        Hit("passage", at_the_words(p.document, p.anchor, page.params.q), snippet(p.text, spans), passage=p)
        for p, spans in zip(found, matches, strict=True)
    ]


def at_the_words(document, anchor: str, q: str) -> str:
    query = SearchParams(q=q).querystring()
    return f"{document.get_absolute_url()}{'?' if query else ''}{query}#{anchor}"


def make_facet(facet: FacetKind, params: SearchParams, counts: list[Count]) -> Facet:
    """The chosen values first, whatever their count, then the commonest; themes as a tree."""
    chosen = params.chosen(facet.name)
    placed = tree(counts) if facet.is_array else [(count, 0) for count in counts]
    if not facet.is_array:
        placed.sort(key=lambda each: each[0].value not in chosen)
    last_chosen = max(
        (place + 1 for place, (count, _depth) in enumerate(placed) if count.value in chosen), default=0
    )
    shown = max(SHOWN, last_chosen)
    if len(placed) <= shown + 2:
        shown = len(placed)
    values = [make_value(facet, params, count, depth) for count, depth in placed[: shown + FOLDED]]
    left_out = len(placed) - len(values)
    return Facet(facet.name, str(facet.label), values[:shown], values[shown:], left_out)


def make_value(facet: FacetKind, params: SearchParams, count: Count, depth: int) -> FacetValue:
    return FacetValue(
        value=count.value,
        label=count.label or facet.label_of(count.value),
        count=count.count,
        selected=count.value in params.chosen(facet.name),
        url=url(params.toggle(facet.name, count.value)),
        depth=depth,
    )


def year_facet(params: SearchParams, years: list[tuple[int, int]]) -> Facet:
    """The years newest first; the choice of one is a choice of dates."""
    values = [
        FacetValue(str(year), str(year), count, params.covers_year(year), year_url(params, year))
        for year, count in reversed(years)
    ]
    shown = SHOWN if len(values) > SHOWN + 2 else len(values)
    return Facet("year", _("Year"), values[:shown], values[shown:])


def year_url(params: SearchParams, year: int) -> str:
    """To that year alone, or back to all years when it is the one chosen."""
    return url(
        params.change(since=None, until=None) if params.whole_year == year else params.years(year, year)
    )


def tree(counts: list[Count]) -> list[tuple[Count, int]]:
    """Each theme followed by its children, by falling count; a child without its parent stands at the top."""
    present = {count.id for count in counts}
    below: dict[int | None, list[Count]] = {}
    for count in counts:
        below.setdefault(count.parent if count.parent in present else None, []).append(count)

    def walk(parent: int | None, depth: int):
        for count in below.get(parent, ()):
            yield count, depth
            yield from walk(count.id, depth + 1)

    return list(walk(None, 0))


def histogram(params: SearchParams, years: list[tuple[int, int]]) -> Histogram | None:
    """Bars for every year from the first to the last; a chosen year's bar leads back to all years."""
    if not years:
        return None
    held = dict(years)
    first, last, most = min(held), max(held), max(held.values())
    step = HISTOGRAM_WIDTH / (last - first + 1)
    return Histogram(
        [bar(params, year, held.get(year, 0), first, step, most) for year in range(first, last + 1)]
    )


def bar(params: SearchParams, year: int, count: int, first: int, step: float, most: int) -> Bar:
    height = round(HISTOGRAM_HEIGHT * count / most, 2) if count else 0
    return Bar(
        year=year,
        label=f"{year}: {unit_label(params.unit, count)}",
        count=count,
        x=round((year - first) * step + step * 0.08, 2),
        y=round(HISTOGRAM_HEIGHT - height, 2),
        width=round(step * 0.84, 2),
        height=height,
        url=year_url(params, year),
        selected=params.covers_year(year),
    )


def chips(params: SearchParams, results: Results) -> list[Chip]:
    made = []
    if params.q:
        made.append(Chip(_("Words"), params.q, url(params.change(q=""))))
    for facet in FACETS:
        labels = {c.value: c.label or facet.label_of(c.value) for c in results.facets[facet.name]}
        made += [
            Chip(str(facet.label), labels.get(value, value), url(params.toggle(facet.name, value)))
            for value in params.chosen(facet.name)
        ]
    return made + date_chips(params)


def date_chips(params: SearchParams) -> list[Chip]:
    made = []
    if params.whole_year:
        return [Chip(_("Year"), str(params.since.year), url(params.change(since=None, until=None)))]
    if params.since:
        made.append(
            Chip(_("From"), formats.date_format(params.since, "j F Y"), url(params.change(since=None)))
        )
    if params.until:
        made.append(Chip(_("To"), formats.date_format(params.until, "j F Y"), url(params.change(until=None))))
    return made
