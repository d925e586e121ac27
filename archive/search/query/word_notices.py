"""What of a word or phrase of a query does not mean what it may seem to."""

import re
import unicodedata

from archive.text.words import tokens

from .fields import NAMES, is_date_name
from .nodes import operands
from .notices import Notice
from .periods import is_reversed

MAX_DISTANCE = 20  # words between two that are near each other
SCHEMES = ("http", "https", "ftp", "mailto", "doi")
UNKNOWN_FIELD = re.compile(r"(?P<name>[A-Za-z_][A-Za-z_-]+)[:：](?P<value>[^/\s].*)?")
NUMBER_WITH_PERCENT = re.compile(r"(?<=\d)[%٪％]")
WILDCARD = re.compile(r"(?<!\W)(?:[*＊]|\?(?!\?))+\w")  # before or inside a word
WILDCARD_IN_PHRASE = re.compile(r"[*＊]|\w\?\w")
POINT = re.compile(r"\.[A-Za-z]\w*")  # .NET
SIGNS = "#@%&§¶†‡^\\"  # beside symbols (is_not_indexed)
EXCLUSION_SIGNS = "-!~¬！"
# Operators of other systems, and NEAR with what is no distance.
FOREIGN_OPERATOR = re.compile(
    r"(?:XOR|ADJ|AND[-_]?NOT|AROUND|BUTNOT|ONEAR)(?:[/:]?\d+)?|(?:NEAR|PRE|ADJ|ONEAR|WITHIN)[/:].*"
    r"|pre/\d+|/(?:\d+|[sp])"
)
REGULAR_EXPRESSION = re.compile(r"/.*[*+?\[\\].*/")
EXCLUSION_BEHIND_SIGN = re.compile(r"[+＋=＝]+(?P<sign>[-－!！~¬])\w")  # =-word
RANGE_IN_BRACKETS = re.compile(r"[\[{](?P<range>(?:\*|[0-9]\S*)\s+TO\s+[^\s\]}()]+)[\]}]?")
NO_DISTANCE = re.compile(r"~[^\s\d(]\S*")  # "phrase"~x


def notice_on_word(word: str, before: str, rest: str) -> Notice | None:
    """``before`` and ``rest``: what was typed on either side. Behind the last word “!” is a sentence's."""
    if brackets := RANGE_IN_BRACKETS.match(word + rest):
        return Notice("range" if is_reversed(brackets["range"]) else "date", brackets.group())
    if not tokens(word):
        signs = EXCLUSION_SIGNS if rest.strip() else "-~¬" if before.strip() else ""
        is_lone = bool(signs) and word.strip(signs) == ""
        if not word.strip("*＊"):
            return Notice("wildcard", word)
        return Notice("lone sign", word) if is_lone else notice_on_signs(word)
    if unknown := UNKNOWN_FIELD.fullmatch(word):
        notice = notice_on_field(unknown["name"].lower(), unknown["value"] or "", rest)
        if notice:
            return notice
    word = word.rstrip(":：")
    if word.endswith("?") and not (before.strip() or rest.strip()):
        return Notice("wildcard", word)
    if notice := notice_on_wildcard(word):
        return notice
    if POINT.fullmatch(word):
        return Notice("signs", word, ".")
    if is_reversed(word):
        return Notice("range", word)
    if behind := EXCLUSION_BEHIND_SIGN.match(word):
        return Notice("signs", word, behind["sign"])
    if FOREIGN_OPERATOR.fullmatch(word):
        return Notice("foreign operator", word)
    return notice_on_signs(word.lstrip("+=＝").rstrip("*＊"), word)


def notice_on_wildcard(word: str) -> Notice | None:
    is_pattern = WILDCARD.search(word) or REGULAR_EXPRESSION.fullmatch(word)
    return Notice("wildcard", word) if is_pattern and "://" not in word else None


def notice_on_field(name: str, value: str, rest: str) -> Notice | None:
    """``value``: what stands behind the colon without a blank."""
    if name in NAMES:
        typed = value or first_value(rest)
        if is_date_name(name) and tokens(typed):
            return Notice("range" if is_reversed(typed) else "date", typed)
        return Notice("no value", name)
    is_used = bool(value) or rest.startswith(tuple('"“„«「『(（'))
    return Notice("field", name) if is_used and name not in SCHEMES else None


def first_value(rest: str) -> str:
    """The phrase or word that follows."""
    match = re.match(r'\s*(?:["“”„«](?P<phrase>[^"“”„»]*)|(?P<word>[^\s()]*))', rest)
    return ((match["phrase"] or match["word"] or "") if match else "").strip()


def notice_on_phrase(text: str, match: re.Match[str], rest: str = "") -> Notice | None:
    """``match`` of a phrase in quotation marks, ``text`` without the asterisk at its end, ``rest`` what follows."""
    if match["odd"]:
        return Notice("ignored distance", match["odd"])
    if match["closed"] and (odd := NO_DISTANCE.match(rest)):
        return Notice("no distance", odd.group())
    if match["distance"]:
        return (
            notice_on_distance(int(match["distance"]))
            if len(operands(text)) > 1
            else Notice("one word", match["distance"])
        )
    if WILDCARD_IN_PHRASE.search(text):
        return Notice("wildcard", text)
    if match["quoted"] is not None and not match["closed"]:
        return Notice("quotation mark" if text.strip() else "last quotation mark", text)
    return None


def notice_on_distance(number: int) -> Notice | None:
    return Notice("distance", str(number), str(MAX_DISTANCE)) if number > MAX_DISTANCE else None


def notice_on_signs(text: str, whole: str = "") -> Notice | None:
    """``whole``: the word as it was typed, where ``text`` lacks its operators."""
    known = NUMBER_WITH_PERCENT.sub("", text)
    signs = "".join(dict.fromkeys(char for char in known if is_not_indexed(char)))
    if not signs:
        return None
    return Notice("signs" if tokens(text) else "only signs", whole or text, signs)


def is_not_indexed(char: str) -> bool:
    """A sign that belongs to a word (C++, €50, #AI) or means something (§, an emoji), and is not in the index."""
    return char in SIGNS or unicodedata.category(char) in ("Sc", "Sm", "So")
