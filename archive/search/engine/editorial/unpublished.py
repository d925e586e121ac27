"""Rows of the search table that are not public, which the columns do not hold: PostgreSQL answers all of a query.

Two partial indexes know nothing else: the words of these rows, and their unit and language.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db import connection

from archive.search.engine.budget import Budget
from archive.search.engine.fields import codes_of_value
from archive.search.engine.store.columns import Columns
from archive.search.engine.tsquery import tsqueries, where_sql
from archive.search.facets import FIELD_FACETS
from archive.search.query.fields import DATE_FIELDS
from archive.search.query.nodes import And, Field, Node, Not, Or, Term
from archive.search.query.periods import parse_range

# Each language once, by one step of the index for each: a list of all rows would be read otherwise.
LANGUAGES = """
WITH RECURSIVE known(language) AS (
    (SELECT language FROM archive_search WHERE NOT public AND unit = %(unit)s ORDER BY language LIMIT 1)
    UNION ALL
    SELECT (SELECT t.language FROM archive_search t WHERE NOT t.public AND t.unit = %(unit)s
            AND t.language > known.language ORDER BY t.language LIMIT 1)
    FROM known WHERE known.language IS NOT NULL
)
SELECT language FROM known WHERE language IS NOT NULL
"""
Condition = tuple[str, list]


@dataclass(frozen=True)
class UnpublishedRows:
    """``keys`` are, for each field of the query over an entity, the ids that its value may mean."""

    unit: int
    budget: Budget
    keys: dict[Field, list]
    columns: Columns
    languages: list[str]

    def ids(self, node: Node | None, column: str = "object_id") -> np.ndarray:
        """The distinct values of ``column`` of the rows that the query finds, ascending int64; raises
        SearchTimeoutError."""
        test, values = self.condition(node) if node else ("TRUE", [])
        packed = "string_agg(int8send(id), ''::bytea)"
        sql = (
            f"SELECT {packed} FROM (SELECT DISTINCT {column} AS id FROM archive_search"
            f" WHERE NOT public AND unit = {self.unit:d} AND {test}) AS found"
        )
        packed_ids = self.budget.fetch(sql, values)[0][0]
        return np.sort(np.frombuffer(packed_ids or b"", ">i8").astype(np.int64))

    def condition(self, node: Node) -> Condition:
        match node:
            case Term():
                return where_sql(tsqueries([node], self.columns, self.languages)[0], every_language=False)
            case Field():
                return self.field_condition(node)
            case Not(child):
                test, values = self.condition(child)
                return f"NOT COALESCE({test}, FALSE)", values
            case And(children) | Or(children):
                parts = [self.condition(child) for child in children]
                joined = (" AND " if isinstance(node, And) else " OR ").join(test for test, _ in parts)
                return f"({joined})", [value for _test, values in parts for value in values]
        raise TypeError(node)

    def field_condition(self, field: Field) -> Condition:
        if field.name in DATE_FIELDS:
            return date_condition(field)
        facet = FIELD_FACETS[field.name]
        if facet.is_array:
            return f"{facet.column} && %s::bigint[]", [self.keys[field]]
        if facet.model:
            return f"{facet.column} = ANY (%s::bigint[])", [self.keys[field]]
        codes = facet.choices.values if facet.choices else self.languages
        return f"{facet.column} = ANY (%s)", [codes_of_value(facet, field.value, codes)]


def date_condition(field: Field) -> Condition:
    """Returns the condition in SQL that ``fields.date_mask`` applies to columns."""
    span = parse_range(field.value)
    assert span  # the lexer makes no other date fields
    first, last = span
    tests: dict[str, tuple[str, Sequence[date]]] = {
        "before": ("date < %s", [first]),
        "after": ("date > %s", [last]),
    }
    test, values = tests.get(field.name, ("date BETWEEN %s AND %s", [first, last]))
    return test, list(values)


def unpublished_languages(unit: int) -> list[str]:
    """Returns the languages of the rows that are not public. One query."""
    with connection.cursor() as cursor:
        cursor.execute(LANGUAGES, {"unit": unit})
        return [language for (language,) in cursor.fetchall()]
