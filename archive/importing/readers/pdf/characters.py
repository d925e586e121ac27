"""Forms of characters that only printing knows: ligatures, radicals for the characters they look like.

Not NFKC, which would also change ², ①, ½ and full-width letters.
"""

import re
import unicodedata
from collections import Counter

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


def standard_characters(text: str, mapped: Counter[str]) -> str:
    """The text without printed forms; `mapped` counts which were replaced."""

    def standard(match: re.Match[str]) -> str:
        char = match.group()
        replacement = _RADICALS.get(char) or unicodedata.normalize("NFKC", char)
        if replacement != char:
            mapped[char] += 1
        return replacement

    return _PRINTED_FORM.sub(standard, text)
