"""Small charts as inline SVG: the numbers become places here, not in the templates."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import ngettext

register = template.Library()

WIDTH, HEIGHT = 600, 90  # in SVG units; the page stretches them


@dataclass(frozen=True)
class YearBar:
    year: int
    count: int
    x: float
    y: float
    width: float
    height: float
    url: str

    @property
    def label(self) -> str:
        text = ngettext("%(year)s: %(count)s statement", "%(year)s: %(count)s statements", self.count)
        return text % {"year": self.year, "count": self.count}


@register.inclusion_tag("archive/parts/year_chart.html")
def year_chart(years: list[tuple[int, int]], speaker: str) -> dict:
    """Bars for (year, count) pairs, each a search for the speaker in that year; one year is no chart."""
    bars = year_bars(dict(years), speaker) if len(years) > 1 else []
    return {"bars": bars, "width": WIDTH, "height": HEIGHT}


def year_bars(counts: dict[int, int], speaker: str) -> list[YearBar]:
    """Years without a statement keep their place."""
    first, last, most = min(counts), max(counts), max(counts.values())
    step = WIDTH / (last - first + 1)
    return [
        YearBar(
            year,
            count := counts.get(year, 0),
            x=round((year - first) * step + step * 0.08, 2),
            y=round(HEIGHT - HEIGHT * count / most, 2),
            width=round(step * 0.84, 2),
            height=round(HEIGHT * count / most, 2),
            url=f"{reverse('search')}?{urlencode({'speaker': speaker, 'from': year, 'to': year})}",
        )
        for year in range(first, last + 1)
    ]
