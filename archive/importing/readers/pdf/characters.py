"""Forms of characters that only printing knows: ligatures, radicals for the characters they look like.

Not NFKC, which would also change ², ①, ½ and full-width letters.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

# Simplified radicals for which Unicode gives no compatibility mapping, and the characters they stand for.
_RADICALS = dict(
    zip(
        "⺁⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⺟⺬⻀",
        "厂民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙母示卝",
        strict=True,
    )
)
# Latin and Armenian ligatures; Hebrew and Arabic presentation forms; the radicals of the Kangxi dictionary.
_PRINTED_FORM = re.compile(
    "[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufb4f\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\u2e80-\u2fdf]"
)

_DIRECTIONS = {"L": "l", "R": "r", "AL": "r", "EN": "n", "AN": "n", "NSM": "x", "WS": " ", "B": " ", "S": " "}


@lru_cache(maxsize=4096)
def _direction(character: str) -> str:
    return _DIRECTIONS.get(unicodedata.bidirectional(character), "o")


def directions(text: str) -> str:
    """A letter for each character: l and r for letters by their script, n for digits, x for marks on letters, o for
    other characters; a space for a space."""
    return "".join(map(_direction, text))


def in_drawing_order(letters: str) -> str:
    """Several letters that one character stands for, as they would be drawn: ﻻ is lam and alif, from the right."""
    return letters[::-1] if len(letters) > 1 and "r" in directions(letters) else letters


def standard_characters(text: str, mapped_counts: Counter[str]) -> str:
    """The text without printed forms; `mapped_counts` counts which were replaced."""

    def standard(match: re.Match[str]) -> str:
        char = match.group()
        replacement = _RADICALS.get(char) or unicodedata.normalize("NFKC", char)
        if replacement != char:
            mapped_counts[char] += 1
        return in_drawing_order(replacement)

    return _PRINTED_FORM.sub(standard, text)
