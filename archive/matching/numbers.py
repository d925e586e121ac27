"""The numbers a text names, whatever its language writes them with."""

from collections.abc import Iterator

import regex

from archive.text.folding import fold

_CHINESE_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
}
_CHINESE_UNITS = {"十": 10, "百": 100, "千": 1_000}
_CHINESE_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_FIRST = "".join((*_CHINESE_DIGITS, *_CHINESE_UNITS))
_CHINESE = regex.compile(f"[{_FIRST}][{_FIRST}{''.join(_CHINESE_MYRIADS)}]*")
_GROUPED = regex.compile(r"(?<![\d.,])\d{1,3}(?:[,.\u00a0\u202f ٬]\d{3})+(?![\d.,]*\d)")
_DIGITS = regex.compile(r"\p{Nd}+")
MAX_DIGITS = 15


def find_numbers(text: str) -> Iterator[int]:
    """Yields the numbers in no order, with repetitions: 1 000, 1,000 and 一千 are 1000. A fraction is two numbers."""
    digits = _GROUPED.sub(lambda match: regex.sub(r"\P{Nd}", "", match.group()), text)
    for match in _DIGITS.finditer(digits):
        if len(match.group()) <= MAX_DIGITS:
            yield int(fold(match.group()))
    for match in _CHINESE.finditer(text):
        if len(match.group()) <= MAX_DIGITS:
            yield chinese_number(match.group())


def chinese_number(text: str) -> int:
    """二十五 is 25, 一九四八 is 1948, 三万 is 30000."""
    if all(character in _CHINESE_DIGITS for character in text):
        return int("".join(str(_CHINESE_DIGITS[character]) for character in text))
    total = section = digit = 0
    for character in text:
        if character in _CHINESE_DIGITS:
            digit = _CHINESE_DIGITS[character]
        elif character in _CHINESE_UNITS:
            section += (digit or 1) * _CHINESE_UNITS[character]
            digit = 0
        else:
            total += (section + digit or 1) * _CHINESE_MYRIADS[character]
            section = digit = 0
    return total + section + digit
