"""What a word is, to the index and to readers. The database functions in archive/sql say the same."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
TOKEN = re.compile(rf"[{CJK}]|(?:(?![{CJK}_])\w)+")
POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
# й is a letter of its own, not и with an accent; ё is commonly written е.
ACCENTS = re.compile("(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f]")


SHORT = 150  # characters


class Token(NamedTuple):
    start: int
    end: int
    word: str


def fold(text: str) -> str:
    """Lower case without accents, as the database function ``archive_fold`` does it."""
    return text.lower() if text.isascii() else _without_accents(text)


@lru_cache(50_000)
def _without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).lower())
    return unicodedata.normalize("NFC", ACCENTS.sub("", apart))


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text with their places, folded; every Chinese, Japanese or Korean sign is one."""
    return _tokens_kept(text) if len(text) < SHORT else _tokens(text)


def _tokens(text: str) -> tuple[Token, ...]:
    endings = {match.start() + 1 for match in POSSESSIVE.finditer(text)}
    places = [match.span() for match in TOKEN.finditer(text)]
    if text.isascii():
        folded = text.lower()
        found = [Token(start, end, folded[start:end]) for start, end in places if start not in endings]
    else:
        found = [Token(start, end, fold(text[start:end])) for start, end in places if start not in endings]
    return tuple(token for token in found if token.word)


_tokens_kept = lru_cache(4_000)(_tokens)  # names and titles, which page after page has
