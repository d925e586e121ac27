"""Dates as readers type them: a year, a month or a day, each a period of days."""

import calendar
import datetime as dt
import re

DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


def parse_period(text: str) -> tuple[dt.date, dt.date] | None:
    """(first day, last day) of 2024, 2024-05 or 2024-05-14; None for what is no date."""
    match = DATE.fullmatch(text.strip())
    if not match:
        return None
    year, month, day = (int(part or 0) for part in match.groups())
    try:
        first = dt.date(year, month or 1, day or 1)
        last_month = month or 12
        return first, dt.date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except ValueError:
        return None
