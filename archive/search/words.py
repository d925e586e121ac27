"""What a word is, to the index and to readers. The database functions in migrations/sql say the same."""

import re
import unicodedata
from dataclasses import dataclass

CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
TOKEN = re.compile(rf"[{CJK}]|(?:(?![{CJK}_])\w)+")
POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
# й is a letter of its own, not и with an accent; ё is commonly written е.
ACCENTS = re.compile("(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f]")


@dataclass(frozen=True, slots=True)
class Token:
    start: int
    end: int
    word: str


def fold(text: str) -> str:
    """Lower case without accents, as the database function ``archive_fold`` does it."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).lower())
    return unicodedata.normalize("NFC", ACCENTS.sub("", apart))


def tokens(text: str) -> list[Token]:
    """The words of a text with their places, folded; every Chinese, Japanese or Korean sign is one."""
    endings = {match.start() + 1 for match in POSSESSIVE.finditer(text)}
    found = (Token(m.start(), m.end(), fold(m[0])) for m in TOKEN.finditer(text) if m.start() not in endings)
    return [token for token in found if token.word]
