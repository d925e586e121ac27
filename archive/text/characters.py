"""Places of a text where a span may not begin or end: inside a word or a grapheme. Pure."""

import re
import unicodedata

from .collation import CJK

INSIDE = re.compile(rf"(?![{CJK}])[^\W_]['’]?(?![{CJK}])[^\W_]")  # two letters of one word
JOINED = re.compile("[\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\udc00-\udfff]")
FLAGS = re.compile("[\U0001f1e6-\U0001f1ff]+\\Z")


def breaks(text: str, at: int) -> bool:
    """Whether a cut at this place parts a word or a grapheme."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if INSIDE.match(text, at - 1) or (before in "'’" and at > 1 and INSIDE.match(text, at - 2)):
        return True
    if unicodedata.category(after).startswith("M") or JOINED.match(after) or before == "\u200d":
        return True
    flags = FLAGS.search(text, max(at - 64, 0), at)
    return bool(flags and FLAGS.match(after) and (flags.end() - flags.start()) % 2)
