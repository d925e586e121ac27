"""Whether a span of a text can be marked. Pure; offsets count code points."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from .quotes import LONGEST, UNSEEN

JOINER = "\u200d"
HANGS_ON = {"Mn", "Mc", "Me"}  # accents, vowel signs, variation selectors, the box of a keycap
HANGS_TOO = re.compile(
    "[\u0e33\u0eb3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)  # Thai and Lao am, skins, tags
PICTURE = re.compile("[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]")
FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")
JAMO = re.compile(
    "[\u1100-\u115f\ua960-\ua97c][\u1100-\u11a7\ua960-\ua97c\uac00-\ud7c6]"
    "|[\u1160-\u11a7\ud7b0-\ud7c6\uac00-\ud7a3][\u11a8-\u11ff\ud7cb-\ud7fb]|[\u1160-\u11a7][\u1160-\u11a7]"
)


class Flaw(StrEnum):
    BACKWARDS = "backwards"
    OUTSIDE = "outside"
    BLANK = "blank"
    TOO_LONG = "too long"
    CUTS_START = "cuts start"
    CUTS_END = "cuts end"


class SpanRefused(ValueError):
    """`start` and `end` are what was asked for; `length` is the words' own where they are too long."""

    def __init__(self, flaw: Flaw, start: int, end: int, length: int = 0):
        super().__init__(flaw)
        self.flaw, self.start, self.end, self.length, self.longest = flaw, start, end, length, LONGEST


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of a text: what stands from `offset` on; `length` is the whole text's."""

    text: str
    offset: int
    length: int

    @classmethod
    def whole(cls, text: str) -> "Stretch":
        return cls(text, 0, len(text))

    def words(self, start: int, end: int) -> str:
        return self.text[start - self.offset : end - self.offset]


def settled(stretch: Stretch, start: int, end: int) -> tuple[int, int]:
    """The span without blanks at its ends; raises SpanRefused. The stretch holds it, if the text does, and what stands
    around it."""
    if start >= end:
        raise SpanRefused(Flaw.BACKWARDS, start, end)
    if start < 0 or end > stretch.length:
        raise SpanRefused(Flaw.OUTSIDE, start, end)
    text, offset = stretch.text, stretch.offset
    first, last = trimmed(text, start - offset, end - offset)
    if first == last:
        raise SpanRefused(Flaw.BLANK, start, end)
    if last - first > LONGEST:
        raise SpanRefused(Flaw.TOO_LONG, start, end, last - first)
    if cuts(text, first):
        raise SpanRefused(Flaw.CUTS_START, start, end)
    if cuts(text, last):
        raise SpanRefused(Flaw.CUTS_END, start, end)
    return first + offset, last + offset


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and is_blank(text[start]):
        start += 1
    while start < end and is_blank(text[end - 1]):
        end -= 1
    return start, end


def is_blank(sign: str) -> bool:
    return sign.isspace() or sign in UNSEEN


def cuts(text: str, at: int) -> bool:
    """Whether a cut there takes apart what is read as one sign: a letter and its accent, an emoji and its parts."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isspace():
        return False
    if unicodedata.category(after) in HANGS_ON or HANGS_TOO.match(after):
        return True
    if before == JOINER and PICTURE.match(after):
        return True
    if after == JOINER and PICTURE.match(text, at + 1):
        return True
    return _halves_flag(text, at) or bool(JAMO.match(text, at - 1))


def _halves_flag(text: str, at: int) -> bool:
    """A flag is a pair of letters of its own; in a row of them every second place is inside one."""
    if not FLAG.match(text, at):
        return False
    first = at
    while first and FLAG.match(text, first - 1):
        first -= 1
    return (at - first) % 2 == 1
