"""The smallest pieces of a query: words, phrases, fields, parentheses, operators; read from text and spelled again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from archive.text.folding import tokens

from .periods import period

FIELDS = ("speaker", "theme", "event", "source", "kind", "language", "attribution", "before", "after")
DATE_FIELDS = ("before", "after")
OPERATORS = ("AND", "OR", "NOT")

QUOTES = '"＂“”„«»'
MINUS = r"\s*(?P<minus>[-－]*)"
QUOTED = rf"[{QUOTES}](?P<quoted>[^{QUOTES}]*)(?:[{QUOTES}]|\Z)"
WORD = rf"(?P<word>[^\s()（）{QUOTES}]+)"
FIELD = re.compile(rf"{MINUS}(?P<name>(?ai:{'|'.join(FIELDS)}))[:：](?:{QUOTED}|{WORD})")
PIECE = re.compile(rf"{MINUS}(?:(?P<parenthesis>[()（）])|{QUOTED}|{WORD})")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand together (one, or a phrase); ``prefix`` lets the last one go on."""

    text: str
    prefix: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(token.word for token in tokens(self.text))

    @property
    def is_phrase(self) -> bool:
        return len(self.words) > 1


@dataclass(frozen=True, slots=True)
class Field:
    """``name`` is one of FIELDS; ``value`` is as typed, but for quotes and superfluous blanks."""

    name: str
    value: str


Leaf = Term | Field


class Piece(NamedTuple):
    """A leaf, "(", ")" or one of OPERATORS; ``negated`` if an odd number of minus signs touches it."""

    sign: Leaf | str
    negated: bool = False


def read_pieces(typed: str) -> Iterator[Piece]:
    """Piece by piece, none longer than what is left; what has no words in it is passed over."""
    at = 0
    while match := PIECE.match(typed, at):
        sign = read_plain(match)
        filled = FIELD.match(typed, at)
        if filled and (field := read_field(filled)):
            match, sign = filled, field
        if sign:
            yield Piece(sign, negated=len(match["minus"]) % 2 == 1)
        at = match.end()


def read_plain(match: re.Match) -> Term | str | None:
    if match["parenthesis"]:
        return "(" if match["parenthesis"] in "(（" else ")"
    if match["word"] in OPERATORS and not match["minus"]:
        return match["word"]
    term = read_word(match["word"]) if match["word"] else Term(match["quoted"].strip())
    return term if term.words else None


def read_word(word: str) -> Term:
    """A colon at the end belongs to the sentence, or to a field that was not filled in."""
    text = word.rstrip(":：")
    return Term(text.rstrip("*＊:："), prefix=text.endswith(("*", "＊")))


def read_field(match: re.Match) -> Field | None:
    field = Field(match["name"].lower(), (match["word"] or match["quoted"]).strip())
    if field.name in DATE_FIELDS:
        return field if period(field.value) else None
    return field if tokens(field.value) else None


def spell(leaf: Leaf) -> str:
    """Quotes stand only around what would be read as something else without them."""
    if isinstance(leaf, Term):
        plain, safe = leaf.text + "*" * leaf.prefix, in_quotes(leaf.text)
    else:
        plain, safe = f"{leaf.name}:{leaf.value}", f"{leaf.name}:{in_quotes(leaf.value)}"
    return plain if list(read_pieces(plain)) == [Piece(leaf)] else safe


def in_quotes(text: str) -> str:
    """No phrase that was read has a quote in it, but a name somebody puts into a field may."""
    return '"' + " ".join(re.sub(f"[{QUOTES}]", " ", text).split()) + '"'
