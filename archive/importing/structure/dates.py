"""Dates as people write them: in a header (2025-04, "c. 2024") and in prose (May 12, 2025; 2025年4月25日)."""

import re
from calendar import monthrange
from datetime import date as Day
from typing import NamedTuple

from archive.importing.errors import ImportDocumentError, abbreviate
from archive.importing.parsed_document import PartialDate

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier januar enero",
            "february feb février februar febrero",
            "march mar mars märz marzo",
            "april apr avril abril",
            "may mai mayo",
            "june jun juin juni junio",
            "july jul juillet juli julio",
            "august aug août agosto",
            "september sept sep septembre septiembre",
            "october oct octobre oktober octubre",
            "november nov novembre noviembre",
            "december dec décembre dezember diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|\.)?"
_YEAR = r"(?P<year>[0-9]{4})"
_PROSE = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_MONTH} {_DAY},? {_YEAR}\b",
        rf"\b{_DAY} (?:de )?{_MONTH},? (?:de )?{_YEAR}\b",
        r"(?P<year>[0-9]{4}) ?年 ?(?P<month>[0-9]{1,2}) ?月 ?(?P<day>[0-9]{1,2}) ?[日号號]",
        r"\b(?P<year>[0-9]{4})[-/](?P<month>[0-9]{1,2})[-/](?P<day>[0-9]{1,2})\b",
        rf"\b{_MONTH},? {_YEAR}\b",
        r"(?P<year>[0-9]{4}) ?年 ?(?P<month>[0-9]{1,2}) ?月",
    )
]
_DAY_AND_MONTH = re.compile(
    rf"\b{_MONTH} {_DAY}\b(?!,? [0-9]{{4}})|([0-9]{{1,2}})月([0-9]{{1,2}})日", re.IGNORECASE
)
_CIRCA = re.compile(r"^(?:c\.|ca\.?|circa|about|around|~|约|約)\s*", re.IGNORECASE)
_ISO = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{1,2}))?(?:-(?P<day>[0-9]{1,2}))?")
_FORMS = "Write 2025, 2025-04, 2025-04-25 or c. 2024."


class DateMatch(NamedTuple):
    """A date at text[start:end]."""

    date: PartialDate
    start: int
    end: int


def read_date(value: str) -> PartialDate:
    """The date of a header or an option. Raises ImportDocumentError with what is wrong with it."""
    value = value.strip()
    rest = _CIRCA.sub("", value)
    uncertain = rest != value or rest.endswith("?")
    rest = rest.rstrip("?").strip()
    match = _ISO.fullmatch(rest) or next((match for form in _PROSE if (match := form.fullmatch(rest))), None)
    if not match:
        raise ImportDocumentError(f"The date “{abbreviate(value)}” could not be read. {_FORMS}", "date")
    try:
        return _partial(match, uncertain)
    except ValueError as error:
        raise ImportDocumentError(f"The date “{value}” does not exist: {error}.", "date") from error


def find_date(text: str) -> DateMatch | None:
    """The first whole date in running text; impossible dates are passed over."""
    matches = []
    for pattern in _PROSE:
        for match in pattern.finditer(text):
            try:
                matches.append(DateMatch(_partial(match, False), match.start(), match.end()))
            except ValueError:
                continue
    return min(matches, key=lambda match: (match.start, -match.end), default=None)


def find_day_and_month(text: str) -> str:
    """The first day printed without a year, such as “April 26”, as it stands; empty when there is none."""
    match = _DAY_AND_MONTH.search(text)
    return match.group() if match else ""


def with_year(day_and_month: str, year: int) -> PartialDate | None:
    """“April 26” or “4月26日” in that year; None when that year has no such day."""
    try:
        return read_date(f"{year}年{day_and_month}" if "月" in day_and_month else f"{day_and_month}, {year}")
    except ImportDocumentError:
        return None


def _partial(match: re.Match[str], uncertain: bool) -> PartialDate:
    """Raises ValueError for a date that does not exist."""
    parts = match.groupdict()
    year, month, day = int(parts["year"]), _month(parts.get("month")), int(parts.get("day") or 0)
    if year < 1:
        raise ValueError("there is no year 0")
    if parts.get("month") and not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    if parts.get("day") and not 1 <= day <= (last := monthrange(year, month)[1]):
        raise ValueError(f"{year}-{month:02} has {last} days")
    precision = "day" if day else "month" if month else "year"
    return PartialDate(Day(year, month or 1, day or 1), precision, uncertain)


def _month(name: str | None) -> int:
    """0 where none is printed."""
    if not name:
        return 0
    return int(name) if name.isdigit() else _MONTHS[name.lower()]
