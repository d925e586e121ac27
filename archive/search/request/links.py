"""Addresses of searches."""

from functools import lru_cache
from urllib.parse import quote_plus

from django.urls import get_script_prefix, reverse

from archive.models.base.urls import cached_reverse

from .params import EXCLUDE_PREFIX, FACET_NAMES, SearchParams


class YearLinks:
    """To a year alone, or back to all years when it is the one chosen; the rest of the address written once."""

    def __init__(self, params: SearchParams) -> None:
        self.whole_year = params.whole_year
        self.all_years = params.change(since=None, until=None)
        # What a reader typed is percent-encoded, so these characters stand in the address once.
        self.before, self.after = url(self.all_years.with_years(2000, 2000)).split(
            "from=2000-01-01&to=2000-12-31"
        )

    def url(self, year: int) -> str:
        if year == self.whole_year:
            return url(self.all_years)
        return f"{self.before}from={year:04d}-01-01&to={year:04d}-12-31{self.after}"


def url(params: SearchParams) -> str:
    return with_query(search_address(), params.querystring())


def search_address() -> str:
    """A page has a hundred links to it."""
    return _search_address(get_script_prefix())


@lru_cache(16)
def _search_address(script_prefix: str) -> str:
    """``script_prefix`` is that of the language, too."""
    return reverse("search")


def values_url(params: SearchParams, facet: str) -> str:
    """To the page with all values of a facet."""
    return with_query(cached_reverse("search_values", facet), params.querystring())


def with_query(address: str, query: str) -> str:
    return f"{address}?{query}" if query else address


ORDER = ("q", "unit", *FACET_NAMES)  # in which an address begins


class FacetLinks:
    """The addresses of a facet's values: what ``url(params.toggle(…))`` and ``url(params.toggle_exclude(…))`` give,
    with all that does not change between a hundred values written once."""

    def __init__(self, params: SearchParams, facet: str) -> None:
        self.params, self.facet = params.change(), facet
        self.used = {*params.selected_values(facet), *params.excluded_values(facet)}
        self.address = search_address()
        place = ORDER.index(facet)
        parts: tuple[list[str], list[str], list[str]] = [], [], []
        for (name, _value), written in zip(self.params.pairs(), self.params.written_pairs(), strict=True):
            at = ORDER.index(name) if name in ORDER else len(ORDER)
            is_behind = at < len(ORDER) or name.startswith(EXCLUDE_PREFIX)
            parts[0 if at <= place else 1 if is_behind else 2].append(written)
        self.head, self.rest, self.tail = map("&".join, parts)

    def toggle(self, value: str) -> str:
        if self.is_used(value):
            return url(self.params.toggle(self.facet, value))
        return self.join(self.head, f"{self.facet}={quote_plus(value)}", self.rest, self.tail)

    def toggle_exclude(self, value: str) -> str:
        if self.is_used(value):
            return url(self.params.toggle_exclude(self.facet, value))
        excluded = f"{EXCLUDE_PREFIX}{self.facet}={quote_plus(value)}"
        return self.join(self.head, self.rest, excluded, self.tail)

    def is_used(self, value: str) -> bool:
        return value in self.used

    def join(self, *parts: str) -> str:
        return with_query(self.address, "&".join(filter(None, parts)))
