"""Charts beside the search page's own."""

from django import template

from archive.search.page.histogram import build_histogram
from archive.search.request.params import SearchParams

register = template.Library()


@register.inclusion_tag("archive/parts/search/year_chart.html")
def year_chart(years: list[tuple[int, int]], speaker: str) -> dict:
    """Bars for (year, count) pairs, each leading to the search for the speaker in that year."""
    return {"histogram": build_histogram(SearchParams(speaker=(speaker,)), years)}
