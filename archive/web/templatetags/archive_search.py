"""The long lists beside the results. A page has hundreds of their values, which templates would take ten times as long
to render. Whatever is no number passes ``escape``."""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.models.base.urls import cached_reverse
from archive.search.page.facets import Facet, FacetValue
from archive.search.page.histogram import Bar, Histogram
from archive.search.page.units import format_count

register = template.Library()

CURRENT = ' aria-current="true"'


@register.simple_tag
def facet_sections(facets: list[Facet]) -> SafeString:
    """The facets with their values, in the order given."""
    actions = tuple(escape(words) for words in (_("Exclude"), _("Include again")))
    return mark_safe("".join(facet_section(facet, actions) for facet in facets))  # every part is escaped


def facet_section(facet: Facet, actions: tuple[str, str]) -> str:
    name, label = escape(facet.name), escape(facet.label)
    return (
        f'<section class="facet" aria-labelledby="facet-{name}" aria-describedby="facet-keys">'
        f'<h2 id="facet-{name}">{label}</h2>{match_link(facet)}{value_list(facet.values, actions)}'
        f"{more_values(facet, label, actions)}{value_search(facet)}</section>"
    )


def match_link(facet: Facet) -> str:
    """Says whether results have all selected values or any, with a link to the other choice."""
    if not facet.match_all_url:
        return ""
    notice, switch = (
        (_("Results match all of these."), _("Match any"))
        if facet.match_all
        else (_("Results match any of these."), _("Match all"))
    )
    link = f'<a href="{escape(facet.match_all_url)}" rel="nofollow">{escape(switch)}</a>'
    return f'<p class="facet-link">{escape(notice)} {link}</p>'


def more_values(facet: Facet, label: str, actions: tuple[str, str]) -> str:
    if not facet.more:
        return ""
    number = len(facet.more)
    summary = escape(ngettext("%(n)s more", "%(n)s more", number) % {"n": number})
    return (
        f'<details><summary>{summary}<span class="visually-hidden"> – {label}</span></summary>'
        f"{value_list(facet.more, actions)}</details>"
    )


def value_search(facet: Facet) -> str:
    """A link to the page of all values, where this page does not show them all."""
    if not facet.all_url:
        return ""
    words = _("Search all %(n)s values") % {"n": format_count(facet.total)}
    return (
        f'<p class="facet-value-search" data-values-url="{cached_reverse("search_values_json", facet.name)}" '
        f'data-list-label="{escape(_("Show all"))}">'
        f'<a href="{escape(facet.all_url)}" rel="nofollow">{escape(words)}</a></p>'
    )


def value_list(values: list[FacetValue], actions: tuple[str, str]) -> str:
    """``actions``: what excludes a value, and what includes it again."""
    return f"<ul>{''.join(facet_value(value, actions[value.excluded]) for value in values)}</ul>"


@register.simple_tag
def facet_values(values: list[FacetValue]) -> SafeString:
    """A list of values, each with its count and a link that excludes it."""
    actions = tuple(escape(words) for words in (_("Exclude"), _("Include again")))
    return mark_safe(value_list(values, actions))  # every part is escaped


def facet_value(value: FacetValue, action: str) -> str:
    label, count = escape(value.label), format_count(value.count)
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
def bars(histogram: Histogram) -> SafeString:
    """Links with their rectangles, for the years that have any. Drawn upwards, a bar is a place and a height."""
    markup = "".join(
        bar(chart_bar) for chart_bar in histogram.bars if chart_bar.count
    )  # every part is escaped
    return mark_safe(f'<g transform="matrix(1 0 0 -1 0 {histogram.height})">{markup}</g>')


def bar(chart_bar: Bar) -> str:
    """Returns the bar of one year; the style sheet sets its width."""
    return (
        f'<a href="{escape(chart_bar.url)}"{CURRENT * chart_bar.selected}><title>{escape(chart_bar.label)}</title>'
        f'<rect x="{chart_bar.x:d}" height="{chart_bar.height:d}"/></a>'
    )
