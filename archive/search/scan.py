"""Hits, total and every facet from one scan: match once into a materialised CTE, then count.

A row that fails exactly one facet still counts for that facet, whose counts ignore its own choice; so the scan keeps
rows with at most one miss and remembers which.
"""

from dataclasses import dataclass, field

from django.db import connection

from . import query as queries
from .facets import FACETS, FacetKind
from .params import SearchParams
from .sql import tsquery

PER_PAGE = 20
# Of D (unused), C: the words, B: event, themes and title, A: who speaks. A reader who sees no searched word in a hit
# must ask why it is there, so what it is about weighs little beside the words themselves.
WEIGHTS = "{0.1, 0.8, 0.2, 1.0}"
ORDERS = {
    "relevance": "rank DESC, date DESC NULLS LAST, object_id DESC",
    "newest": "date DESC NULLS LAST, object_id DESC",
    "oldest": "date ASC NULLS LAST, object_id ASC",
}
COLUMNS = [*(facet.column for facet in FACETS), "EXTRACT(year FROM date)::int AS year"]
GROUPED = {facet.name: facet.column for facet in FACETS if not facet.is_array} | {"year": "year"}


@dataclass(frozen=True)
class Count:
    """A facet's value: slug or code, label (empty for codes), how many, its id and its parent's where it has them."""

    value: str
    label: str
    count: int
    id: int | None = None
    parent: int | None = None


@dataclass
class Results:
    total: int = 0
    page: int = 1
    ids: list[int] = field(default_factory=list)
    facets: dict[str, list[Count]] = field(default_factory=dict)
    years: list[tuple[int, int]] = field(default_factory=list)

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


def search(params: SearchParams) -> Results:
    """One query, whatever is asked."""
    sql, values = Scan(params).sql()
    results = Results(facets={facet.name: [] for facet in FACETS})
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        for part, number, value, label, pk, parent in cursor.fetchall():
            if part == "hit":
                results.ids.append(pk)
            elif part == "total":
                results.total = number
            elif part == "year":
                results.years.append((int(value), number))
            else:
                results.facets[part].append(Count(value, label or "", number, pk, parent))
    results.page = min(params.page, results.pages)
    return results


class Scan:
    """The statement built piece by piece, with its parameters in the order of their places."""

    def __init__(self, params: SearchParams):
        self.params = params
        self.query = queries.parse(params.q)
        self.values: list = []

    def sql(self) -> tuple[str, list]:
        shared = self.matched() + self.grouped()
        parts = [self.hits(), self.total()]
        parts += [self.objects(facet) if facet.model else self.codes(facet) for facet in FACETS]
        parts.append(self.years())
        return shared + "\nUNION ALL\n".join(f"({part})" for part in parts), self.values

    def matched(self) -> str:
        expression, words = tsquery(self.query)
        self.values += words
        tests = [
            f"{self.test(facet)} AS {facet.name}_ok" for facet in FACETS if self.params.chosen(facet.name)
        ]
        tests += [f"{self.dates()} AS year_ok"] if "year_ok" in self.narrowing else []
        self.values.append(2 if self.params.unit == "passages" else 1)
        narrowed = "AND vector @@ (SELECT words FROM query)" if self.query else ""
        rank = f"ts_rank('{WEIGHTS}', vector, (SELECT words FROM query))" if self.ranked else "0"
        missed = " + ".join(f"(NOT {name})::int" for name in self.narrowing) or "0"
        return f"""
            WITH query AS (SELECT ({expression}) AS words),
            tested AS (
                SELECT {", ".join(["object_id", "date", *COLUMNS, f"{rank} AS rank", *tests])}
                FROM archive_search WHERE public AND unit = %s {narrowed}
            ),
            matched AS MATERIALIZED (
                SELECT * FROM (SELECT *, {missed} AS misses FROM tested) AS counted WHERE misses <= 1
            ),
        """

    @property
    def narrowing(self) -> list[str]:
        """The tests of the facets that have a choice."""
        chosen = [facet.name for facet in FACETS if self.params.chosen(facet.name)]
        dated = self.params.since is not None or self.params.until is not None
        return [f"{name}_ok" for name in (*chosen, *(["year"] if dated else []))]

    @property
    def free(self) -> list[str]:
        """The facets without a choice that one pass can count; GROUPING() has one bit for each, set where left out."""
        return [name for name in GROUPED if f"{name}_ok" not in self.narrowing]

    @property
    def whole(self) -> int:
        return (1 << len(self.free)) - 1

    def grouped(self) -> str:
        """The total and the counts of all facets without a choice, in one pass over the rows that fit."""
        columns = [GROUPED[name] for name in self.free]
        sets = ", ".join(f"({column})" for column in [*columns, ""])
        mask = f"GROUPING({', '.join(columns)})" if columns else "0"
        return f"""
            grouped AS (
                SELECT {", ".join([*columns, "count(*) AS n", f"{mask} AS left_out"])}
                FROM matched WHERE misses = 0 GROUP BY GROUPING SETS ({sets})
            )
        """

    @property
    def ranked(self) -> bool:
        return bool(self.query) and self.params.order == "relevance"

    def test(self, facet: FacetKind) -> str:
        """Whether a row has one of the chosen values."""
        self.values.append(list(self.params.chosen(facet.name)))
        if facet.is_array:
            return f"{facet.column} && ARRAY(SELECT id FROM {table(facet)} WHERE slug = ANY (%s))"
        if facet.model:
            return f"COALESCE({facet.column} = ANY (ARRAY(SELECT id FROM {table(facet)} WHERE slug = ANY (%s))), FALSE)"
        return f"{facet.column} = ANY (%s)"

    def dates(self) -> str:
        bounds = [("date >= %s", self.params.since), ("date <= %s", self.params.until)]
        asked = [(test, day) for test, day in bounds if day is not None]
        self.values += [day for _test, day in asked]
        return f"COALESCE({' AND '.join(test for test, _day in asked)}, FALSE)"

    def hits(self) -> str:
        self.values += [PER_PAGE, PER_PAGE, (self.params.page - 1) * PER_PAGE, PER_PAGE]
        return f"""
            SELECT 'hit', NULL::bigint, NULL, NULL, object_id, NULL::bigint FROM matched WHERE misses = 0
            ORDER BY {ORDERS[self.params.order]}
            OFFSET (SELECT least(greatest(n - 1, 0) / %s * %s, %s) FROM grouped WHERE left_out = {self.whole}) LIMIT %s
        """

    def total(self) -> str:
        return f"SELECT 'total', n, NULL, NULL, NULL, NULL FROM grouped WHERE left_out = {self.whole}"

    def counts(self, name: str, column: str) -> str:
        """Subquery (value, n) of one facet: read from the common pass, or counted with its own choice ignored."""
        if name in self.free:
            only = self.whole - (1 << (len(self.free) - 1 - self.free.index(name)))
            return f"SELECT {column} AS value, n FROM grouped WHERE left_out = {only}"
        fits = f"(misses = 0 OR NOT {name}_ok)" if f"{name}_ok" in self.narrowing else "misses = 0"
        value = f"unnest({column})" if name not in GROUPED else column
        return f"SELECT {value} AS value, count(*) AS n FROM matched WHERE {fits} GROUP BY 1"

    def objects(self, facet: FacetKind) -> str:
        """Counts by object with its slug and label; a chosen one is listed even when nothing is left of it."""
        parent = "o.parent_id" if facet.name == "theme" else "NULL::bigint"
        self.values.append(list(self.params.chosen(facet.name)))
        return f"""
            SELECT '{facet.name}', COALESCE(n, 0), o.slug, o.{facet.title}, o.id, {parent}
            FROM {table(facet)} o LEFT JOIN ({self.counts(facet.name, facet.column)}) c ON c.value = o.id
            WHERE n IS NOT NULL OR o.slug = ANY (%s)
            ORDER BY 2 DESC, o.sort_key, o.id
        """

    def codes(self, facet: FacetKind) -> str:
        self.values.append(list(self.params.chosen(facet.name)))
        return f"""
            SELECT '{facet.name}', sum(n)::bigint, value, NULL, NULL::bigint, NULL::bigint FROM (
                {self.counts(facet.name, facet.column)} UNION ALL SELECT unnest(%s::text[]), 0
            ) AS counts WHERE value <> '' GROUP BY value ORDER BY 2 DESC, value
        """

    def years(self) -> str:
        return f"""
            SELECT 'year', n, value::text, NULL, NULL::bigint, NULL::bigint
            FROM ({self.counts("year", "year")}) c WHERE value IS NOT NULL ORDER BY value
        """


def table(facet: FacetKind) -> str:
    return facet.model._meta.db_table
