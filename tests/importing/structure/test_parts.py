"""Documents inside a document."""

import pytest

from archive.importing.parse import parse_text

PROSE = "The harbour council met on Friday and spoke at length about lamps, quays and the price of rope."


def parts(*paragraphs):
    return [
        (part.first, part.last, part.title) for part in parse_text("\n\n".join(paragraphs)).document.parts
    ]


def test_a_report_inside_a_commentary_is_found():
    title = "Council Calls for Lamps"

    assert parts(PROSE, PROSE, title, f"(Xinhua, Port Adeyemi, March 8) — {PROSE}", PROSE) == [(3, 5, title)]


def test_releases_quoted_in_full_end_with_the_quotation():
    releases = (
        "Press Release of the Port",
        f"“{PROSE}",
        f"{PROSE}”",
        "Press Release of the Quay",
        f"“{PROSE}”",
    )

    assert parts(PROSE, *releases, PROSE) == [
        (2, 4, "Press Release of the Port"),
        (5, 6, "Press Release of the Quay"),
    ]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Council Calls for Lamps", f"(Xinhua, Port Adeyemi, March 8) — {PROSE}", PROSE),
        ("Press Release of the Port", PROSE, PROSE),
        (PROSE, "The press release said nothing.", PROSE),
        (PROSE, "Statement by statement, the council went on.", PROSE),
    ],
)
def test_a_document_is_not_a_part_of_itself(paragraphs):
    assert parts(*paragraphs) == []


def test_a_part_has_the_date_of_its_own_head_only():
    text = "\n\n".join(
        [
            PROSE,
            PROSE,
            "Press Release of the Port",
            "Port Adeyemi, 12 May 2018",
            PROSE,
            "Press Release of the Quay",
            PROSE,
        ]
    )
    parts = parse_text(f"---\ndate: 2025-03-09\n---\n{text}").document.parts

    assert [(part.title, part.header.date and str(part.header.date)) for part in parts] == [
        ("Press Release of the Port", "2018-05-12"),
        ("Press Release of the Quay", None),
    ]


def test_a_day_without_a_year_takes_none_from_the_whole():
    text = "\n\n".join(
        [PROSE, PROSE, "Council Calls for Lamps", f"(Xinhua, Port Adeyemi, March 8) — {PROSE}"]
    )
    (part,) = parse_text(f"---\ndate: 2025-03-09\n---\n{text}").document.parts

    assert part.header.date is None


def test_a_part_inside_a_part_ends_it_and_keeps_its_own_facts():
    outer = f"PORT ADEYEMI, March 9, 2018 (Reuters) -- {PROSE}"
    inner = f"QUAY TOWN, June 1, 2011 (AFP) -- {PROSE}"
    text = "\n\n".join(
        [PROSE, PROSE, "Council Calls for Lamps", outer, PROSE, "Sailors Call for Rope", inner, PROSE]
    )
    parts = parse_text(f"---\ndate: 2025-03-09\n---\n{text}").document.parts

    assert [(part.first, part.last, part.header.source, str(part.header.date)) for part in parts] == [
        (3, 5, "Reuters", "2018-03-09"),
        (6, 8, "Agence France-Presse", "2011-06-01"),
    ]


def test_the_date_of_a_part_says_which_line_it_was_taken_from():
    text = "News No. 3\n\n4 March 2025\n\nThe council met.\n\nReadout of the quay council\n\n"
    text += "Northport, 25 April 2018\n\nIt met."

    (part,) = parse_text(text).document.parts

    assert (str(part.header.date), part.date_reason) == ("2018-04-25", "its line “Northport, 25 April 2018”")
