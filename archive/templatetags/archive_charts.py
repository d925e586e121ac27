"""Small charts as inline SVG: the numbers become places here, not in the templates."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import ngettext

register = template.Library()

WIDTH, HEIGHT, FOOT = 640, 96, 18  # in SVG units; the foot carries the years
MOST_TICKS = 12


@dataclass(frozen=True)
class YearBar:
    year: int
    count: int
    x: float
    y: float
    width: float
    height: float
    tick: bool
    url: str

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def label(self) -> str:
        text = ngettext("%(year)s: %(count)s statement", "%(year)s: %(count)s statements", self.count)
        return text % {"year": self.year, "count": self.count}


@register.inclusion_tag("archive/parts/year_chart.html")
def year_chart(years: list[tuple[int, int]], speaker: str) -> dict:
    """Bars for (year, count) pairs, each a search for the speaker in that year; one year is no chart."""
    bars = year_bars(dict(years), speaker) if len(years) > 1 else []
    return {"bars": bars, "width": WIDTH, "height": HEIGHT, "base": HEIGHT - FOOT}


def year_bars(counts: dict[int, int], speaker: str) -> list[YearBar]:
    """Years without a statement keep their place."""
    first, last = min(counts), max(counts)
    step = WIDTH / max(last - first + 1, 8)
    stride = -(-(last - first + 1) // MOST_TICKS)
    unit = (HEIGHT - FOOT - 4) / max(counts.values())
    return [
        YearBar(
            year,
            count := counts.get(year, 0),
            x=round((year - first) * step + step * 0.12, 1),
            y=round(HEIGHT - FOOT - count * unit, 1),
            width=round(step * 0.76, 1),
            height=round(count * unit, 1),
            tick=(year - first) % stride == 0,
            url=f"{reverse('search')}?{urlencode({'speaker': speaker, 'from': year, 'to': year})}",
        )
        for year in range(first, last + 1)
    ]
