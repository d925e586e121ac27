"""Dates of which only the year or the month is known. They are searched as its first day, so that what is limited to
January has all that is dated by the year alone, and what is limited to December none of it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection

from archive.models.base.dates import Precision

from .engine import Matches, engine
from .query.date_notices import days_of
from .query.nodes import And, Field
from .query.parser import Query, combine
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
    """``number`` statements or passages are dated ``period``, ``2024`` or ``2024-01``. Those of the list may be younger
    than the search allows; those that are left out of it may be what it asks for."""

    period: str
    number: int
    is_left_out: bool


def find_coarse_dates(params: SearchParams, query: Query) -> list[CoarseDates]:
    """Of each year and month that the search divides. A search and a query for each, where there is such a one."""
    limits = {
        clause: days for clause in query.clauses if isinstance(clause, Field) and (days := days_of(clause))
    }
    first = max([params.since or dt.date.min, *(days[0] for days in limits.values())])
    last = min([params.until or dt.date.max, *(days[1] for days in limits.values())])
    any_date = Query(combine(And, [clause for clause in query.clauses if clause not in limits]))
    divided_dates = []
    for first_day, precision in divided_periods(first, last):
        matches = engine.match(params.change(since=first_day, until=first_day, sort="newest"), any_date)
        ids = matches.order() if first <= first_day or not matches.is_relaxed else []
        if number := count_with_precision(params.unit, ids, precision):
            period = first_day.strftime("%Y" if precision == Precision.YEAR else "%Y-%m")
            divided_dates.append(CoarseDates(period, number, first > first_day))
    return divided_dates


def divided_periods(first: dt.date, last: dt.date) -> list[tuple[dt.date, str]]:
    """Returns the first day and the precision of the years and months of which some days, but not all, are in this
    range."""
    following = [last + dt.timedelta(days=1)] if last < dt.date.max else []
    periods = {
        (first_day, precision): None
        for border in (first, *following)
        for first_day, precision in (
            (border.replace(month=1, day=1), Precision.YEAR),
            (border.replace(day=1), Precision.MONTH),
        )
        if border != first_day
    }
    return list(periods)


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
