"""The search request as one value: it reads and writes the query string, and nothing else describes a search."""

import datetime as dt
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

FACET_NAMES = ("speaker", "event", "theme", "kind", "source", "language", "attribution")
UNITS = ("statements", "passages")
SORTS = ("relevance", "newest", "oldest")


@dataclass(frozen=True, slots=True)
class SearchParams:
    """What a reader asked. Facets hold slugs or codes that exist; ``since`` and ``until`` are ``from`` and ``to``.

    ``sort`` is empty when the reader did not choose: relevance with words, newest without.
    """

    q: str = ""
    unit: str = "statements"
    speaker: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    attribution: tuple[str, ...] = ()
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
        return any(self.chosen(name) for name in FACET_NAMES) or bool(self.since or self.until)

    def chosen(self, facet: str) -> tuple[str, ...]:
        return getattr(self, facet)

    def change(self, **changes) -> "SearchParams":
        """The same search with something changed, on its first page unless a page is given."""
        return replace(self, **{"page": 1, **changes})

    def toggle(self, facet: str, value: str) -> "SearchParams":
        chosen = self.chosen(facet)
        rest = tuple(each for each in chosen if each != value)
        return self.change(**{facet: rest if value in chosen else (*chosen, value)})

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
        chosen = self.since is not None or self.until is not None
        return chosen and (self.since or first) <= first and (self.until or last) >= last

    def querystring(self) -> str:
        """Without a question mark; empty values and defaults left out, in one order: equal searches, equal strings."""
        pairs = []
        for field in fields(self):
            value = getattr(self, field.name)
            if value == field.default:
                continue
            name = {"since": "from", "until": "to"}.get(field.name, field.name)
            pairs += [(name, each) for each in (value if isinstance(value, tuple) else (value,))]
        return urlencode(pairs)

    def hidden_pairs(self) -> list[tuple[str, str]]:
        """The facets as (name, value), for the hidden fields of a form that changes only the words."""
        return [(name, value) for name in FACET_NAMES for value in self.chosen(name)]
