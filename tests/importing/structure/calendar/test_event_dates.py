"""The day of an event, as the first sentences of a text give it."""

import datetime as dt

import pytest

from archive.importing.parse import parse_text
from archive.importing.parsed_document import PartialDate
from archive.importing.structure.event_dates import suggest_event_date

MARCH_9 = PartialDate(dt.date(2024, 3, 9))
DATELINE = "(Xinhua, Port Adeyemi, March 9) — "


@pytest.mark.parametrize(
    ("sentence", "day", "reason"),
    [
        (
            f"{DATELINE}On the afternoon of March 8, the council held a session.",
            "2024-03-08",
            "“On the afternoon of March 8” in the text",
        ),
        ("新华社北京3月9日电 3月8日下午，理事会举行会议。", "2024-03-08", "“3月8日下午” in the text"),
        ("The council met on March 5, 2023.", "2023-03-05", "“March 5, 2023” in the text"),
        ("Le conseil s’est tenu le 5 mars 2024.", "2024-03-05", "“5 mars 2024” in the text"),
        ("Am 5. März 2024 fand die Sitzung statt.", "2024-03-05", "“5. März 2024” in the text"),
        (
            f"{DATELINE}The council met yesterday.",
            "2024-03-08",
            "“yesterday” beside the dateline’s “2024-03-09” in the text",
        ),
        ("The council met on February 28.", "2024-02-28", "“February 28” in the text"),
    ],
)
def test_the_day_of_the_event_is_proposed_with_its_words(sentence, day, reason):
    event_date = suggest_event_date([sentence], MARCH_9, is_dateline=True)

    assert (event_date.field, str(event_date.value), event_date.reason) == ("event_date", day, reason)


@pytest.mark.parametrize(
    "sentence",
    [
        f"{DATELINE}The council likes lamps.",
        "The council will meet on March 12, 2024.",
        "The council met Hale on March 1, 2024 and Adeyemi on March 3, 2024.",
        "From March 1 to 3, 2024, the council visited the quay.",
        "Born on March 1, 1950, she attended the school of the port.",
        "The council met on December 30.",
        "The council met on February 30, 2024.",
    ],
)
def test_other_days_are_not_those_of_the_event(sentence):
    assert suggest_event_date([sentence], MARCH_9, is_dateline=True) is None


def test_without_a_dateline_yesterday_means_nothing():
    assert suggest_event_date(["The council met yesterday."], MARCH_9, is_dateline=False) is None


def test_without_a_year_the_day_of_the_event_is_unknown():
    assert (
        suggest_event_date(
            ["On the afternoon of March 8, the council held a session."], None, is_dateline=False
        )
        is None
    )


def test_the_year_comes_from_the_header():
    text = f"Lamps for All\n\n{DATELINE}On the afternoon of March 8, the council held a session on lamps."

    assert parse_text(text).document.suggestion_for("event_date") is None
    dated = parse_text(f"---\ndate: 2024-03-09\n---\n{text}").document
    assert str(dated.suggestion_for("event_date").value) == "2024-03-08"


def test_a_commentary_does_not_take_the_day_of_its_part():
    prose = (
        "The harbour council likes lamps, quays and the price of rope, and says so at every hour of the day."
    )
    report = "PORT ADEYEMI, March 9, 2018 (Reuters) -- The council met on March 8, 2018 and spoke of lamps and of rope."
    document = parse_text(
        "\n\n".join([prose, prose, "Council Calls for Lamps on Every Quay", report, prose])
    ).document

    assert document.suggestion_for("event_date") is None
    assert document.suggestion_for("date") is None
    assert [str(part.header.date) for part in document.parts] == ["2018-03-09"]
