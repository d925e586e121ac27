"""The long lists beside the results. A page has hundreds of their values, which templates would take ten times as long
to render. Whatever is no number passes ``escape``."""

from functools import lru_cache
from html import escape

from django import template
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from archive.search.page.facets import FacetValue
from archive.search.page.histogram import BAR, Bar, Histogram
from archive.search.query.examples import EXAMPLES

register = template.Library()

CURRENT = ' aria-current="true"'


@register.simple_tag
def facet_values(values: list[FacetValue]) -> SafeString:
    """The items of a list of values, each with its count and a link that excludes it."""
    actions = [escape(words) for words in (_("Exclude"), _("Include again"))]
    return mark_safe(
        "".join(facet_value(value, actions[value.excluded]) for value in values)
    )  # every part is escaped


def facet_value(value: FacetValue, action: str) -> str:
    label, count = escape(value.label), number_format(value.count, force_grouping=True)
    names = [f"depth-{value.depth}"] * bool(value.depth) + ["is-excluded"] * value.excluded
    css = f' class="{" ".join(names)}"' if names else ""
    link = (
        f'<a href="{escape(value.url)}"{CURRENT * value.selected} rel="nofollow">'
        f'<span>{label}</span> <span class="count">{count}</span></a>'
    )
    exclude = (
        f'<a class="exclude" href="{escape(value.exclude_url)}" rel="nofollow" tabindex="-1" title="{action}">'
        f'<span class="visually-hidden">{action}: {label}</span></a>'
    )
    return f"<li{css}>{link}{exclude if value.exclude_url else ''}</li>"


@register.simple_tag
def search_tips() -> SafeString:
    """The examples of the query language, which are the same on every page in a language."""
    return _search_tips(get_script_prefix())


@lru_cache(16)
def _search_tips(script_prefix: str) -> SafeString:
    """``script_prefix`` is that of the language, too."""
    return render_to_string("archive/parts/search/tips.html", {"examples": EXAMPLES})


@register.simple_tag
def bars(histogram: Histogram) -> SafeString:
    """Links with their rectangles, for the years that have any. Drawn upwards, a bar is a place and a height."""
    made = "".join(bar(each) for each in histogram.bars if each.count)  # every part is escaped
    return mark_safe(f'<g transform="matrix(1 0 0 -1 0 {histogram.height})">{made}</g>')


def bar(each: Bar) -> str:
    return (
        f'<a href="{escape(each.url)}" data-year="{each.year:d}"{CURRENT * each.selected}>'
        f"<title>{escape(each.label)}</title>"
        f'<rect x="{each.x:d}" width="{BAR:d}" height="{each.height:g}"/></a>'
    )
