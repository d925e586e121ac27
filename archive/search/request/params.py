"""The search request as one value: it reads and writes the query string, and nothing else describes a search."""

import datetime as dt
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

ADDRESS_NAMES = {"since": "from", "until": "to", "theme_match": "themes"}
UNITS = ("utterances", "statements", "passages")
SORTS = ("relevance", "newest", "oldest")
EXCLUDE_PREFIX = "not-"  # before a facet's name in an address: values to exclude


@dataclass(frozen=True, slots=True)
class SearchParams:
    """A search as a reader states it; the fields that are tuples of strings are the facets.

    Facets hold slugs or codes that exist; ``since`` and ``until`` are ``from`` and ``to`` in an address. ``exclude``
    are (facet, value) that no row may have. ``theme_match`` ("themes" in an address) is "all" where a row must
    have every selected theme instead of any. ``synonyms`` is "no" where only the words as typed are looked for.
    ``sort`` is empty when the reader did not choose: relevance with words, newest without. ``page`` counts from
    1.
    """

    q: str = ""
    unit: str = UNITS[0]
    speaker: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    term: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    attribution: tuple[str, ...] = ()
    translation: tuple[str, ...] = ()
    exclude: tuple[tuple[str, str], ...] = ()
    theme_match: str = ""
    synonyms: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    sort: str = ""
    page: int = 1

    @property
    def order(self) -> str:
        if self.sort and (self.q or self.sort != "relevance"):
            return self.sort
        return "relevance" if self.q else "newest"

    @property
    def has_filters(self) -> bool:
        """A facet, an exclusion or a date narrows the search."""
        return any(self.selected_values(name) for name in FACET_NAMES) or bool(
            self.exclude or self.since or self.until
        )

    @property
    def has_dates(self) -> bool:
        return self.since is not None or self.until is not None

    def selected_values(self, facet: str) -> tuple[str, ...]:
        values: tuple[str, ...] = getattr(self, facet)
        return values

    def excluded_values(self, facet: str) -> tuple[str, ...]:
        return tuple(value for name, value in self.exclude if name == facet)

    def match_all(self, facet: str) -> bool:
        """Whether a row must have all selected values of the facet instead of any of them."""
        return facet == "theme" and self.theme_match == "all"

    def change(self, **changes: Any) -> "SearchParams":
        """Returns the search with these changes, on its first page unless a page is given."""
        return replace(self, **{"page": 1, **changes})

    def toggle(self, facet: str, value: str) -> "SearchParams":
        """Returns the search with the value selected, or no longer selected if it was; a value is never both selected
        and excluded."""
        values = self.selected_values(facet)
        remaining = tuple(selected for selected in values if selected != value)
        exclude = tuple(pair for pair in self.exclude if pair != (facet, value))
        return self.change(**{facet: remaining if value in values else (*values, value)}, exclude=exclude)

    def toggle_exclude(self, facet: str, value: str) -> "SearchParams":
        """Returns the search with the value excluded, or no longer excluded if it was."""
        pair = (facet, value)
        exclusions = tuple(exclusion for exclusion in self.exclude if exclusion != pair)
        selected_values = tuple(selected for selected in self.selected_values(facet) if selected != value)
        return self.change(
            **{facet: selected_values},
            exclude=exclusions if pair in self.exclude else (*exclusions, pair),
        )

    def with_years(self, first: int, last: int) -> "SearchParams":
        return self.change(since=dt.date(first, 1, 1), until=dt.date(last, 12, 31))

    @property
    def whole_year(self) -> int | None:
        """The year, when exactly one whole year is chosen."""
        year = self.since.year if self.since else 0
        return year if year and self == self.with_years(year, year).change(page=self.page) else None

    def covers_year(self, year: int) -> bool:
        """Whether the chosen dates include that whole year."""
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        return self.has_dates and (self.since or first) <= first and (self.until or last) >= last

    def pairs(self) -> list[tuple[str, str]]:
        """(name, value) as in an address, in one order; empty values and defaults are omitted."""
        pairs: list[tuple[str, str]] = []
        for field, default in DEFAULTS:
            value = getattr(self, field)
            if value == default:
                continue
            name = ADDRESS_NAMES.get(field, field)
            if field == "exclude":
                pairs += [(f"{EXCLUDE_PREFIX}{facet}", slug) for facet, slug in value]
            else:
                pairs += [(name, str(part)) for part in (value if isinstance(value, tuple) else (value,))]
        return pairs

    def querystring(self) -> str:
        """Returns the query string without a question mark; equal searches have equal strings."""
        return "&".join(self.written_pairs())

    def written_pairs(self) -> list[str]:
        """Returns each name and value as they stand in an address."""
        return [write_pair(name, value) for name, value in self.pairs()]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but words narrows the search."""
        return bool(self.hidden_pairs() or self.since or self.until)

    def hidden_pairs(self) -> list[tuple[str, str]]:
        """Returns the pairs that a form which changes only words, unit, order and dates must carry along."""
        visible_names = {"q", "unit", "sort", "from", "to", "page"}
        return [(name, value) for name, value in self.pairs() if name not in visible_names]


@lru_cache(500)
def write_pair(name: str, value: str) -> str:
    """``name=value``, percent-encoded: a page writes the same words into dozens of addresses."""
    return urlencode([(name, value)])


DEFAULTS = [(field.name, field.default) for field in fields(SearchParams)]
FACET_NAMES: tuple[str, ...] = tuple(
    field.name for field in fields(SearchParams) if field.type == tuple[str, ...]
)
