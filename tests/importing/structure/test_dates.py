"""Dates as people write them."""

import datetime as dt

import pytest

from archive.importing.parsed_document import PartialDate
from archive.importing.structure.dates import find_date, find_day_and_month, read_date, with_year


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025", "2025"),
        ("2025-04", "2025-04"),
        ("2025-4-5", "2025-04-05"),
        ("c. 2024", "c. 2024"),
        ("about May 2024", "c. 2024-05"),
        ("2024-05?", "c. 2024-05"),
        ("12 May 2025", "2025-05-12"),
        ("1er mai 2025", "2025-05-01"),
        ("2025年4月25日", "2025-04-25"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_a_date_is_read_with_its_precision(value, expected):
    assert str(read_date(value)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Paris, May 12, 2025, at noon", (PartialDate(dt.date(2025, 5, 12)), 7, 19)),
        ("In May 2025 and on 3 June 2025", (PartialDate(dt.date(2025, 5, 1), "month"), 3, 11)),
        ("Not 2025-02-30 but 2025-02-28", (PartialDate(dt.date(2025, 2, 28)), 19, 29)),
        ("In 2025", None),
    ],
)
def test_the_first_date_in_prose_is_found(text, expected):
    assert find_date(text) == expected


def test_a_day_without_a_year_is_completed():
    assert find_day_and_month("BEIJING, April 26 (Xinhua)") == "April 26"
    assert find_day_and_month("BEIJING, April 26, 2025 (Xinhua)") == ""
    assert with_year("April 26", 2025) == PartialDate(dt.date(2025, 4, 26))
    assert with_year("4月26日", 2025) == PartialDate(dt.date(2025, 4, 26))
    assert with_year("February 29", 2025) is None
