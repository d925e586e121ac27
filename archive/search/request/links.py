"""Addresses of searches."""

from functools import lru_cache
from urllib.parse import quote_plus

from django.urls import get_script_prefix, reverse

from archive.models.base.urls import cached_reverse

from .params import EXCLUDE_PREFIX, FACET_NAMES, SearchParams


class YearLinks:
    """Writes links to a single year, or back to all years from the chosen one; the rest of the address is written
    once."""

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
    """Returns the address of the page with all values of a facet."""
    return with_query(cached_reverse("search_values", facet), params.querystring())


def with_query(address: str, query: str) -> str:
    return f"{address}?{query}" if query else address


ORDER = ("q", "unit", *FACET_NAMES)  # in which an address begins
VALUE = "\0"  # stands for a value; whatever a reader typed is percent-encoded


class FacetLinks:
    """The addresses of a facet's values: what ``url(params.toggle(…))`` and ``url(params.toggle_exclude(…))`` give,
    with all that does not change between a hundred values written once."""

    def __init__(self, params: SearchParams, facet: str) -> None:
        self.params, self.facet = params, facet
        self.used = {*params.selected_values(facet), *params.excluded_values(facet)}
        place = ORDER.index(facet)
        parts: tuple[list[str], list[str], list[str]] = [], [], []
        for at, is_behind, written in placed_pairs(params):
            parts[0 if at <= place else 1 if is_behind else 2].append(written)
        head, middle, tail = map("&".join, parts)
        self.selecting = affixes(head, f"{facet}={VALUE}", middle, tail)
        self.excluding = affixes(head, middle, f"{EXCLUDE_PREFIX}{facet}={VALUE}", tail)

    def urls(self, value: str) -> tuple[str, str]:
        """(what selects it, what excludes it), or takes that back."""
        if value in self.used:
            return url(self.params.toggle(self.facet, value)), url(
                self.params.toggle_exclude(self.facet, value)
            )
        encoded_value = quote_plus(value)
        return encoded_value.join(self.selecting), encoded_value.join(self.excluding)


def affixes(*parts: str) -> list[str]:
    """Returns what stands before and after VALUE in the address of a search with these parts."""
    return with_query(search_address(), "&".join(filter(None, parts))).split(VALUE)


@lru_cache(16)  # of the facets of one page
def placed_pairs(params: SearchParams) -> list[tuple[int, bool, str]]:
    """Returns each pair of the first page's address as it is written, with its place in ORDER and whether it stands
    behind selected values and before excluded ones."""
    first = params.change()
    pairs = []
    for (name, _value), written in zip(first.pairs(), first.written_pairs(), strict=True):
        place = ORDER.index(name) if name in ORDER else len(ORDER)
        pairs.append((place, place < len(ORDER) or name.startswith(EXCLUDE_PREFIX), written))
    return pairs
