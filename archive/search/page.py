"""One page of answers as the templates and the exports need it: hits, facets, chips, histogram, neighbours."""

from dataclasses import dataclass, field
from itertools import islice

from django.utils import formats
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive.models import Passage, Statement

from .facets import FACETS, FACETS_OF_PASSAGES, FacetKind
from .highlight import find_matches, snippet
from .histogram import histogram, unit_label
from .links import url, year_url
from .params import SearchParams
from .reasons import Name, Reason, names_of_passage, names_of_statement, reasons
from .answer import Results, search
from .labels import Count

SHOWN = 8
FOLDED = 40


@dataclass(frozen=True)
class Hit:
    """A found statement or passage; ``url`` opens its document at the words, with the searched words marked."""

    kind: str
    url: str
    snippet: SafeString
    reasons: list[Reason]
    statement: Statement | None = None
    passage: Passage | None = None


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
        self.widened_url = (
            url(SearchParams(params.q, params.unit, sort=params.sort)) if params.is_narrowed else ""
        )

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


def statements(page: SearchPage) -> list[Hit]:
    rows = Statement.objects.published().for_list().in_bulk(page.results.ids)
    found = [rows[pk] for pk in page.results.ids if pk in rows]
    themes = {count.id: count for count in page.results.facets["theme"]}
    return [
        Hit("statement", at_the_words(s.document, s.anchor, page.params.q), *shown, statement=s)
        for s, *shown in explained(page, found, [names_of_statement(s, themes) for s in found])
    ]


def passages(page: SearchPage) -> list[Hit]:
    rows = (
        Passage.objects.published()
        .select_related("document__source", "document__event")
        .in_bulk(page.results.ids)
    )
    found = [rows[pk] for pk in page.results.ids if pk in rows]
    return [
        Hit("passage", at_the_words(p.document, p.anchor, page.params.q), *shown, passage=p)
        for p, *shown in explained(page, found, [names_of_passage(p) for p in found])
    ]


def explained(page: SearchPage, found: list, names: list[list[Name]]):
    """Each row with its snippet and, where its words have none of the searched ones, the names that have them.

    One query for the words and the names of all.
    """
    texts = [row.text for row in found] + [name.text for each in names for name in each]
    matches = iter(find_matches(page.params.q, texts))
    in_words = list(islice(matches, len(found)))
    for row, spans, own in zip(found, in_words, names, strict=True):
        in_names = reasons(own, list(islice(matches, len(own))))
        yield row, snippet(row.text, spans), [] if spans else in_names


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
