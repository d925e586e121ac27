"""Dates as people write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.errors import ImportDocumentError
from archive.importing.parsed_document import PartialDate
from archive.importing.structure.dates import (
    add_year,
    find_date,
    find_dates,
    find_day_and_month,
    is_ambiguous,
    read_date,
)


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
    assert add_year("April 26", 2025) == PartialDate(dt.date(2025, 4, 26))
    assert add_year("4月26日", 2025) == PartialDate(dt.date(2025, 4, 26))
    assert add_year("February 29", 2025) is None


@pytest.mark.parametrize(
    "text",
    [
        "25 avril 2025",
        "25. April 2025",
        "25 de abril de 2025",
        "25 aprile 2025",
        "25 апреля 2025 г.",
        "25 квітня 2025",
        "25 kwietnia 2025",
        "25 Απριλίου 2025",
        "2025. április 25.",
        "٢٥ أبريل ٢٠٢٥",
        "25 באפריל 2025",
        "25 अप्रैल 2025",
        "25 เมษายน 2568",
        "ngày 25 tháng 4 năm 2025",
        "2025년 4월 25일",
        "2025年4月25日",
        "二〇二五年四月二十五日",
        "令和7年4月25日",
        "民國114年4月25日",
        "25/04/2025",
        "04/25/2025",
        "25.04.2025",
        "2025/4/25",
        "2025-04-25",
        "April 25–26, 2025",
        "25-26 April 2025",
    ],
)
def test_a_day_is_read_in_the_forms_of_many_languages(text):
    assert [match.date for match in find_dates(text)] == [PartialDate(dt.date(2025, 4, 25))]


@pytest.mark.parametrize(
    "text", ["31 April 2025", "2025年2月30日", "30/02/2025", "February 30, 2025", "25 listopada 2025"]
)
def test_an_impossible_date_is_not_repaired(text):
    assert list(find_dates(text)) == []


def test_where_day_and_month_could_be_exchanged_only_the_year_is_known():
    assert find_date("04/05/2025").date == PartialDate(dt.date(2025, 1, 1), "year")
    assert is_ambiguous("04/05/2025")
    assert not any(map(is_ambiguous, ["05/05/2025", "25/04/2025", "04.05.2025", "2025-04-05"]))
    with pytest.raises(ImportDocumentError, match="could be exchanged"):
        read_date("04/05/2025")


@given(st.text(alphabet="0123456789年月日/.- AprilMayде令和元年二十١٢", max_size=30))
def test_every_text_has_dates_or_none(text):
    previous = 0
    for match in find_dates(text):
        assert previous <= match.start < match.end <= len(text)
        previous = match.end
    if day := find_day_and_month(text):
        assert day in text
        add_year(day, 2024)
