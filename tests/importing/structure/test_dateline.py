"""The line that opens a report or a press release."""

import datetime as dt

import pytest

from archive.importing.parsed_document import PartialDate
from archive.importing.structure.dateline import Dateline, read_dateline

MARCH_8 = PartialDate(dt.date(2024, 3, 8))


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "(Xinhua News Agency, Port Adeyemi, March 8) — The council met.",
            Dateline("Xinhua News Agency", "Port Adeyemi", MARCH_8, "March 8"),
        ),
        (
            "PORT ADEYEMI, March 8, 2024 (Reuters) -- The council met.",
            Dateline("Reuters", "Port Adeyemi", MARCH_8, "March 8, 2024"),
        ),
        ("新华社北京3月8日电 港口", Dateline("Xinhua News Agency", "北京", MARCH_8, "3月8日")),
        (
            "PORT ADEYEMI, March 8 (Harbour Gazette) -- The council met.",
            Dateline("", "Port Adeyemi", MARCH_8, "March 8"),
        ),
        (
            "PORT ADEYEMI, 8 March 2024 - The council met.",
            Dateline("", "Port Adeyemi", MARCH_8, "8 March 2024"),
        ),
        ("SAINT-ÉLOI, 8 mars 2024 – Le conseil", Dateline("", "Saint-Éloi", MARCH_8, "8 mars 2024")),
        ("ST. ELOI, March 8: The council met.", Dateline("", "St. Eloi", MARCH_8, "March 8")),
        ("PARIS (AFP) — The council met.", Dateline("Agence France-Presse", "Paris", None, "")),
        (
            "PORT ADEYEMI, Harbour Land (AP) - It met.",
            Dateline("Associated Press", "Port Adeyemi, Harbour Land", None, ""),
        ),
        ("AI, the minister said - no less - is a tool.", None),
        ("PORTS, 8 of them - all new.", None),
        ("The council, March 8 - a Friday - met.", None),
        ("The council met on March 8 (Xinhua).", None),
    ],
)
def test_a_dateline_is_read_with_the_year_it_is_given(paragraph, expected):
    assert read_dateline(paragraph, 2024) == expected


def test_without_a_year_the_day_stays_as_printed():
    line = read_dateline("(Xinhua, Port Adeyemi, March 8) — The council met.")

    assert (line.date, line.printed_date) == (None, "March 8")
