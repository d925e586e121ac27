"""Addresses of searches."""

from django.urls import reverse

from .params import SearchParams


def year_url(params: SearchParams, year: int) -> str:
    """To that year alone, or back to all years when it is the one chosen."""
    return url(
        params.change(since=None, until=None) if params.whole_year == year else params.years(year, year)
    )


def url(params: SearchParams) -> str:
    query = params.querystring()
    return f"{reverse('search')}?{query}" if query else reverse("search")


def values_url(params: SearchParams, facet: str) -> str:
    """To the page with all values of a facet."""
    query = params.querystring()
    address = reverse("search_values", args=[facet])
    return f"{address}?{query}" if query else address
