"""Dates as tables write them: ISO moments, those of mail and feeds, and 13/05/2024 where a column shows its order."""

import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from typing import Any

from archive.importing.errors import ImportDocumentError, abbreviate

_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9:.,]+\s*(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_NUMBERS = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})(?:[ ,]+[0-9:.]+(?: ?[APap][Mm])?)?")


def day_comes_first(values: Iterable[Any]) -> bool | None:
    """Whether 05/06/2024 is 5 June in this column: a number over 12 tells, as full stops do; else None."""
    first = second = False
    for value in values:
        match = _NUMBERS.fullmatch(str(value).strip()) if value else None
        if match:
            first |= int(match[1]) > 12 or match[2] == "."
            second |= int(match[3]) > 12
    return None if first == second else first


def normalise_date(value: Any, day_first: bool | None) -> str:
    """The date in a form that the header reads. Raises ImportDocumentError for one that could be two."""
    text = " ".join(str(value).split())
    if match := _MOMENT.fullmatch(text):
        return match[1]
    if match := _COMPACT.fullmatch(text):
        return "-".join(match.groups())
    if match := _NUMBERS.fullmatch(text):
        return _iso_date(match, day_first)
    if "," in text and ":" in text:
        try:
            return parsedate_to_datetime(text).date().isoformat()
        except (ValueError, OverflowError, TypeError):
            return text
    return text


def _iso_date(match: re.Match[str], day_first: bool | None) -> str:
    first, second = int(match[1]), int(match[3])
    if first != second and day_first is None:
        raise ImportDocumentError(
            f"The date “{abbreviate(match[0])}” can be read in two ways: day or month first. Write {match[4]}-MM-DD.",
            "date",
        )
    day, month = (first, second) if day_first else (second, first)
    return f"{match[4]}-{month:02}-{day:02}"
