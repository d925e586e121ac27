"""Dates as readers type them: a year, a decade, a month or a day, each a period of days, or two of them as a range."""

import calendar
import datetime as dt
import re
import unicodedata

Period = tuple[dt.date, dt.date]  # first and last day

DATE = re.compile(r"(?P<year>[0-9]{4})(?:[-/.](?P<month>[0-9]{1,2})(?:[-/.](?P<day>[0-9]{1,2}))?)?")
DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})")
SLASHES = re.compile(r"(?P<first>[0-9]{1,2})([/-])(?P<second>[0-9]{1,2})\2(?P<year>[0-9]{4})")
MONTH_FIRST = re.compile(r"(?P<month>[0-9]{1,2})[./](?P<year>[0-9]{4})")
CHINESE = re.compile(r"(?P<year>[0-9]{4})年(?:(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})[日号號])?)?")
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
MONTH_NAME = rf"(?P<name>{'|'.join(name[:3] + f'(?:{name[3:]})?' for name in MONTHS)})\.?"
NAMED = re.compile(
    rf"(?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? )?{MONTH_NAME} (?P<year>[0-9]{{4}})"
    rf"|{MONTH_NAME.replace('name', 'name_first')}"
    r" (?P<day_second>[0-9]{1,2}),? (?P<year_last>[0-9]{4})",
    re.IGNORECASE,
)
QUARTER = re.compile(
    r"(?P<year>[0-9]{4})[- ]?Q(?P<quarter>[1-4])|Q(?P<quarter_first>[1-4])[- /]?(?P<year_last>[0-9]{4})",
    re.IGNORECASE,
)
DECADE = re.compile(r"(?P<year>[0-9]{3}0)['’]?s")
# The shapes of what these read, however it is written; what has one need not be a date.
QUARTER_DATE = "(?:[Qq][1-4][- ][0-9]{4}|[0-9]{4}[- ]?[Qq][1-4])"
LONG_DATE = r"(?:[0-9]{1,2}(?:st|nd|rd|th)? )?[A-Za-z]{3,9}\.? (?:[0-9]{1,2},? )?[0-9]{4}"
SHORT_DATE = r"[0-9]{4}年(?:[0-9]+月(?:[0-9]+[日号號])?)?|[0-9]{1,4}(?:[-/.][0-9]{1,4}){0,2}(?:['’]?s)?"
ANY_DATE = f"(?:{LONG_DATE}|{QUARTER_DATE}|{SHORT_DATE})"
BETWEEN = r"(?: ?(?:\.{2,3}|…|–|—) ?| - | TO )"
YEARS = "[0-9]{4}(?:['’]?s)?"
RANGE = re.compile(rf"(?P<first>.+?){BETWEEN}(?P<last>.+)|(?P<year>{YEARS})-(?P<until>{YEARS})")
OPEN_RANGE = re.compile(
    r"(?P<first>.+?) ?\.\.|\.\. ?(?P<last>.+)"
)  # not three dots: a sentence may end with them


def parse_period(text: str) -> Period | None:
    """The days of 2024, 2024-05, 14.5.2024, “May 2024”, 2024年5月, 2024-Q3, 1990s …; None for what is no date.

    A day and a month with slashes before the year (5/6/2024) are refused where both could be the month: countries read
    them differently.
    """
    text = with_ascii_digits(" ".join(text.split()))
    if match := DECADE.fullmatch(text):
        year = int(match["year"])
        return (dt.date(year, 1, 1), dt.date(year + 9, 12, 31)) if year else None
    if match := QUARTER.fullmatch(text):
        year, quarter = (int(first or last) for first, last in (match.group(1, 4), match.group(2, 3)))
        return _quarter(year, quarter)
    for pattern in (DATE, DAY_FIRST, MONTH_FIRST, CHINESE):
        if match := pattern.fullmatch(text):
            parts = match.groupdict()
            if not all(map(int, filter(None, parts.values()))):
                return None  # month 00
            return _period(*(int(parts.get(name) or 0) for name in ("year", "month", "day")))
    if match := SLASHES.fullmatch(text):
        year, first, second = (int(match[name]) for name in ("year", "first", "second"))
        if first == second or max(first, second) > 12:
            return _period(year, min(first, second), max(first, second))
        return None
    if match := NAMED.fullmatch(text):
        name = (match["name"] or match["name_first"])[:3].lower()
        month = next(number for number, full_name in enumerate(MONTHS, 1) if full_name.startswith(name))
        day = int(match["day"] or match["day_second"] or 0)
        return _period(int(match["year"] or match["year_last"]), month, day)
    return None


def parse_range(text: str) -> Period | None:
    """The days from the first to the last of two periods, 1974..1980, 1974-1980 or “May 1974 – June 1975”, or of one;
    of 1974.. to the last day there is, of ..1980 from the first; else None."""
    text = with_ascii_digits(" ".join(text.split()))
    if period := parse_period(text):
        return period
    if match := OPEN_RANGE.fullmatch(text):
        given_period = parse_period(match["first"] or match["last"])
        first, last = given_period or (dt.date.max, dt.date.min)
        return ((first, dt.date.max) if match["first"] else (dt.date.min, last)) if given_period else None
    first_last = parse_ends(text)
    if not first_last:
        return None
    first, last = first_last[0][0], first_last[1][1]
    return (first, last) if first <= last else None


def parse_ends(text: str) -> tuple[Period, Period] | None:
    """The periods at both ends of a range, whatever their order; None for what is no range of two dates."""
    match = RANGE.fullmatch(with_ascii_digits(text))
    if not match:
        return None
    first, last = parse_period(match["first"] or match["year"]), parse_period(match["last"] or match["until"])
    return (first, last) if first and last else None


def is_reversed(text: str) -> bool:
    """Returns whether it is a range that ends before it begins."""
    ends = parse_ends(" ".join(text.split()))
    return ends is not None and ends[0][0] > ends[1][1]


def with_ascii_digits(text: str) -> str:
    """Returns the text with digits of every script as those of ASCII."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character for character in text
    )


def _quarter(year: int, quarter: int) -> Period | None:
    first, last = _period(year, 3 * quarter - 2, 0), _period(year, 3 * quarter, 0)
    return (first[0], last[1]) if first and last else None


def _period(year: int, month: int, day: int) -> Period | None:
    try:
        first = dt.date(year, month or 1, day or 1)
        last_month = month or 12
        return first, dt.date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except ValueError:
        return None
