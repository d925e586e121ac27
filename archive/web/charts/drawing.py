"""Lines over time: numbers become coordinates here, not in the templates."""

from dataclasses import dataclass
from math import ceil, floor, log10

from django.utils.formats import get_format, number_format
from django.utils.translation import gettext as _

from archive.search.request.links import url
from archive.search.trends.series import Drawing, Line, Period

WIDTH, HEIGHT = 800, 240  # in SVG units; the page stretches them
MAX_LABELS = {"year": 9, "quarter": 5, "month": 5}  # periods written under the lines, on a phone, too
MAX_TICKS = 5  # above zero
# So many numbers, of all drawings of a page, have links of their own, are told by the periods of the drawing, stand in
# tables: a page stays under 100 KB. The file has all of them.
MAX_LINKS, MAX_TOLD, MAX_IN_TABLES = 200, 400, 1_000
MAX_DOTS = 150  # periods of one drawing; of more only the line is drawn


@dataclass(frozen=True)
class Band:
    """One period on the axis, with the values of all lines there."""

    x: float
    width: float
    title: str


@dataclass(frozen=True)
class DrawnLine:
    """``path`` goes through all points, ``dots`` marks those that are not zero; ``number`` chooses the colour."""

    number: int
    label: str
    total: str
    url: str
    path: str
    dots: str
    highest: str


@dataclass(frozen=True)
class TableRow:
    """``cells``: for each line its count, of how many, per 1,000 and the address of the search."""

    period: Period
    cells: list[tuple[int, int, str, str]]


@dataclass(frozen=True)
class Chart:
    """``ticks`` from the top down to zero stand at equal distances, and so do ``labels`` under the periods. ``rows`` of
    the table and ``bands`` are left out where the page would have too many numbers."""

    title: str
    lines: list[DrawnLine]
    ticks: list[str]
    grid: list[float]
    labels: list[str]
    bands: list[Band]
    rows: list[TableRow]
    omitted_count: int
    periods: list[Period]
    width: int = WIDTH
    height: int = HEIGHT


def draw_all(drawings: list[Drawing], measure: str) -> list[Chart]:
    """The charts of one page."""
    numbers = sum(len(drawing.periods) * len(drawing.lines) for drawing in drawings)
    return [draw(drawing, measure, numbers) for drawing in drawings]


def draw(drawing: Drawing, measure: str, numbers: int) -> Chart:
    """``numbers`` is the number of values in all drawings of the page."""
    periods = drawing.periods
    values = [[value_of(line, period, measure) for period in periods] for line in drawing.lines]
    ticks = make_ticks(max((value for row in values for value in row if value), default=1), measure)
    lines = [
        draw_line(number, line, periods, row, ticks[0], measure)
        for number, (line, row) in enumerate(zip(drawing.lines, values, strict=True), start=1)
    ]
    width = WIDTH / max(1, len(periods))
    interval = ceil(len(periods) / MAX_LABELS[drawing.step])
    return Chart(
        drawing.title,
        lines,
        [number_format(tick) for tick in ticks],
        [round(HEIGHT * (1 - tick / ticks[0]), 2) for tick in ticks],
        [str(period) if not place % interval else "" for place, period in enumerate(periods)],
        [
            Band(round(place * width, 2), round(width, 2), band_title(drawing, period, measure))
            for place, period in enumerate(periods)
            if numbers <= MAX_TOLD
        ],
        make_rows(drawing, numbers <= MAX_LINKS) if numbers <= MAX_IN_TABLES else [],
        drawing.omitted_count,
        periods,
    )


def value_of(line: Line, period: Period, measure: str) -> float | None:
    return line.rate(period) if measure == "rate" else line.count(period)


def make_ticks(highest: float, measure: str) -> list[float]:
    """Equal steps of 1, 2 or 5 times a power of ten, falling to zero; whole numbers for counts."""
    step = 10 ** floor(log10(highest / MAX_TICKS))
    step = next(step * factor for factor in (1, 2, 5, 10, 20) if step * factor * MAX_TICKS >= highest)
    step = max(1, step) if measure == "count" else step
    return [round(step * number, 6) for number in range(max(1, ceil(highest / step)), -1, -1)]


def draw_line(
    number: int, line: Line, periods: list[Period], values: list[float | None], top: float, measure: str
) -> DrawnLine:
    width = WIDTH / max(1, len(periods))
    path, dots, is_open = [], [], False
    for place, value in enumerate(values):
        if value is None:
            is_open = False
            continue
        point = f"{(place + 0.5) * width:.2f} {HEIGHT * (1 - value / top):.2f}"
        path.append(f"{'L' if is_open else 'M'}{point}")
        dots += [f"M{point}h0"] * bool(value and len(periods) <= MAX_DOTS)
        is_open = True
    highest = max((value or 0 for value in values), default=0)
    where = next((str(period) for period, value in zip(periods, values, strict=True) if value == highest), "")
    return DrawnLine(
        number,
        line.label,
        number_format(line.total, force_grouping=True),
        url(line.params),
        "".join(path),
        "".join(dots),
        _("highest in %(period)s: %(value)s") % {"period": where, "value": format_value(highest, measure)}
        if highest
        else "",
    )


def format_value(value: float | None, measure: str) -> str:
    if value is None:
        return "–"
    if measure == "count" and value < 1000:
        return str(value)
    if value < 1000:
        return f"{value:.1f}".replace(".", get_format("DECIMAL_SEPARATOR"))
    return number_format(value, 1 if measure == "rate" else 0, force_grouping=True)


def band_title(drawing: Drawing, period: Period, measure: str) -> str:
    values = (
        f"{line.label}: {format_value(value_of(line, period, measure), measure)}" for line in drawing.lines
    )
    return f"{period} – {'; '.join(values)}"


def make_rows(drawing: Drawing, with_links: bool) -> list[TableRow]:
    """The rows of the table; a cell has an address unless its count is zero."""
    links = [PeriodLinks(line) for line in drawing.lines]
    return [
        TableRow(
            period,
            [
                (
                    count,
                    line.total_in(period),
                    format_value(line.rate(period), "rate"),
                    link.url(period) if count and with_links else "",
                )
                for line, link in zip(drawing.lines, links, strict=True)
                for count in [line.count(period)]
            ],
        )
        for period in drawing.periods
    ]


class PeriodLinks:
    """The addresses ``url(line.search(period))``, with what does not change between them written once."""

    def __init__(self, line: Line) -> None:
        self.line = line
        sample = url(line.params.with_years(2000, 2000))
        # What a reader typed is percent-encoded, so these characters stand in the address once.
        self.before, self.after = sample.split("from=2000-01-01&to=2000-12-31")

    def url(self, period: Period) -> str:
        since, until = self.line.span(period)
        return f"{self.before}from={since}&to={until}{self.after}"
