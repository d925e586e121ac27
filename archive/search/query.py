"""What a reader typed, read as words, "phrases", -exclusions, OR and prefixes*. Pure; never raises.

Anything that is not such syntax is words. ``a OR b c -d`` means (a or b) and c and not d.
"""

import re
import unicodedata
from dataclasses import dataclass

MAX_LENGTH = 500
MAX_TERMS = 32

CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
TOKEN = re.compile(rf"[{CJK}]|(?:(?![{CJK}_])\w)+")
POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
PIECE = re.compile(r'(?P<minus>-?)(?:["“”„«»](?P<phrase>[^"“”„«»]*)(?:["“”„«»]|$)|(?P<word>[^\s"“”„«»]+))')


@dataclass(frozen=True, slots=True)
class Token:
    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand together (one, or a phrase); ``prefix`` lets the last one go on."""

    text: str
    negated: bool = False
    prefix: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(token.word for token in tokens(self.text))


@dataclass(frozen=True, slots=True)
class Query:
    """All clauses must hold; of a clause, any term. ``cut`` says that something at the end was left out."""

    clauses: tuple[tuple[Term, ...], ...] = ()
    cut: bool = False

    def __bool__(self) -> bool:
        return bool(self.clauses)

    @property
    def wanted(self) -> list[Term]:
        """The terms whose words readers look for, to be highlighted."""
        return [term for clause in self.clauses for term in clause if not term.negated]


def fold(text: str) -> str:
    """Lower case without accents, as the database function ``archive_fold`` does it."""
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).lower())
    return unicodedata.normalize("NFC", re.sub("[\u0300-\u036f]", "", apart))


def tokens(text: str) -> list[Token]:
    """The words of a text with their places, folded; every Chinese, Japanese or Korean sign is one."""
    endings = {match.start() + 1 for match in POSSESSIVE.finditer(text)}
    found = (Token(m.start(), m.end(), fold(m[0])) for m in TOKEN.finditer(text) if m.start() not in endings)
    return [token for token in found if token.word]


def parse(typed: str) -> Query:
    """Read what was typed; at most 500 characters and 32 terms of it."""
    clean = "".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in typed)
    clean = " ".join(clean.split())
    clauses: list[tuple[Term, ...]] = []
    joining = False
    terms = 0
    for piece in PIECE.finditer(clean[:MAX_LENGTH]):
        if piece["word"] == "OR" and clauses:
            joining = True
            continue
        term = read_term(piece)
        if not term.words:
            continue
        terms += 1
        if terms > MAX_TERMS:
            break
        if joining and not term.negated and not clauses[-1][0].negated:
            clauses[-1] = (*clauses[-1], term)
        else:
            clauses.append((term,))
        joining = False
    return Query(tuple(clauses), cut=len(clean) > MAX_LENGTH or terms > MAX_TERMS)


def read_term(piece: re.Match) -> Term:
    negated = bool(piece["minus"])
    if piece["phrase"] is not None:
        return Term(piece["phrase"].strip(), negated)
    word = piece["word"]
    prefix = word.endswith("*") and len(word) > 1
    return Term(word.rstrip("*") if prefix else word, negated, prefix)
