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
