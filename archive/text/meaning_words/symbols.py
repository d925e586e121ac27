"""Figures and symbols on which the meaning of a sentence hangs: of arithmetic, of currencies, and pictures."""

import re
from typing import NamedTuple

import regex


class SymbolPatterns(NamedTuple):
    figure: "re.Pattern[str] | regex.Pattern[str]"
    # Of comparison, too; "|", "~", "<" and ">" beside a word only enclose it.
    arithmetic: "re.Pattern[str] | regex.Pattern[str]"
    currency: "re.Pattern[str] | regex.Pattern[str]"
    # Ticks, crosses, thumbs; not the squares, circles, stars and arrows that set off the points of a list.
    picture: "re.Pattern[str] | regex.Pattern[str]"


UNICODE_PATTERNS = SymbolPatterns(
    # A space belongs to a number before a group of three digits; "10 2024" are two, as in "October 10 2024".
    figure=regex.compile(r"(?:(?<!\w)-)?\p{N}+(?:[.,:/-]\p{N}+| \p{N}{3}(?!\p{N}))*"),
    arithmetic=regex.compile(
        r"[\p{Sm}--[|~<>⁄\u2190-\u21ff]]|(?<!\w)(?:[<>](?=\s)|[<>~](?=[\p{N}.,]+(?![\p{N}.,<>~])))", regex.V1
    ),
    currency=regex.compile(r"\p{Sc}|[%٪‰؉‱°]"),
    picture=regex.compile(r"[\p{So}--[©®™°¦\u2190-\u21ff\u2460-\u24ff\u2500-\u2609\u2794-\u27bf]]", regex.V1),
)
# The same for ASCII texts, of which `re` is the quicker reader.
ASCII_PATTERNS = SymbolPatterns(
    figure=re.compile(r"(?:(?<!\w)-)?[0-9]+(?:[.,:/-][0-9]+| [0-9]{3}(?![0-9]))*"),
    arithmetic=re.compile(r"[+=]|(?<!\w)(?:[<>](?=\s)|[<>~](?=[0-9.,]+(?![0-9.,<>~])))"),
    currency=re.compile("[$%]"),
    picture=re.compile("(?!)"),
)
_QUESTION_MARKS = "?？؟"
_MINUS = regex.compile(r"(?<![\p{Latin}\p{Greek}\p{Cyrillic}\p{Arabic}\p{Nd}.,–-])[-−–](?=\p{Nd})")
# Other words in small letters: "us", "who", "it".
ABBREVIATIONS = (
    r"\b(?:US|UNO?|EU|AU|WHO|I[ST]|AIDS?|START|SALT|LED|FED|CAP|COP|ICE|ETA|ESA|IRA|SEC|CARE|HOPE)\b"
)
CAPITALISED_NAMES = "(?:May|March|August|Polish|Turkey|China)"  # likewise, where they begin no sentence


def find_symbols(text: str) -> list[tuple[int, int, str]]:
    """Returns (start, end, symbol) of currencies, arithmetic, negative numbers and questions, in their order."""
    by_kind = symbol_patterns(text)
    patterns = (by_kind.currency, by_kind.arithmetic, _MINUS)
    spans = {match.span() for pattern in patterns for match in pattern.finditer(text)}
    symbols = [(start, end, "-" if text[start:end] in "−–" else text[start:end]) for start, end in spans]
    symbols += [
        (position, position + 1, "?")
        for position, character in enumerate(text)
        if character in _QUESTION_MARKS
    ]
    return sorted(symbols)


def symbol_patterns(text: str) -> SymbolPatterns:
    """Returns the patterns that read this text in the least time."""
    return ASCII_PATTERNS if text.isascii() else UNICODE_PATTERNS
