"""Bars for the years of the results: numbers become coordinates here, not in the templates."""

from dataclasses import dataclass

from archive.search.request.links import YearLinks
from archive.search.request.params import SearchParams

from .units import count_label

# Of a year, its bar and the highest bar, in SVG units; the page stretches them. components.css has the bar, too.
STEP, BAR, HEIGHT = 10, 8, 90
MAX_LABELS = 9  # years written under the bars; more would run together on a phone


@dataclass(slots=True)  # not frozen, which takes three times as long to make
class Bar:
    """A year. ``x`` is its left edge and ``height`` at least one where anything was found, in units of the drawing:
    there are a hundred bars on a page. ``has_label``: whether its year is written under it."""

    year: int
    label: str
    count: int
    x: int
    height: int
    url: str
    selected: bool
    has_label: bool


@dataclass(frozen=True)
class Histogram:
    bars: list[Bar]
    height: int = HEIGHT

    @property
    def width(self) -> int:
        return STEP * len(self.bars)

    @property
    def first_year(self) -> int:
        return self.bars[0].year

    @property
    def last_year(self) -> int:
        return self.bars[-1].year

    @property
    def labels(self) -> list[int | str]:
        """The year under each bar, or nothing."""
        return [bar.year if bar.has_label else "" for bar in self.bars]


def build_histogram(params: SearchParams, years: list[tuple[int, int]]) -> Histogram | None:
    """Returns bars for every year from the first to the last; a chosen year's bar leads back to all years. None where
    no result has a date."""
    if not years:
        return None
    counts = dict(years)
    max_count = max(counts.values())
    span = range(min(counts), max(counts) + 1)
    links = YearLinks(params)
    labels = {count: count_label(count, params.unit) for count in {0, *counts.values()}}
    return Histogram(
        [build_bar(params, links, year, counts.get(year, 0), labels, span, max_count) for year in span]
    )


def build_bar(
    params: SearchParams,
    links: YearLinks,
    year: int,
    count: int,
    labels: dict[int, str],
    span: range,
    max_count: int,
) -> Bar:
    position = year - span.start
    return Bar(
        year=year,
        label=f"{year}: {labels[count]}",
        count=count,
        x=position * STEP + (STEP - BAR) // 2,
        height=max(1, round(HEIGHT * count / max_count)) if count else 0,
        url=links.url(year),
        selected=params.covers_year(year),
        has_label=position % -(-len(span) // MAX_LABELS) == 0,
    )
