"""Fields of the query, such as speaker: and before:, looked up in the columns."""

from collections.abc import Iterable

import numpy as np

from archive.search.engine.store.columns import Columns
from archive.search.engine.store.loading import DAY_ZERO, NO_DATE
from archive.search.engine.store.names import folded_words
from archive.search.facets import FACET, FacetKind
from archive.search.query.lexer import DATE_FIELDS
from archive.search.query.nodes import Field
from archive.search.query.periods import parse_range


def field_mask(columns: Columns, field: Field, rows: np.ndarray) -> np.ndarray:
    """For each row whether it is as the field says."""
    if field.name in DATE_FIELDS:
        return date_mask(columns, field, rows)
    return columns.value_mask(field.name, field_keys(columns, field), rows)


def field_keys(columns: Columns, field: Field) -> list:
    """The ids or codes that the field's value may mean; none where the archive has nothing of that name."""
    facet = FACET[field.name]
    if not facet.model:
        return matching_codes(facet, field.value, columns.facets[facet.name].values[1:])
    names = columns.names
    by_name = names.ids_with_words(facet.name, folded_words(field.value))
    return [*by_name, *names.keys(facet.name, [field.value.lower()])]


def matching_codes(facet: FacetKind, value: str, codes: Iterable[str]) -> list[str]:
    """Those of the codes that are the value (zh means zh-Hans, too) or whose label has its words."""
    wanted, plain = set(folded_words(value)), value.lower()
    return [
        key
        for key in codes
        if key.lower() == plain
        or key.lower().startswith(f"{plain}-")
        or (wanted and wanted <= set(folded_words(facet.label_of(key))))
    ]


def date_mask(columns: Columns, field: Field, rows: np.ndarray) -> np.ndarray:
    """``before`` a year, month or day ends where that begins; ``after`` begins where it ends."""
    span = parse_range(field.value)
    assert span  # the lexer makes no other date fields
    first, last = ((day - DAY_ZERO).days for day in span)
    days = columns.day[rows]
    if field.name == "before":
        return (days < first) & (days != NO_DATE)
    if field.name == "after":
        return days > last
    return (days >= first) & (days <= last)
