"""speaker:, theme:, event:, source:, kind:, language:, attribution:, before: and after:, looked up in the columns."""

import numpy as np

from archive.search.facets import FACET, FacetKind
from archive.search.query.lexer import Field
from archive.search.query.periods import period

from .columns import DAY_ZERO, NEVER, Columns
from .names import names, words_of


def field_rows(columns: Columns, field: Field, rows: np.ndarray) -> np.ndarray:
    """For each row whether it is as the field says."""
    if field.name in ("before", "after"):
        return dated(columns, field, rows)
    return columns.held(field.name, values(columns, field), rows)


def values(columns: Columns, field: Field) -> list:
    """The ids or codes that the field's value may mean; none where the archive has nothing of that name."""
    facet = FACET[field.name]
    if facet.model:
        known = names(columns)
        of_slug = known.by_slug.get((facet.name, field.value.lower()))
        return [*known.called(facet.name, words_of(field.value)), *([of_slug] if of_slug else [])]
    return codes(columns, facet, field.value)


def codes(columns: Columns, facet: FacetKind, value: str) -> list[str]:
    """The codes that are the value (zh means zh-Hans, too) or whose label has its words."""
    wanted, plain = set(words_of(value)), value.lower()
    return [
        key
        for key in columns.facets[facet.name].values[1:]
        if key.lower() == plain
        or key.lower().startswith(f"{plain}-")
        or (wanted and wanted <= set(words_of(facet.label_of(key))))
    ]


def dated(columns: Columns, field: Field, rows: np.ndarray) -> np.ndarray:
    """``before`` a year, month or day ends where that begins; ``after`` begins where it ends."""
    days = columns.day[rows]
    first, last = period(field.value)
    if field.name == "before":
        return (days < (first - DAY_ZERO).days) & (days != NEVER)
    return days > (last - DAY_ZERO).days
