"""The markers of lists, bullets and numbers, as a browser shows them."""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

MAX_ROMAN = 3999
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
LISTS = frozenset(["ul", "ol", "menu", "dir"])
_BULLET = re.compile(r"[-*•·–—‣◦▪■□●○➢✓]\s")
_NO_SIGN = re.compile(r"list-style(?:-type)?\s*:\s*none", re.IGNORECASE)


def roman_numeral(number: int) -> str:
    """The number from 1 to MAX_ROMAN in small letters: 14 is xiv."""
    numeral = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral


@dataclass
class ListState:
    """A list being read; `number` is that of its next item."""

    element: HtmlElement
    is_nested: bool
    number: int = 1
    step: int = 1

    @classmethod
    def start(cls, element: HtmlElement, is_nested: bool) -> "ListState":
        is_reversed = element.tag == "ol" and element.get("reversed") is not None
        first = sum(child.tag == "li" for child in element) if is_reversed else 1
        return cls(element, is_nested, _integer(element.get("start"), first), -1 if is_reversed else 1)

    def next_marker(self, item: HtmlElement) -> str:
        """The marker of the next item with the space after it; empty where the list shows none."""
        self.number = _integer(item.get("value"), self.number)
        number, self.number = self.number, self.number + self.step
        if _NO_SIGN.search(self.element.get("style", "") + ";" + item.get("style", "")):
            return ""
        if self.element.tag != "ol":
            return "◦ " if self.is_nested else "• "
        return f"{_counter(number, self.element.get('type', '1'))}. "


def marker_for(text: str, marker: str) -> str:
    """The marker to set before an item; none where one was typed into it as well."""
    return "" if text.startswith(marker) or _BULLET.match(text) else marker


def _integer(value: str | None, default: int) -> int:
    match = re.fullmatch(r"\s*([+-]?[0-9]{1,9})\s*", value or "")
    return int(match[1]) if match else default


def _counter(number: int, form: str) -> str:
    if form in ("a", "A") and number > 0:
        return _letters(number) if form == "a" else _letters(number).upper()
    if form in ("i", "I") and 0 < number <= MAX_ROMAN:
        return roman_numeral(number) if form == "i" else roman_numeral(number).upper()
    return str(number)


def _letters(number: int) -> str:
    """1 is a, 27 is aa."""
    letters = ""
    while number:
        number, remainder = divmod(number - 1, 26)
        letters = chr(ord("a") + remainder) + letters
    return letters
