"""The class of word characters as ranges for PostgreSQL, whose regular expressions know no categories.

python -m tests.text.word_characters
"""

import sys
import unicodedata
from collections.abc import Iterator
from functools import cache

import regex

from archive.text.words import WORD_CHARACTERS

_WORD_CHARACTER = regex.compile(WORD_CHARACTERS, regex.V1)
_UNASSIGNED = regex.compile(r"\p{Cn}")


@cache
def assigned_characters() -> list[str]:
    """In the Unicode that this Python knows, without surrogates: newer ones mean something to one side of a comparison
    and nothing to the other."""
    every = map(chr, range(sys.maxunicode + 1))
    return [character for character in every if unicodedata.category(character) not in ("Cn", "Cs")]


def ranges() -> Iterator[tuple[int, int]]:
    """First and last code points; what Unicode has not assigned yet does not interrupt a range."""
    first = last = -1
    for code_point in range(0x110000):
        character = chr(code_point)
        if _WORD_CHARACTER.match(character):
            first, last = (first if first >= 0 else code_point), code_point
        elif first >= 0 and not _UNASSIGNED.match(character):
            yield first, last
            first = -1
    if first >= 0:
        yield first, last


def escape(code_point: int) -> str:
    return f"\\u{code_point:04x}" if code_point < 0x10000 else f"\\U{code_point:08x}"


def character_class() -> str:
    return "".join(escape(a) if a == b else f"{escape(a)}-{escape(b)}" for a, b in ranges())


if __name__ == "__main__":
    print(character_class())
