"""The spaces between pieces of a line, which a PDF file need not write."""

import re

CJK_GAP = 0.6  # of the font size: justified Chinese lies apart without spaces
WORD_GAP = 0.15  # of the font size: a gap between words where no space is written
_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")


def space_between(before: str, after: str, gap: float, size: float, min_gap: float = WORD_GAP) -> str:
    """A space where two pieces of a line lie so far apart that they are two words; `least` in font sizes."""
    if before.endswith(" ") or after.startswith(" ") or not before or not after:
        return ""
    is_cjk = _CJK.match(before[-1]) and _CJK.match(after[0])
    return " " if gap > (CJK_GAP if is_cjk else max(WORD_GAP, min_gap)) * size else ""
