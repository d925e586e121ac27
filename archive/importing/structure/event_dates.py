"""The day of the event that a text reports, where its own first sentences say it: “on the afternoon of April 25”."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from archive.importing.parsed_document import PartialDate, Suggestion
from archive.importing.structure.dates import (
    EVENT_WORDS,
    PART_OF_DAY,
    YESTERDAY,
    add_year,
    find_dates,
    find_day_and_month,
)

MAX_PARAGRAPHS = 6  # of the beginning, in which a report says what happened when
MAX_SENTENCE_LENGTH = 600  # characters
MAX_AGE = timedelta(days=60)  # of an event whose year is that of the day on which it is reported
_SENTENCE_END = re.compile(r"(?<=[.!?])(?<![0-9]\.)\s+(?=[^\W\d_a-z])|(?<=[。！？])")
_EVENT = re.compile(EVENT_WORDS, re.IGNORECASE)
_PART_OF_DAY = re.compile(PART_OF_DAY, re.IGNORECASE)
_YESTERDAY = re.compile(YESTERDAY, re.IGNORECASE)
_DATELINE = re.compile(
    r"^(?:[(（][^)）]{3,80}[)）] ?[—–-]*|[^.!?。]{2,60}[(/][^)/]{2,40}[)/] ?[—–-]+|[^。]{2,30}[日号]电)"
)
# What is to come or to be compared is not what is reported.
_OTHER_TIME = re.compile(
    r"\b(will|would|shall|since|until|till|before|ahead of|by|from|after|in advance|scheduled|expected|deadline|born"
    r"|founded|effective)\b|将|將|自|截至|以来|以來|之前|生效|施行|出生|成立于|创立|创办|预计|計劃",
    re.IGNORECASE,
)


def suggest_event_date(
    paragraphs: Sequence[str], date: PartialDate | None, is_dateline: bool
) -> Suggestion | None:
    """The day that the first sentences with a date give for what happened; None where they name several.

    `date` is the text's own, of which a day printed without a year takes the year; `is_dateline` where a news
    agency's dateline prints it, so that “yesterday” has a meaning.
    """
    for sentence in _sentences(paragraphs[:MAX_PARAGRAPHS]):
        days = set(_days(sentence, date, is_dateline))
        if not days:
            continue
        day, printed = days.pop()
        return Suggestion("event_date", day, f"“{printed}” in the text") if day and not days else None
    return None


def _sentences(paragraphs: Sequence[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        for sentence in _SENTENCE_END.split(paragraph[: 3 * MAX_SENTENCE_LENGTH]):
            if sentence:
                yield sentence[:MAX_SENTENCE_LENGTH]


def _days(
    sentence: str, date: PartialDate | None, is_dateline: bool
) -> Iterator[tuple[PartialDate | None, str]]:
    """The days of a sentence that tells of an event; None for one whose year nothing shows."""
    remainder = _DATELINE.sub("", sentence, count=1)  # its day is that of the report
    if not (_EVENT.search(remainder) or _PART_OF_DAY.search(remainder)) or _OTHER_TIME.search(remainder):
        return
    whole = list(find_dates(remainder))
    for match in whole:
        if match.date.precision == "day":
            yield match.date, remainder[match.start : match.end]
    for match in reversed(whole):
        remainder = remainder[: match.start] + " " * (match.end - match.start) + remainder[match.end :]
    if printed := find_day_and_month(remainder):
        yield _complete(printed, date), _add_part_of_day(remainder, printed)
    elif is_dateline and date and date.precision == "day" and (yesterday := _YESTERDAY.search(remainder)):
        day = PartialDate(date.first - timedelta(days=1))
        yield day, f"{yesterday.group()}” beside the dateline’s “{date}"


def _complete(printed: str, date: PartialDate | None) -> PartialDate | None:
    """Returns the date in the year of the text's own day, if that makes it a day shortly before; else None."""
    if date is None or date.uncertain or date.precision != "day":
        return None
    for year in (date.first.year, date.first.year - 1):
        day = add_year(printed, year) if year > 0 else None
        if day and timedelta(0) <= date.first - day.first <= MAX_AGE:
            return day
    return None


def _add_part_of_day(sentence: str, printed: str) -> str:
    """“the afternoon of April 25”, so that an editor finds the place."""
    match = _PART_OF_DAY.search(sentence)
    return match.group() if match and printed in match.group() else printed
