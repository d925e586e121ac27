"""Numbers as they are written: figures, Roman numerals, units.

In a comparable text case and the form of a digit are lost, so what these tell is looked for in the text as it stands.
"""

import re
import unicodedata

import regex

from ..characters import INVISIBLE
from ..word_sets import word_set
from ..words import CJK

# Languages that write 1,5 for one and a half and part thousands by points or spaces (Unicode CLDR, symbols of numbers).
_DECIMAL_COMMA = word_set(
    "af bg ca cs da de el es et eu fi fr gl hr hu id is it ka kk lt lv mk nb nl nn no pl pt ro ru sk sl sq sr sv tr uk"
)
_DECIMAL_POINT_REGIONS = word_set("ch li mx us gt hn ni pa pe pr sv do cu")
_GROUPED = regex.compile(r"-?\p{N}{1,3}(?:[., ]\p{N}{3})+")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_NO_QUOTATION_MARKS = str.maketrans("", "", "\"'“”„‟‘’‚‛«»‹›「」『』")
_BESIDE_CJK = re.compile(f"(?<=[{CJK}]) | (?=[{CJK}])")
_ONE_GROUP = regex.compile(r"-?\p{N}{1,3}([.,])\p{N}{3}")
# Powers, feet and inches.
_SUPERSCRIPTS = regex.compile("(?<=\\p{N})(?:[⁰¹²³⁴-⁹]+|[′″])")
_ROMAN = regex.compile(
    r"(?<![\w-])(?=[IVXLC]{2})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?=(?:e|er|th|[ºª])?(?![\w-]))"
)
_UNIT = regex.compile(
    r"(?<![\w-])\p{N}*(?:[mckµn]?m[²³]?|[mckµ]?g|[mc]?l|lbs?|oz|ft|mi|yd|[mkMGT]?W|[kMGT]Wh|[mk]?V|[kMG]?Hz|[hkM]?Pa|[kMGT]i?[Bb]|"
    r"bn|mn|mln|mld|mio|mrd|Mio|Mrd|тыс|млн|млрд|трлн|[мк]?кг|мг|[мск]?м)(?![\w-])"
)


def plain_figure(figure: str, language: str = "") -> str:
    """The figure with a decimal point and without separators of thousands: 1,200 and 1 200 become 1200, and 1,2 becomes
    1.2. Where the language is known, 1,200 becomes 1.200 in German, and so does 1.200 in English."""
    one_group = _ONE_GROUP.fullmatch(figure)
    if one_group and language and one_group[1] == _decimal_mark(language):
        return figure.replace(",", ".")
    return regex.sub("[., ]", "" if _GROUPED.fullmatch(figure) else ".", figure)


def _decimal_mark(language: str) -> str:
    base, *regions = language.lower().split("-")
    return "," if base in _DECIMAL_COMMA and _DECIMAL_POINT_REGIONS.isdisjoint(regions) else "."


def find_superscripts(text: str) -> list[str]:
    """The powers and the marks of feet and inches that follow a number, as they are written."""
    return [] if text.isascii() else _SUPERSCRIPTS.findall(text)


def find_units(text: str) -> list[str]:
    """The Roman numerals and the units in a text that `plain_layout` has made plain."""
    return [*_ROMAN.findall(text), *_UNIT.findall(text)]


def plain_layout(text: str) -> str:
    """The text in half-width characters, without invisible characters and quotation marks, and with one space for any
    white space, or none beside Chinese."""
    text = text.translate(_NO_QUOTATION_MARKS)
    if text.isascii():
        return " ".join(text.split())
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return _BESIDE_CJK.sub("", " ".join(plain.split()))
