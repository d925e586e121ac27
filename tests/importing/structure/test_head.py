"""What the first lines suggest: title, place, date, source, kind."""

import datetime as dt

import pytest

from archive.importing.parse import parse_text
from archive.importing.parsed_document import PartialDate
from archive.importing.structure.head import read_head

PROSE = "The harbour council met on Friday and spoke at length about lamps, quays and the price of rope."


def suggestions_for(text, name=""):
    return {
        suggestion.field: suggestion.value for suggestion in parse_text(text, name).document.suggestions[::-1]
    }


def test_a_speech_starts_with_title_place_and_date():
    text = (
        "Remarks by Minister Adeyemi\nAt the Opening of\nThe Harbour Library\n"
        f"Port Adeyemi, March 5, 2024\nYour Excellency,\n{PROSE}"
    )

    assert suggestions_for(text) == {
        "title": "Remarks by Minister Adeyemi at the Opening of the Harbour Library",
        "place": "Port Adeyemi",
        "date": PartialDate(dt.date(2024, 3, 5)),
        "kind": "speech",
        "language": "en",
    }


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        (f"Politics\nLamps for all\n{PROSE}", "a.txt", "Lamps for all"),
        (f"{PROSE}\n{PROSE}", "harbour-council_minutes.txt", "Harbour council minutes"),
        (f"{PROSE}\n{PROSE}", "20240305.txt", f"{PROSE[:76]}…"),
        (PROSE, "", f"{PROSE[:76]}…"),
        (f"2024-03-05 Council meeting\n{PROSE}", "", "Council meeting"),
        (f"5 March 2024: Council meeting (as held)\n{PROSE}", "", "Council meeting (as held)"),
        (f"Press release: 5 March 2024\n{PROSE}", "", "Press release"),
        (f"5 March 2024\nLamps for all\n{PROSE}", "", "Lamps for all"),
        (f"Updated: 5 March 2024\n\nLamps for all\n\n{PROSE}", "", "Lamps for all"),
        (f"Fecha: 5 de marzo de 2024\n\n{PROSE}", "", f"{PROSE[:76]}…"),
        (f"时间：2024年3月5日\n\n{PROSE}", "", f"{PROSE[:76]}…"),
        (f"(5 March 2024)\n{PROSE}", "harbour-council_minutes.txt", "Harbour council minutes"),
        ("5 March 2024", "", "5 March 2024"),
    ],
)  # fmt: skip
def test_the_title_comes_from_a_line_the_file_name_or_the_first_words(text, name, title):
    assert suggestions_for(text, name)["title"] == title


def test_a_masthead_below_the_date_is_the_source_and_both_name_their_line():
    document = parse_text(f"5 March 2024\nHarbour Gazette\nLamps for all\n{PROSE}").document

    reasons = {field: document.suggestion_for(field).reason for field in ("title", "source", "date")}
    assert document.suggestion_for("source").value == "Harbour Gazette"
    assert reasons == {
        "title": "line 3 of the text",
        "source": "line 2 of the text, above the title",
        "date": "line 1: “5 March 2024”",
    }


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        (f"5 March 2024\n\nLamps for all\n\n{PROSE}", ["Lamps for all"]),
        (f"Updated: 5 March 2024\n\n{PROSE}", []),
        (f"5 March 2024: Lamps for all\n\n{PROSE}", ["5 March 2024: Lamps for all"]),
    ],
)
def test_a_date_above_the_title_is_no_heading(text, headings):
    document = parse_text(text).document

    assert [
        document.passage_text(passage) for passage in document.passages if passage.kind == "heading"
    ] == headings
    assert document.suggestion_for("event_date") is None


def test_the_news_agency_of_a_report_is_its_source():
    found = suggestions_for(f"Lamps for All\nPORT ADEYEMI, March 8, 2024 (Xinhua) -- {PROSE}")

    assert (found["source"], found["place"], found["date"]) == (
        "Xinhua News Agency",
        "Port Adeyemi",
        PartialDate(dt.date(2024, 3, 8)),
    )


def test_a_day_without_a_year_is_completed_only_by_the_header():
    text = f"Lamps for All\n(Xinhua, Port Adeyemi, March 8) -- {PROSE}"

    assert suggestions_for(text)["day"] == "March 8"
    assert suggestions_for(f"---\ndate: 2024-03-09\n---\n{text}")["date"] == PartialDate(dt.date(2024, 3, 8))


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Paris, le 3 février 2025", "Paris"),
        ("Berlin, den 14. März 2025", "Berlin"),
        ("Warszawa, dnia 3 lutego 2025", "Warszawa"),
        ("Madrid, a 3 de febrero de 2025", "Madrid"),
        ("Москва, 3 февраля 2025 года", "Москва"),
        ("London, 14 March 2025, 10:30 am", "London"),
        ("令和7年3月14日（金）9:30 ～ 9:45", ""),
        ("2025年3月5日 19:20", ""),
        ("Friday, 14 March 2025", ""),
        ("Pressemitteilung vom 14. März 2025", ""),
        ("Date de publication : 14 mars 2025", ""),
        ("发布时间：2025年3月14日", ""),
    ],
)
def test_a_place_is_one_without_articles_days_and_hours(line, place):
    document = parse_text(
        f"The opening of the quay\n\n{line}\n\nThe council met and spoke of lamps."
    ).document

    found = document.suggestion_for("place")
    assert (found.value if found else "") == place
    assert document.suggestion_for("date")


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Northport, 6 May 2031", "Northport"),
        ("Tue, 6 May 2031", None),
        ("Date: Tue, 6 May 2031", None),
        ("Sent: Fri. 6 May 2031", None),
        ("Sunport, 6 May 2031", "Sunport"),
    ],
)
def test_a_weekday_is_no_place(line, place):
    text = "The harbour stays open in winter and in summer, and nobody has to wait for a berth."
    suggestions = read_head(["The harbour dues", line, text], "").suggestions

    assert (
        next((suggestion.value for suggestion in suggestions if suggestion.field == "place"), None) == place
    )
