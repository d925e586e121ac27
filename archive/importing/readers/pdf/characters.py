"""The characters of a page: spaces between pieces of a line, which a file need not write; printed forms; directions."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

CJK_GAP = 0.6  # of the font size: justified Chinese lies apart without spaces
WORD_GAP = 0.15  # of the font size: a gap between words where no space is written
_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")


def space_between(before: str, after: str, gap: float, size: float, min_gap: float = WORD_GAP) -> str:
    """A space where two pieces of a line lie so far apart that they are two words; `min_gap` in font sizes."""
    if before.endswith(" ") or after.startswith(" ") or not before or not after:
        return ""
    is_cjk = _CJK.match(before[-1]) and _CJK.match(after[0])
    return " " if gap > (CJK_GAP if is_cjk else max(WORD_GAP, min_gap)) * size else ""


# Simplified radicals for which Unicode gives no compatibility mapping, and the characters they stand for.
_RADICALS = dict(
    zip(
        "⺁⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⺟⺬⻀",
        "厂民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙母示卝",
        strict=True,
    )
)
# Latin and Armenian ligatures; Hebrew and Arabic presentation forms; the radicals of the Kangxi dictionary. Not all
# that NFKC changes, such as ², ①, ½ and full-width letters.
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


def reverse_right_to_left(letters: str) -> str:
    """Several letters that one character stands for, as they would be drawn: ﻻ is lam and alif, from the right."""
    return letters[::-1] if len(letters) > 1 and "r" in directions(letters) else letters


def standard_characters(text: str, mapped_counts: Counter[str]) -> str:
    """The text without printed forms; `mapped_counts` counts which were replaced."""

    def standard(match: re.Match[str]) -> str:
        char = match.group()
        replacement = _RADICALS.get(char) or unicodedata.normalize("NFKC", char)
        if replacement != char:
            mapped_counts[char] += 1
        return reverse_right_to_left(replacement)

    return _PRINTED_FORM.sub(standard, text)
