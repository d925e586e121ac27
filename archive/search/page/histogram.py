"""Bars for the years of an answer: the numbers become places here, not in the templates."""

from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import ngettext

from archive.search.request.links import YearLinks
from archive.search.request.params import SearchParams

WIDTH, HEIGHT = 600, 90  # in SVG units; the page stretches them
MOST_NAMED = 9  # years written under the bars; more would run together on a phone


@dataclass(frozen=True)
class Bar:
    """``named``: whether its year is written under it."""

    year: int
    label: str
    count: int
    x: float
    y: float
    width: float
    height: float
    url: str
    selected: bool
    named: bool


@dataclass(frozen=True)
class Histogram:
    bars: list[Bar]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def names(self) -> list[int | str]:
        """What stands under each bar: its year or nothing."""
        return [bar.year if bar.named else "" for bar in self.bars]


def histogram(params: SearchParams, years: list[tuple[int, int]]) -> Histogram | None:
    """Bars for every year from the first to the last; a chosen year's bar leads back to all years."""
    if not years:
        return None
    held = dict(years)
    most = max(held.values())
    span = range(min(held), max(held) + 1)
    links = YearLinks(params)
    return Histogram([bar(params, links, year, held.get(year, 0), span, most) for year in span])


def bar(params: SearchParams, links: YearLinks, year: int, count: int, span: range, most: int) -> Bar:
    place, step = year - span.start, WIDTH / len(span)
    height = round(HEIGHT * count / most, 2) if count else 0
    return Bar(
        year=year,
        label=f"{year}: {unit_label(params.unit, count)}",
        count=count,
        x=round(place * step + step * 0.08, 2),
        y=round(HEIGHT - height, 2),
        width=round(step * 0.84, 2),
        height=height,
        url=links.url(year),
        selected=params.covers_year(year),
        named=place % -(-len(span) // MOST_NAMED) == 0,
    )


def unit_label(unit: str, count: int) -> str:
    return counted(count, unit)


def counted(count: int, noun: str) -> str:
    """A number with its unit; every count on a page says which it is."""
    shown = {"count": formats.number_format(count, force_grouping=True) if count > 999 else count}
    if noun == "passages":
        return ngettext("%(count)s passage", "%(count)s passages", count) % shown
    if noun == "utterances":
        return ngettext("%(count)s utterance", "%(count)s utterances", count) % shown
    if noun == "reports":
        return ngettext("%(count)s report", "%(count)s reports", count) % shown
    return ngettext("%(count)s statement", "%(count)s statements", count) % shown
