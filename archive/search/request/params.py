"""The search request as one value: it reads and writes the query string, and nothing else describes a search."""

import datetime as dt
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

FACET_NAMES = ("speaker", "event", "theme", "kind", "source", "language", "attribution")
UNITS = ("utterances", "statements", "passages")
SORTS = ("relevance", "newest", "oldest")
NOT = "not-"  # before a facet's name in an address: values that are left out


@dataclass(frozen=True, slots=True)
class SearchParams:
    """What a reader asked. Facets hold slugs or codes that exist; ``since`` and ``until`` are ``from`` and ``to``.

    ``without`` are (facet, value) that no row may have. ``themes`` is "all" where a row must have every chosen theme
    instead of any. ``sort`` is empty when the reader did not choose: relevance with words, newest without.
    """

    q: str = ""
    unit: str = UNITS[0]
    speaker: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    attribution: tuple[str, ...] = ()
    without: tuple[tuple[str, str], ...] = ()
    themes: str = ""
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
    def is_narrowed(self) -> bool:
        """A facet or a date is chosen."""
        return any(self.chosen(name) for name in FACET_NAMES) or bool(
            self.without or self.since or self.until
        )

    @property
    def is_dated(self) -> bool:
        return self.since is not None or self.until is not None

    def chosen(self, facet: str) -> tuple[str, ...]:
        return getattr(self, facet)

    def excluded(self, facet: str) -> tuple[str, ...]:
        return tuple(value for name, value in self.without if name == facet)

    def together(self, facet: str) -> bool:
        """Whether a row must have all chosen values of the facet; else any of them will do."""
        return facet == "theme" and self.themes == "all"

    def change(self, **changes) -> "SearchParams":
        """The same search with something changed, on its first page unless a page is given."""
        return replace(self, **{"page": 1, **changes})

    def toggle(self, facet: str, value: str) -> "SearchParams":
        """With the value chosen, or without it where it was; a value is never both chosen and left out."""
        chosen = self.chosen(facet)
        rest = tuple(each for each in chosen if each != value)
        without = tuple(pair for pair in self.without if pair != (facet, value))
        return self.change(**{facet: rest if value in chosen else (*chosen, value)}, without=without)

    def exclude(self, facet: str, value: str) -> "SearchParams":
        """With the value left out, or no longer where it was."""
        pair = (facet, value)
        rest = tuple(each for each in self.without if each != pair)
        chosen = tuple(each for each in self.chosen(facet) if each != value)
        return self.change(**{facet: chosen}, without=rest if pair in self.without else (*rest, pair))

    def years(self, first: int, last: int) -> "SearchParams":
        return self.change(since=dt.date(first, 1, 1), until=dt.date(last, 12, 31))

    @property
    def whole_year(self) -> int | None:
        """The year, when exactly one whole year is chosen."""
        year = self.since.year if self.since else 0
        return year if year and self == self.years(year, year).change(page=self.page) else None

    def covers_year(self, year: int) -> bool:
        """Whether the chosen dates are exactly within and reach over that whole year."""
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        return self.is_dated and (self.since or first) <= first and (self.until or last) >= last

    def pairs(self) -> list[tuple[str, str]]:
        """(name, value) as in an address; empty values and defaults left out, in one order."""
        pairs = []
        for field in fields(self):
            value = getattr(self, field.name)
            if value == field.default:
                continue
            name = {"since": "from", "until": "to"}.get(field.name, field.name)
            if field.name == "without":
                pairs += [(f"{NOT}{facet}", each) for facet, each in value]
            else:
                pairs += [(name, str(each)) for each in (value if isinstance(value, tuple) else (value,))]
        return pairs

    def querystring(self) -> str:
        """Without a question mark; equal searches, equal strings."""
        return urlencode(self.pairs())

    def hidden_pairs(self) -> list[tuple[str, str]]:
        """What a form that changes only words, unit, order and dates has to carry along."""
        shown = {"q", "unit", "sort", "from", "to", "page"}
        return [(name, value) for name, value in self.pairs() if name not in shown]
