"""Numbers are the same in every script; an oracle of its own writes the Chinese ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.matching.numbers import chinese_number, find_numbers

DIGITS = "零一二三四五六七八九"


def written_in_chinese(number: int) -> str:
    """Up to 99,999,999, as it is read aloud."""
    if number >= 10_000:
        rest = number % 10_000
        return written_in_chinese(number // 10_000) + "万" + ("" if not rest else written_in_chinese(rest))
    for unit, sign in ((1_000, "千"), (100, "百"), (10, "十")):
        if number >= unit:
            rest = number % unit
            gap = "零" if rest and rest < unit // 10 else ""
            return DIGITS[number // unit] + sign + (gap + written_in_chinese(rest) if rest else "")
    return DIGITS[number]


@given(st.integers(0, 99_999_999))
def test_a_chinese_number_is_read_as_it_was_written(number):
    assert chinese_number(written_in_chinese(number)) == number


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("In 2030, 1,500 of 12 000 readers", [1_500, 2_030, 12_000]),
        ("四月二十五日第20次", [4, 20, 25]),
        ("一九四八年十二月十日", [10, 12, 1948]),
        ("٢٥ كتابا", [25]),
        ("３万 and 三万", [3, 30_000]),
        ("3.14 or 1,2", [1, 2, 3, 14]),
        ("9" * 16, []),
        ("no number", []),
    ],
)
def test_numbers_of_every_script(text, numbers):
    assert sorted(find_numbers(text)) == numbers
