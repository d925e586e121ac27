"""Dates and languages as tables write them."""

import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from typing import Any

from archive.importing.errors import ImportDocumentError, abbreviate
from archive.importing.readers.speeches.values import language_code

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


# The first name of each is the English one.
_NAMES = {
    "ar": "arabic العربية عربي",
    "bg": "bulgarian български",
    "cs": "czech čeština česky",
    "cy": "welsh cymraeg",
    "da": "danish dansk",
    "de": "german deutsch",
    "el": "greek ελληνικά",
    "en": "english",
    "es": "spanish español castellano",
    "fa": "persian farsi فارسی",
    "fi": "finnish suomi",
    "fr": "french français francais",
    "ga": "irish gaeilge",
    "he": "hebrew עברית",
    "hi": "hindi हिन्दी हिंदी",
    "hu": "hungarian magyar",
    "id": "indonesian indonesia",
    "it": "italian italiano",
    "ja": "japanese 日本語",
    "ko": "korean 한국어",
    "nl": "dutch nederlands",
    "no": "norwegian norsk",
    "pl": "polish polski",
    "pt": "portuguese português portugues",
    "ro": "romanian română",
    "ru": "russian русский",
    "sv": "swedish svenska",
    "th": "thai ไทย",
    "tr": "turkish türkçe",
    "uk": "ukrainian українська",
    "vi": "vietnamese tiếng_việt",
    "zh": "chinese 中文 汉语 漢語",
    "zh-Hans": "simplified_chinese chinese_(simplified) 简体中文",
    "zh-Hant": "traditional_chinese chinese_(traditional) 繁體中文",
}
_CODES = {name: code for code, names in _NAMES.items() for name in names.split()}


def language_from_name(text: str) -> str:
    """The code as the archive writes it; empty for what is no language that it knows."""
    written = "_".join(text.lower().split())
    if code := _CODES.get(written):
        return code
    first, dash, subtags = text.strip().replace("_", "-").partition("-")
    return language_code(f"{first.lower()}{dash}{subtags}")
