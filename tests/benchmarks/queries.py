"""A query as one value: it can be written as a query string, and comparators can ask its parts.

``before:1990`` is read as earlier than that year, ``after:2010`` as later.
"""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

FACETS = ("speaker", "theme", "event", "attribution", "kind", "source", "language")
PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or words in a row. ``field`` names what has them (speaker, theme …) where it is not anything at all."""

    text: str
    prefix: bool = False
    negated: bool = False
    field: str = ""

    def __str__(self):
        words = f'"{self.text}"' if " " in self.text else self.text
        field = f"{self.field}:" if self.field else ""
        return f"{'-' if self.negated else ''}{field}{words}{'*' if self.prefix else ''}"


@dataclass(frozen=True, slots=True)
class BenchmarkQuery:
    """Every clause must hold; of a clause, any term. Facets hold slugs or codes, any of which may be the case."""

    kind_of_query: str
    clauses: tuple[tuple[Term, ...], ...] = ()
    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    since: int | None = None
    until: int | None = None
    sort: str = ""
    page: int = 1
    unit: str = "statements"

    @property
    def words(self) -> str:
        return " ".join(" OR ".join(map(str, clause)) for clause in self.clauses)

    @property
    def order(self) -> str:
        return self.sort or ("relevance" if self.clauses else "newest")

    @property
    def offset(self) -> int:
        return (self.page - 1) * PER_PAGE

    def querystring(self) -> str:
        """``unit``: the comparators know nothing of utterances, so each report counts unless something else is said."""
        pairs = [
            ("q", self.words),
            ("unit", self.unit),
            ("from", self.since),
            ("to", self.until),
            ("sort", self.sort),
        ]
        pairs += [("page", self.page if self.page > 1 else None)]
        pairs += [(name, value) for name, values in self.facets for value in values]
        return urlencode([(name, value) for name, value in pairs if value])

    def with_value(self, facet: str, value: str) -> "BenchmarkQuery":
        """The same with one facet more, on its first page."""
        return replace(self, facets=(*self.facets, (facet, (value,))), page=1)
