"""Whether a text that is kept as words would be read as anything else if somebody searched for it."""

import re

from .lexer import MINUS_SIGNS, QUOTES, lex
from .nodes import Field, Term

WILDCARD = re.compile(r"[*＊]|(?<=\w)\?(?=\w)")
NAME = re.compile(r"\w+ ?[:：]")
OR = re.compile("[|｜]+")
MINUS = re.compile(rf"(?<!\S)[{MINUS_SIGNS}]")
QUOTE_OR_EXACT = re.compile(f"[{QUOTES}'‘=＝]")


def find_operator(text: str) -> str:
    """The first operator, wildcard or name of a field in the text, as it is written there; empty where all are words.
    Characters that the index merely leaves out (C++) are none, nor is AND, without which a search finds the same."""
    for token in lex(text):
        value = token.value
        if isinstance(value, Field):
            return first_match(NAME, text) or value.value  # a range of dates has no name
        if isinstance(value, str):
            if value and value != "AND":
                return value if value in text else first_match(OR, text)
        elif token.negated:
            return first_match(MINUS, text)
        elif wildcard := first_match(WILDCARD, text):
            return wildcard
        elif value != Term(value.text):
            return (
                first_match(NAME, text)
                if value.in_text and ":" in text
                else first_match(QUOTE_OR_EXACT, text)
            )
    return ""


def first_match(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match.group() if match else ""
