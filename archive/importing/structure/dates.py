"""Dates as people write them: in a header (2025-04, "c. 2024") and in prose (May 12, 2025; 25 апреля 2025; 令和7年).

No date is repaired: one that does not exist is passed over, with the parts of it that would make another.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date as Day
from typing import NamedTuple

from archive.importing.errors import ImportDocumentError, abbreviate
from archive.importing.parsed_document import PartialDate
from archive.importing.structure.calendar.words import BUDDHIST_YEARS, ERAS, MONTHS

_MONTH_NUMBERS = {
    name.replace("_", " "): number for number, names in enumerate(MONTHS, start=1) for name in names.split()
}
# Decimal digits of other scripts, one for one, so that places in the text stay the same.
_DIGITS = {
    ord(digit): str(value)
    for zero in "\u0660\u06f0\u0966\u09e6\u0e50\uff10"
    for value in range(10)
    for digit in [chr(ord(zero) + value)]
}
_NUMERALS = {numeral: value for value, numeral in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "元": 1,
    "十": 10,
}
_MONTH = "[בو]?(?P<month>" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?<![0-9.,/])(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|º|ª|-?го|\.)?"
_RANGE = r"(?:(?: ?[-–—/] ?| (?:and|to|und|bis|et|au|y|al|e) )[0-9]{1,2}(?:st|nd|rd|th|er|\.)?)?"
_YEAR = r"(?P<year>[0-9]{4})(?![0-9])"
_ERA = rf"(?P<era>{'|'.join(ERAS)}) ?(?P<year>[0-9]{{1,3}}|元|[一二三四五六七八九十]{{1,3}}) ?年"
_OF = r" ?(?:de |del |of |d['’]|ngày )?"
_PROSE = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_MONTH} {_DAY}{_RANGE}(?:,? |,){_YEAR}",
        rf"{_DAY}{_RANGE}{_OF}{_MONTH},? ?(?:de |del |of |năm )?{_YEAR}",
        rf"(?<![0-9]){_YEAR}\. {_MONTH} {_DAY}",
        r"(?<![0-9])(?P<year>[0-9]{4}) ?[年년] ?(?P<month>[0-9]{1,2}) ?[月월] ?(?P<day>[0-9]{1,2}) ?[日号號일]",
        r"(?P<year>[〇零一二三四五六七八九]{4})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})[日号號]",
        rf"{_ERA} ?(?P<month>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}}) ?月 ?"
        r"(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3}) ?[日号號]",
        r"(?<![0-9/.-])(?P<year>[0-9]{4})(?P<mark>[-/.]) ?"
        r"(?P<month>[0-9]{1,2})(?P=mark) ?(?P<day>[0-9]{1,2})(?![0-9/-])",
        r"(?<![0-9/.-])(?P<first>[0-9]{1,2})(?P<mark>[-/.]) ?"
        r"(?P<second>[0-9]{1,2})(?P=mark) ?(?P<year>[0-9]{4})(?![0-9/-])",
        rf"\b{_MONTH},? (?:de |del |of |năm )?{_YEAR}",
        r"(?<![0-9])(?P<year>[0-9]{4}) ?[年년] ?(?P<month>[0-9]{1,2}) ?[月월](?! ?[0-9])",
    )
]
_DAY_AND_MONTH = re.compile(
    rf"\b{_MONTH} {_DAY}\b{_RANGE}(?!,? [0-9]{{4}})"
    rf"|{_DAY.replace('day', 'day2')}{_RANGE}{_OF}{_MONTH.replace('month', 'month2')}(?!,? (?:de |del |of )?[0-9]{{4}})"
    r"|(?<![年년0-9])(?<![年년] )(?P<month3>[0-9]{1,2}) ?[月월] ?(?P<day3>[0-9]{1,2}) ?[日号號일]",
    re.IGNORECASE,
)
_CIRCA = re.compile(r"^(?:c\.|ca\.?|circa|about|around|~|约|約)\s*", re.IGNORECASE)
_ISO = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{1,2}))?(?:-(?P<day>[0-9]{1,2}))?")
_FORMS = "Write 2025, 2025-04, 2025-04-25 or c. 2024."


class DateMatch(NamedTuple):
    """A date at text[start:end]; of one whose day and month could be exchanged only the year is known."""

    date: PartialDate
    start: int
    end: int


def read_date(value: str) -> PartialDate:
    """The date of a header or an option. Raises ImportDocumentError with what is wrong with it."""
    value = value.strip()
    remainder = _CIRCA.sub("", value)
    uncertain = remainder != value or remainder.endswith("?")
    remainder = remainder.rstrip("?").strip().translate(_DIGITS)
    match = _ISO.fullmatch(remainder) or next(
        (match for form in _PROSE if (match := form.fullmatch(remainder))), None
    )
    if not match:
        raise ImportDocumentError(f"The date “{abbreviate(value)}” could not be read. {_FORMS}", "date")
    if _is_ambiguous(match):
        raise ImportDocumentError(f"In the date “{value}” day and month could be exchanged. {_FORMS}", "date")
    try:
        return _partial(match, uncertain)
    except ValueError as error:
        raise ImportDocumentError(f"The date “{value}” does not exist: {error}.", "date") from error


def find_date(text: str) -> DateMatch | None:
    """The first whole date in running text; impossible dates are passed over."""
    return next(find_dates(text), None)


def find_dates(text: str) -> Iterator[DateMatch]:
    """Every whole date in running text, in order; they do not overlap."""
    plain = text.translate(_DIGITS)
    matches = [match for form in _PROSE for match in form.finditer(plain)]
    end = 0
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        # An impossible date takes its place as well: “31 April 2025” is not April 2025.
        if match.start() < end:
            continue
        end = match.end()
        try:
            yield DateMatch(_partial(match, False), match.start(), end)
        except ValueError:
            continue


def is_ambiguous(date_text: str) -> bool:
    """Whether a date, such as 04/05/2025, could be read with day and month exchanged."""
    return any(
        _is_ambiguous(match) for form in _PROSE if (match := form.fullmatch(date_text.translate(_DIGITS)))
    )


def find_day_and_month(text: str) -> str:
    """The first day printed without a year, such as “April 26”, as it stands; empty when there is none."""
    match = _DAY_AND_MONTH.search(text.translate(_DIGITS))
    return text[match.start() : match.end()] if match else ""


def with_year(day_and_month: str, year: int) -> PartialDate | None:
    """“April 26” or “4月26日” in that year; None when that year has no such day."""
    match = _DAY_AND_MONTH.fullmatch(day_and_month.translate(_DIGITS))
    if not match:
        return None
    parts = match.groupdict()
    month = _month(parts["month"] or parts["month2"] or parts["month3"])
    day = int(parts["day"] or parts["day2"] or parts["day3"])
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return PartialDate(Day(year, month, day))


def _is_ambiguous(match: re.Match[str]) -> bool:
    """04/05/2025; with full stops the day always comes first."""
    parts = match.groupdict()
    if not parts.get("first") or parts["mark"] == ".":
        return False
    first, second = int(parts["first"]), int(parts["second"])
    return first != second and 1 <= first <= 12 and 1 <= second <= 12


def _partial(match: re.Match[str], uncertain: bool) -> PartialDate:
    """Raises ValueError for a date that does not exist."""
    parts = match.groupdict()
    year = _year(parts)
    if year < 1:
        raise ValueError("there is no year 0")
    if _is_ambiguous(match):
        return PartialDate(Day(year, 1, 1), "year", uncertain)
    month, day = _month_and_day(parts)
    if parts.get("month") and not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    if parts.get("day") or parts.get("first"):
        last = monthrange(year, month)[1]
        if not 1 <= day <= last:
            raise ValueError(f"{year}-{month:02} has {last} days")
    precision = "day" if day else "month" if month else "year"
    return PartialDate(Day(year, month or 1, day or 1), precision, uncertain)


def _year(parts: dict[str, str | None]) -> int:
    year = _number(parts["year"] or "")
    if era := parts.get("era"):
        year += ERAS[era]
    is_thai = "\u0e00" <= (parts.get("month") or "")[:1] <= "\u0e7f"
    return year - BUDDHIST_YEARS if is_thai and year > 2400 else year


def _month_and_day(parts: dict[str, str | None]) -> tuple[int, int]:
    """0 where none is printed. Raises ValueError for a month of numbers that does not exist."""
    if not parts.get("first"):
        return _month(parts.get("month")), _number(parts.get("day") or "")
    first, second = _number(parts["first"] or ""), _number(parts["second"] or "")
    day, month = (second, first) if second > 12 and parts["mark"] != "." else (first, second)
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    return month, day


def _month(name: str | None) -> int:
    if not name:
        return 0
    return _MONTH_NUMBERS.get(name.lower()) or _number(name)


def _number(text: str) -> int:
    """Returns the value of digits or of Chinese numerals: 二〇二五, 二十五, 元."""
    if not text or text.isdecimal():
        return int(text or 0)
    values = [_NUMERALS[char] for char in text]
    if 10 not in values:
        return int("".join(map(str, values)))
    tens, _, ones = text.partition("十")
    return 10 * (_number(tens) or 1) + _number(ones)
