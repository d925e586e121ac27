"""Fields of the query, such as speaker: and before:, looked up in the columns."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import numpy as np
from django.db import connection

from archive.search.engine.store.columns import Columns
from archive.search.engine.store.entities import matches_prefix
from archive.search.engine.store.loading import DAY_ZERO, NO_DATE
from archive.search.facets import DOCUMENT, FACETS_BY_NAME, FIELD_FACETS, FacetKind
from archive.search.query.fields import DATE_FIELDS
from archive.search.query.nodes import Field, Or, SeparateWord, Term
from archive.search.query.parser import Query
from archive.search.query.periods import parse_range
from archive.text.words import folded_words, unspaced_runs

from .synonyms import is_plain
from .tsquery import tsqueries


def field_mask(columns: Columns, field: Field, rows: np.ndarray | slice) -> np.ndarray:
    """A mask over ``rows``: whether the row satisfies the field."""
    if field.name in DATE_FIELDS:
        return date_mask(columns, field, rows)
    return columns.value_mask(field.name, field_keys(columns, field), rows)


def field_keys(columns: Columns, field: Field) -> list:
    """The ids or codes that the field's value may mean; none where the archive has nothing of that name."""
    facet = FIELD_FACETS[field.name]
    if facet is DOCUMENT:
        return document_keys(columns, field.value)
    if not facet.model:
        return codes_of_value(facet, field.value, columns.facets[facet.name].values[1:])
    names, runs = columns.names, tuple(unspaced_runs(field.value))
    if words := prefix_words(field.value):
        return [entity.id for entity in names.with_prefix(facet.name, words, runs)]
    by_slug = names.keys(facet.name, [field.value.lower()])
    if by_slug and facet.name == "term":  # of a phrase that others contain, the one that is named
        return by_slug
    by_name = names.ids_with_words(facet.name, folded_words(field.value), runs)
    return [*by_name, *by_slug]


def prefix_words(value: str) -> tuple[str, ...]:
    """The words of a value that ends with an asterisk; the last word is a prefix."""
    return folded_words(value) if value.endswith(("*", "＊")) else ()


def document_keys(columns: Columns, value: str) -> list[int]:
    """The ids of the document of that slug, today's or a former one, else of those with the phrase in their titles or
    address; published or not. At most two queries."""
    by_slug = (
        "SELECT id FROM archive_document WHERE slug = %s UNION"
        " SELECT target FROM archive_redirect WHERE model_name = 'document' AND slug = %s"
    )
    by_title = "SELECT object_id FROM archive_search_name WHERE editorial @@ %s::tsquery"
    with connection.cursor() as cursor:
        cursor.execute(by_slug, [value.lower()] * 2)
        documents = cursor.fetchall()
        words = Term(value.rstrip("*＊"), prefix=bool(prefix_words(value)), exact=not prefix_words(value))
        phrases = [] if documents else tsqueries([words], columns, [""])[0]
        for phrase in phrases[:1]:
            if phrase.text:
                cursor.execute(by_title, [phrase.text])
                documents = cursor.fetchall()
    return [pk for (pk,) in documents]


def codes_of_value(facet: FacetKind, value: str, codes: Iterable[str]) -> list[str]:
    """Returns the codes that equal the value (zh means zh-Hans, too) or whose label has its words."""
    if words := prefix_words(value):
        return [
            key for key in codes if matches_prefix(words, folded_words(f"{key} {facet.label_of(key)}"), ())
        ]
    value_words, plain = set(folded_words(value)), value.lower()
    return [
        key
        for key in codes
        if key.lower() == plain
        or key.lower().startswith(f"{plain}-")
        or (value_words and value_words <= set(folded_words(facet.label_of(key))))
    ]


def date_mask(columns: Columns, field: Field, rows: np.ndarray | slice) -> np.ndarray:
    """A mask over ``rows``; ``before`` a year, month or day ends where that begins, ``after`` begins where it ends."""
    span = parse_range(field.value)
    assert span  # the lexer makes no other date fields
    first, last = ((day - DAY_ZERO).days for day in span)
    days = columns.day[rows]
    if field.name == "before":
        return (days < first) & (days != NO_DATE)
    if field.name == "after":
        return days > last
    return (days >= first) & (days <= last) & (days != NO_DATE)


def separate_words(columns: Columns, query: Query) -> list[SeparateWord]:
    """Returns the words of speaker:emmanuel macron and of speaker:xi OR macron, where there is such a speaker."""
    alternatives = (clause.children for clause in query.clauses if isinstance(clause, Or))
    separate = []
    for nodes in (query.clauses, *alternatives):
        for left, right in pairwise(nodes):
            if not isinstance(left, Field) or left.name not in FACETS_BY_NAME:
                continue
            if not isinstance(right, Term) or not is_plain(right):
                continue
            is_in_row = nodes is query.clauses
            value = replace(left, value=f"{left.value} {right.text}" if is_in_row else right.text)
            if field_keys(columns, value):
                separate.append(SeparateWord(left, right.text, value if is_in_row else Or((left, value))))
    return separate
