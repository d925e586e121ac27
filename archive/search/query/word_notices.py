"""What of a word or phrase of a query does not mean what it may seem to."""

import re
import unicodedata

from archive.text.words import UNSPACED, tokens

from .fields import CHINESE_NAMES, NAMES, is_date_name
from .nodes import operands
from .notices import Notice
from .period_notices import notice_on_period
from .periods import is_reversed

MAX_DISTANCE = 20  # words between two that are near each other
SCHEMES = ("http", "https", "ftp", "mailto", "doi")
UNKNOWN_FIELD = re.compile(
    rf"(?P<name>[A-Za-z_][A-Za-z_-]+|{'|'.join(CHINESE_NAMES)})[:：](?P<value>[^/\s].*)?"
)
NUMBER_WITH_PERCENT = re.compile(r"(?<=\d)[%٪％]")
WILDCARD = re.compile(r"(?<!\W)(?:[*＊]|\?(?!\?))+\w")  # before or inside a word
WILDCARD_IN_PHRASE = re.compile(r"[*＊]|\w\?\w")
BEGINNING_IN_PHRASE = re.compile(r"\w[*＊]+\s*\Z")
POINT = re.compile(r"\.[A-Za-z]\w*")  # .NET
SYMBOLS = "#@%&§¶†‡^\\"  # beside symbols (is_not_indexed)
EXCLUSION_OPERATORS = "-!~¬！"
# Operators of other systems, and NEAR with what is no distance.
FOREIGN_OPERATOR = re.compile(
    r"(?:XOR|ADJ|AND[-_]?NOT|AROUND|BUTNOT|EXCEPT|ONEAR)(?:[/:]?\d+)?|(?:NEAR|PRE|ADJ|ONEAR|WITHIN)[/:].*"
    r"|(?i:near|adj|onear|pre)/?\d+|/(?:\d+|[sp])"
)
OPERATOR_BETWEEN = re.compile(
    r"[NW]\d{1,2}|ODER|UND|NICHT|OU|SAUF|或者?|和|与"
)  # words as well, in a text of capitals
OPERATOR_WITHOUT_SPACES = re.compile(rf"[{UNSPACED}](?:AND|OR|NOT)[{UNSPACED}]")  # 合作OR发展
# Before a parenthesis: atleast5(word), allcaps(word), headline(word).
FUNCTION = re.compile(
    r"(?i:atl(?:east)?\d+|allcaps|(?:no)?caps|singular|plural|h?lead|headline|byline|body|ti(?:tle)?|au)"
)
NUMBER_RANGE = re.compile(
    r"[^\w\s]?\d[\d.,/-]*?\.\.[^\w\s]?\d[\d.,/-]*"
)  # 5..10, $5..$10, 5/6/2024..7/6/2024
MAX_OTHER_WORDS = 4  # a longer query is a sentence
REGULAR_EXPRESSION = re.compile(r"/.*[*+?\[\\].*/")
EXCLUSION_BEHIND_OPERATOR = re.compile(r"[+＋=＝]+(?P<operator>[-－!！~¬])\w")  # =-word
RANGE_IN_BRACKETS = re.compile(r"[\[{](?P<range>(?:\*|[0-9]\S*)\s+TO\s+[^\s\]}()]+)[\]}]?")
NO_DISTANCE = re.compile(r"[~～][^\s\d(]\S*")  # "phrase"~x


def notice_on_word(word: str, before: str, after: str) -> Notice | None:
    """Returns what of the word does not mean what it may seem to. ``before`` and ``after`` are what was typed on either
    side. Behind the last word “!” is a sentence's."""
    if brackets := RANGE_IN_BRACKETS.match(word + after):
        return Notice("range" if is_reversed(brackets["range"]) else "date", brackets.group())
    if not tokens(word):
        operators = EXCLUSION_OPERATORS if after.strip() else "-~¬" if before.strip() else ""
        is_lone = bool(operators) and word.strip(operators) == ""
        if not word.strip("*＊"):
            return Notice("wildcard", word)
        return Notice("lone exclusion", word) if is_lone else notice_on_symbols(word)
    if unknown := UNKNOWN_FIELD.fullmatch(word):
        notice = notice_on_field(unknown["name"].lower(), unknown["value"] or "", after)
        if notice:
            return notice
    word = word.rstrip(":：")
    if word.endswith("?") and not (before.strip() or after.strip()):
        return Notice("wildcard", word)
    if period := notice_on_period(word, before, after):
        return period
    if is_short(before, after) and (notice := notice_in_few_words(word, before, after)):
        return notice
    if notice := notice_on_wildcard(word):
        return notice
    if OPERATOR_WITHOUT_SPACES.search(word):
        return Notice("foreign operator", word)
    if POINT.fullmatch(word):
        return Notice("symbols", word, ".")
    if is_reversed(word):
        return Notice("range", word)
    if behind := EXCLUSION_BEHIND_OPERATOR.match(word):
        return Notice("symbols", word, behind["operator"])
    if FOREIGN_OPERATOR.fullmatch(word) or (after[:1] in ("(", "（") and FUNCTION.fullmatch(word)):
        return Notice("foreign operator", word)
    if NUMBER_RANGE.fullmatch(word):
        return Notice("date", word)
    return notice_on_symbols(word.lstrip("+=＝").rstrip("*＊"), word)


def is_short(before: str, after: str) -> bool:
    """Returns whether the query is short. Few characters are counted first: of a long query this is asked for each
    word."""
    return len(before) + len(after) <= 200 and len(f"{before} {after}".split()) <= MAX_OTHER_WORDS


def notice_in_few_words(word: str, before: str, after: str) -> Notice | None:
    """Returns a notice on what is common in a sentence and in a short query is likely to be meant as syntax."""
    if before.strip() and after.strip() and OPERATOR_BETWEEN.fullmatch(word):
        return None if f"{before}{after}".isupper() else Notice("foreign operator", word)
    if re.fullmatch(r"[^\W\d_]+!", word) and word.islower():
        return Notice("truncation", word, word[:-1])
    return None


def notice_on_wildcard(word: str) -> Notice | None:
    is_pattern = WILDCARD.search(word) or REGULAR_EXPRESSION.fullmatch(word)
    return Notice("wildcard", word) if is_pattern and "://" not in word else None


def notice_on_field(name: str, value: str, after: str) -> Notice | None:
    """Returns a notice on a name with a colon that is read as a word; ``value`` stands behind the colon without a
    space."""
    if name in NAMES:
        typed = value or first_value(after)
        if is_date_name(name) and tokens(typed):
            return Notice("range" if is_reversed(typed) else "date", typed)
        return Notice("no value", name)
    is_used = bool(value) or after.startswith(tuple('"“„«「『(（'))
    return Notice("field", name) if is_used and name not in SCHEMES else None


def first_value(after: str) -> str:
    """Returns the phrase or word that follows."""
    match = re.match(r'\s*(?:["“”„«](?P<phrase>[^"“”„»]*)|(?P<word>[^\s()]*))', after)
    return ((match["phrase"] or match["word"] or "") if match else "").strip()


def notice_on_phrase(text: str, match: re.Match[str], after: str = "") -> Notice | None:
    """Returns what of a phrase in quotation marks does not mean what it may seem to. ``text`` is without the asterisk
    at its end, ``after`` is what follows."""
    if match["odd"]:
        return Notice("ignored distance", match["odd"])
    if match["closed"] and (odd := NO_DISTANCE.match(after)):
        return Notice("no distance", odd.group())
    if match["distance"] and BEGINNING_IN_PHRASE.search(match["quoted"] or match["single"]):
        return Notice("near beginning", match["distance"])
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


def notice_on_symbols(text: str, whole: str = "") -> Notice | None:
    """Returns a notice on characters that the index does not have. ``whole`` is the word as it was typed, where
    ``text`` lacks its operators."""
    plain_text = NUMBER_WITH_PERCENT.sub("", text)
    symbols = "".join(dict.fromkeys(char for char in plain_text if is_not_indexed(char)))
    if not symbols:
        return None
    return Notice("symbols" if tokens(text) else "only symbols", whole or text, symbols)


def is_not_indexed(char: str) -> bool:
    """Returns whether the index lacks a character that belongs to a word (C++, €50, #AI) or means something
    (§, emoji). Some have letters: № is no."""
    return char in SYMBOLS or (unicodedata.category(char) in ("Sc", "Sm", "So") and not tokens(char))
