"""From the text of a query to its tokens: words, phrases, fields, parentheses and operators."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from archive.search.request.params import FACET_NAMES
from archive.text.words import is_unspaced, tokens

from .nodes import Field, Leaf, Term
from .notices import Notice
from .periods import parse_period, parse_range

DATE_FIELDS = ("before", "after", "date")
TEXT_FIELDS = ("text", "any")
FIELDS = (*FACET_NAMES, "document", *DATE_FIELDS, *TEXT_FIELDS)
# What other archives and libraries call these fields.
ALIASES = {
    "lang": "language",
    "author": "speaker",
    "publisher": "source",
    "outlet": "source",
    "topic": "theme",
    "tag": "theme",
    "type": "kind",
    "year": "date",
    "since": "after",
}
OPERATORS = ("AND", "OR", "NOT", "NEAR")
AND_SIGNS = ("&", "&&")
MAX_DISTANCE = 20  # words between two that are near each other
NEAR_DISTANCE = 10  # where the reader names no number
SCHEMES = ("http", "https", "ftp", "mailto", "doi")

QUOTES = '"＂“”„«»'
MINUS = r"\s*(?P<minus>[-－−!！~¬]*)"
QUOTED = rf"[{QUOTES}](?P<quoted>[^{QUOTES}]*)(?:(?:[{QUOTES}](?: ?~(?P<distance>[0-9]{{1,4}})(?!\w))?)|\Z)"
WORD = rf"(?P<word>[^\s()（）|｜{QUOTES}]+)"
FIELD = re.compile(rf"{MINUS}(?P<name>(?ai:{'|'.join((*FIELDS, *ALIASES))})) ?[:：] ?(?:{QUOTED}|{WORD})")
DATE_NAMES = (*DATE_FIELDS, *(alias for alias, name in ALIASES.items() if name in DATE_FIELDS))
LONG_DATE = re.compile(  # after:May 2024, of several words
    rf"{MINUS}(?P<name>(?ai:{'|'.join(DATE_NAMES)})) ?[:：] ?"
    r"(?P<word>(?:[0-9]{1,2} )?[A-Za-z]{3,9}\.? (?:[0-9]{1,2},? )?[0-9]{4})(?!\S)"
)
PLAIN = re.compile(rf"{MINUS}(?:(?P<parenthesis>[()（）])|(?P<or>[|｜]+)|{QUOTED}|{WORD})")
NEAR = re.compile(r"NEAR|(?:(?i:near|w|within))/([0-9]{1,4})")
UNKNOWN_FIELD = re.compile(r"(?P<name>[A-Za-z][A-Za-z_-]+)[:：](?P<value>[^/\s].*)")
NUMBER_WITH_PERCENT = re.compile(r"(?<=\d)[%٪％]")
WILDCARD = re.compile(r"(?<!\W)[*＊?？]+\w")  # before or inside a word
POINT = re.compile(r"\.[A-Za-z]\w*")  # .NET
SIGNS = "#@%&§¶†‡^\\"  # beside symbols (is_not_indexed)


class QueryToken(NamedTuple):
    """``value`` is a leaf, "(", ")", one of OPERATORS, or empty for what has nothing to search but a ``notice``;
    ``negated`` if an odd number of minus signs touches it.

    ``distance`` is that of NEAR; ``notice`` says what of the word does not mean what it may seem to.
    """

    value: Leaf | str
    negated: bool = False
    distance: int | None = None
    notice: Notice | None = None


def lex(text: str) -> Iterator[QueryToken]:
    """Token by token in linear time, none longer than what is left; what has neither words nor a notice is skipped."""
    position = 0
    while match := PLAIN.match(text, position):
        for field_match in filter(None, (LONG_DATE.match(text, position), FIELD.match(text, position))):
            if field := read_field(field_match):
                match, token = field_match, QueryToken(field, notice=notice_on_term(field))
                break
        else:
            token = read_plain(match)
        if token.value or token.notice:
            yield token._replace(negated=len(match["minus"]) % 2 == 1)
        position = match.end()


def read_plain(match: re.Match[str]) -> QueryToken:
    """Its value is empty where the index has nothing of it."""
    if match["parenthesis"]:
        return QueryToken("(" if match["parenthesis"] in "(（" else ")")
    if match["or"]:
        return QueryToken("OR")
    word = match["word"]
    if not word:
        term = read_phrase(match)
        return QueryToken(term if term.words else "", notice=notice_on_signs(term.text))
    if not match["minus"] and (near := NEAR.fullmatch(word)):
        return QueryToken("NEAR", distance=min(int(near[1] or NEAR_DISTANCE), MAX_DISTANCE))
    if not match["minus"] and word in AND_SIGNS:
        return QueryToken("AND")
    if not match["minus"] and word in OPERATORS:
        return QueryToken(word)
    if parse_range(word) and not parse_period(word):
        return QueryToken(Field("date", word))
    term = read_word(word)
    return (
        QueryToken(term, notice=notice_on(word))
        if term.words
        else QueryToken("", notice=notice_on_signs(word))
    )


def read_word(word: str) -> Term:
    """A colon at the end belongs to the sentence, or to a field without a value."""
    text = word.rstrip(":：")
    prefix = text.endswith(("*", "＊"))
    bare = text.rstrip("*＊:：")
    return Term(bare.lstrip("=＝"), prefix=prefix, exact=bare.startswith(("=", "＝")) and not prefix)


def read_phrase(match: re.Match[str]) -> Term:
    """What stands in quotation marks is looked for in the text, in that form. Words near each other may have any form.
    A distance makes no difference to a single word, and Chinese, Japanese and Korean have no words that could stand
    apart."""
    term = Term(match["quoted"].strip(), in_text=True, exact=True)
    if match["distance"] and term.is_phrase and not any(map(is_unspaced, term.words)):
        return replace(term, distance=min(int(match["distance"]), MAX_DISTANCE), exact=False)
    return term


def read_field(match: re.Match[str]) -> Leaf | None:
    name = match["name"].lower()
    value = (match["word"] or match["quoted"]).strip()
    if name in TEXT_FIELDS:
        term = read_word(match["word"]) if match["word"] else read_phrase(match)
        return replace(term, in_text=name == "text") if term.words else None
    field = Field(ALIASES.get(name, name), value)
    if field.name in DATE_FIELDS:
        read = parse_range if field.name == "date" else parse_period
        return field if read(field.value) else None
    return field if tokens(field.value) else None


def notice_on(word: str) -> Notice | None:
    """What of a word the index does not know."""
    if word.rstrip(":：").lower() in (*FIELDS, *ALIASES) and word.endswith((":", "：")):
        return Notice("no value", word.rstrip(":："))
    word = word.rstrip(":：")
    if WILDCARD.search(word) and "://" not in word:
        return Notice("wildcard", word)
    if unknown := UNKNOWN_FIELD.fullmatch(word):
        name = unknown["name"].lower()
        if ALIASES.get(name, name) in DATE_FIELDS:
            return Notice("date", unknown["value"])
        if name not in SCHEMES:
            return Notice("field", name)
    if POINT.fullmatch(word):
        return Notice("signs", word, ".")
    return notice_on_signs(word.lstrip("+=＝").rstrip("*＊"), word)


def notice_on_term(leaf: Leaf) -> Notice | None:
    return notice_on_signs(leaf.text) if isinstance(leaf, Term) else None


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
