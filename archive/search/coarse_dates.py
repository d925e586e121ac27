"""Dates of which only the year or the month is known. They are searched as its first day, so that what is limited to
January has all that is dated by the year alone."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db import connection

from archive.models.base.dates import Precision

from .engine import Matches, engine
from .query.date_notices import days_of
from .query.nodes import Field
from .query.parser import Query
from .request.params import SearchParams

STATEMENTS = """
SELECT count(*) FROM archive_statement s
JOIN archive_document d ON d.id = s.document_id LEFT JOIN archive_event e ON e.id = s.event_id
WHERE s.id = ANY (%s) AND %s = CASE
    WHEN s.date IS NOT NULL THEN s.date_precision WHEN e.start IS NOT NULL THEN e.start_precision ELSE d.date_precision
END
"""
PASSAGES = """
SELECT count(*) FROM archive_passage g
JOIN archive_document d ON d.id = g.document_id LEFT JOIN archive_event e ON e.id = d.event_id
WHERE g.id = ANY (%s) AND %s = CASE WHEN d.date IS NOT NULL THEN d.date_precision ELSE e.start_precision END
"""


class CoarseDates(NamedTuple):
    """``number`` of the listed are dated ``period``, ``2024`` or ``2024-01``, and may be younger than the search
    allows."""

    period: str
    number: int


def find_coarse_dates(params: SearchParams, query: Query) -> list[CoarseDates]:
    """Of the year and the month that the last day of the search divides. A search and a query for each, where there is
    such a day."""
    found = []
    for first_day, precision in divided_periods(params, query):
        on_first_day = params.change(
            since=max(first_day, params.since or first_day), until=first_day, sort="newest"
        )
        ids = (
            engine.match(on_first_day, query).order()
            if not (params.since and params.since > first_day)
            else []
        )
        if number := count_with_precision(params.unit, ids, precision):
            found.append(
                CoarseDates(first_day.strftime("%Y" if precision == Precision.YEAR else "%Y-%m"), number)
            )
    return found


def divided_periods(params: SearchParams, query: Query) -> Iterator[tuple[dt.date, str]]:
    """Yields the first day and the precision of the year and the month in which the search ends before they do."""
    limits = [days[1] for clause in query.clauses if isinstance(clause, Field) and (days := days_of(clause))]
    last = min([*limits, *([params.until] if params.until else [])], default=dt.date.max)
    if last == dt.date.max:
        return
    following = last + dt.timedelta(days=1)
    if following.year == last.year:
        yield dt.date(last.year, 1, 1), Precision.YEAR
    if following.month == last.month:
        yield last.replace(day=1), Precision.MONTH


def count_dated_by_year(phrases: Iterable[Matches]) -> int:
    """How many of the statements found are dated by the year only; one query at most."""
    ids = {pk for matches in phrases for pk in matches.dated_on_first_of_years()}
    return count_with_precision("statements", list(ids), Precision.YEAR)


def count_with_precision(unit: str, ids: Sequence[int], precision: str) -> int:
    """How many of the statements or passages have a date of that precision; one query, none without ids."""
    if not ids:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(PASSAGES if unit == "passages" else STATEMENTS, [list(ids), precision])
        ((number,),) = cursor.fetchall()
    return number
