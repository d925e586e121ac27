"""Dates as readers type them: a year, a month or a day, each a span of days. Pure."""

import calendar
import datetime as dt
import re

DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


def period(typed: str) -> tuple[dt.date, dt.date] | None:
    """(first day, last day) of 2024, 2024-05 or 2024-05-14; None for what is no date."""
    found = DATE.fullmatch(typed.strip())
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = dt.date(year, month or 1, day or 1)
        return first, dt.date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    except ValueError:
        return None
