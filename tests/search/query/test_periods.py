"""The days that a date stands for, as readers type it."""

import datetime as dt

import pytest

from archive.search.query.periods import parse_period, parse_range


@pytest.mark.parametrize(
    "typed", ["2024-Q3", "2024 Q3", "2024q3", "Q3 2024", "q3/2024", "Q3-2024", "٢٠٢٤-Q3"]
)
def test_a_quarter(typed):
    assert parse_period(typed) == (dt.date(2024, 7, 1), dt.date(2024, 9, 30))


def test_quarters_are_the_ends_of_ranges():
    assert parse_range("2023-Q4..2024-Q1") == (dt.date(2023, 10, 1), dt.date(2024, 3, 31))
    assert parse_range("9999-Q4..") == (dt.date(9999, 10, 1), dt.date.max)
    assert parse_range("2024-Q1..2023-Q4") is None


@pytest.mark.parametrize("typed", ["2024-Q5", "2024-Q0", "0000-Q1", "Q3 24", "Q3", "2024-Q3-1"])
def test_what_is_no_quarter(typed):
    assert parse_period(typed) is None
