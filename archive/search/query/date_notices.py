"""Which dates of a query exclude each other."""

import datetime as dt
from collections.abc import Iterable, Iterator

from .nodes import Field, Node
from .notices import Notice
from .periods import Period, parse_range


def notices_on_dates(clauses: Iterable[Node]) -> Iterator[Notice]:
    """Yields a notice where two of the clauses, all of which must hold, have no day in common."""
    days = [
        (period, clause)
        for clause in clauses
        if isinstance(clause, Field) and (period := days_of(clause)) is not None
    ]
    if len(days) < 2:
        return
    ((_first, end), earlier) = min(days, key=lambda pair: pair[0][1])
    ((start, _last), later) = max(days, key=lambda pair: pair[0][0])
    if start > end:
        yield Notice("no common day", f"{later.name}:{later.value}", f"{earlier.name}:{earlier.value}")


def days_of(field: Field) -> Period | None:
    """Returns the first and last day that a field of dates allows; None for another field."""
    period = parse_range(field.value) if field.name in ("before", "after", "date") else None
    if not period:
        return None
    if field.name == "date":
        return period
    first, last = (day.toordinal() for day in period)
    if field.name == "before":
        return dt.date.min, dt.date.fromordinal(max(first - 1, 1))
    return dt.date.fromordinal(min(last + 1, dt.date.max.toordinal())), dt.date.max
