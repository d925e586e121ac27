"""Charts beside the search page's own. Tables have thousands of cells, which templates would take ten times as long to
render; whatever is no number passes ``escape``."""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from archive.search.page.histogram import build_histogram
from archive.search.page.units import format_count
from archive.search.request.params import SearchParams
from archive.web.charts.drawing import TableRow

register = template.Library()


@register.simple_tag
def period_rows(rows: list[TableRow]) -> SafeString:
    """Returns a table row for each period, with three cells for each line of the chart."""
    return mark_safe("".join(map(period_row, rows)))  # every part is escaped or a number


def period_row(row: TableRow) -> str:
    cells = "".join(
        (
            f'<td><a href="{escape(address)}" rel="nofollow">{format_count(count)}</a></td>'
            if address
            else f"<td>{format_count(count)}</td>"
        )
        + f"<td>{format_count(total)}</td><td>{escape(rate)}</td>"
        for count, total, rate, address in row.cells
    )
    return f'<tr><th scope="row">{escape(str(row.period))}</th>{cells}</tr>'


@register.inclusion_tag("archive/parts/search/year_chart.html")
def year_chart(years: list[tuple[int, int]], speaker: str) -> dict:
    """Bars for (year, count) pairs, each leading to the search for the speaker in that year."""
    return {"histogram": build_histogram(SearchParams(speaker=(speaker,)), years)}
