"""From the text of a query to its tokens: words, phrases, fields, parentheses and operators."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from archive.search.request.params import FACET_NAMES
from archive.text.words import tokens

from .nodes import Field, Leaf, Term
from .periods import parse_period

DATE_FIELDS = ("before", "after")
FIELDS = (*FACET_NAMES, *DATE_FIELDS)
OPERATORS = ("AND", "OR", "NOT")

QUOTES = '"＂“”„«»'
MINUS = r"\s*(?P<minus>[-－]*)"
QUOTED = rf"[{QUOTES}](?P<quoted>[^{QUOTES}]*)(?:[{QUOTES}]|\Z)"
WORD = rf"(?P<word>[^\s()（）{QUOTES}]+)"
FIELD = re.compile(rf"{MINUS}(?P<name>(?ai:{'|'.join(FIELDS)}))[:：](?:{QUOTED}|{WORD})")
PLAIN = re.compile(rf"{MINUS}(?:(?P<parenthesis>[()（）])|{QUOTED}|{WORD})")


class QueryToken(NamedTuple):
    """``value`` is a leaf, "(", ")" or one of OPERATORS; ``negated`` if an odd number of minus signs touches it."""

    value: Leaf | str
    negated: bool = False


def lex(text: str) -> Iterator[QueryToken]:
    """Token by token in linear time, none longer than what is left; what has no words in it is skipped."""
    position = 0
    while match := PLAIN.match(text, position):
        value: Leaf | str | None = read_plain(match)
        field_match = FIELD.match(text, position)
        if field_match and (field := read_field(field_match)):
            match, value = field_match, field
        if value:
            yield QueryToken(value, negated=len(match["minus"]) % 2 == 1)
        position = match.end()


def read_plain(match: re.Match[str]) -> Term | str | None:
    if match["parenthesis"]:
        return "(" if match["parenthesis"] in "(（" else ")"
    if match["word"] in OPERATORS and not match["minus"]:
        return str(match["word"])
    term = read_word(match["word"]) if match["word"] else Term(match["quoted"].strip())
    return term if term.words else None


def read_word(word: str) -> Term:
    """A colon at the end belongs to the sentence, or to a field without a value."""
    text = word.rstrip(":：")
    return Term(text.rstrip("*＊:："), prefix=text.endswith(("*", "＊")))


def read_field(match: re.Match[str]) -> Field | None:
    field = Field(match["name"].lower(), (match["word"] or match["quoted"]).strip())
    if field.name in DATE_FIELDS:
        return field if parse_period(field.value) else None
    return field if tokens(field.value) else None
