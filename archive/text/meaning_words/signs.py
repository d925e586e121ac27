"""Figures and signs on which the meaning of a sentence hangs: of arithmetic, of currencies, and pictures."""

import re
from typing import NamedTuple

import regex


class Signs(NamedTuple):
    figure: "re.Pattern[str] | regex.Pattern[str]"
    # Of comparison, too; "|", "~", "<" and ">" beside a word only enclose it.
    arithmetic: "re.Pattern[str] | regex.Pattern[str]"
    currency: "re.Pattern[str] | regex.Pattern[str]"
    # Ticks, crosses, thumbs; not the squares, circles, stars and arrows that set off the points of a list.
    picture: "re.Pattern[str] | regex.Pattern[str]"


ALL_SIGNS = Signs(
    # A space belongs to a number before a group of three digits; "10 2024" are two, as in "October 10 2024".
    figure=regex.compile(r"(?:(?<!\w)-)?\p{N}+(?:[.,:/-]\p{N}+| \p{N}{3}(?!\p{N}))*"),
    arithmetic=regex.compile(
        r"[\p{Sm}--[|~<>⁄\u2190-\u21ff]]|(?<!\w)(?:[<>](?=\s)|[<>~](?=[\p{N}.,]+(?![\p{N}.,<>~])))", regex.V1
    ),
    currency=regex.compile(r"\p{Sc}|[%٪‰؉‱°]"),
    picture=regex.compile(r"[\p{So}--[©®™°¦\u2190-\u21ff\u2460-\u24ff\u2500-\u2609\u2794-\u27bf]]", regex.V1),
)
# The same in texts of these characters, of which `re` is the quicker reader.
ASCII_SIGNS = Signs(
    figure=re.compile(r"(?:(?<!\w)-)?[0-9]+(?:[.,:/-][0-9]+| [0-9]{3}(?![0-9]))*"),
    arithmetic=re.compile(r"[+=]|(?<!\w)(?:[<>](?=\s)|[<>~](?=[0-9.,]+(?![0-9.,<>~])))"),
    currency=re.compile("[$%]"),
    picture=re.compile("(?!)"),
)


def signs_of(text: str) -> Signs:
    """The patterns that find them in the text in the least time."""
    return ASCII_SIGNS if text.isascii() else ALL_SIGNS
