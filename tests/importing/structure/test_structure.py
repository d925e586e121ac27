"""Turns, headings, heads, parts, languages: what is recognised, and beside it what must not be."""

import datetime as dt

import pytest

from archive.importing.parse import parse_text
from archive.importing.parsed import PartialDate
from archive.importing.structure.language import guess_language

PROSE = "The harbour council met on Friday and spoke at length about lamps, quays and the price of rope."


def kinds(text):
    return [(passage.kind, passage.speaker_label) for passage in parse_text(text, format="plain").passages]


def labels(*paragraphs):
    return [label for _kind, label in kinds("\n\n".join(paragraphs)) if label]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (("Reporter of Coast Radio: Why?", "Amara Adeyemi: Because."), ["Reporter of Coast Radio", "Amara Adeyemi"]),
        (("Q: Why?", "A: Because."), ["Q", "A"]),
        (("Question: Why?", "Mr. J. O'Brien (Coast Radio): Because."), ["Question", "Mr. J. O'Brien (Coast Radio)"]),
        (("记者：为什么？", "外交部发言人林剑：因为。"), ["记者", "外交部发言人林剑"]),
        (("Lamp: One.", "Quay: Two.", "Lamp: Three."), ["Lamp", "Quay", "Lamp"]),
        (("THE CHAIR: One.", "MR. HALE: Two.", "THE CHAIR: Three."), ["THE CHAIR", "MR. HALE", "THE CHAIR"]),
        (("Ada van Quay: One.", "The Coast: Two?", "Ada van Quay: So."), ["Ada van Quay", "The Coast", "Ada van Quay"]),
    ],
)  # fmt: skip
def test_turns_are_recognised(paragraphs, expected):
    assert labels(PROSE, *paragraphs, PROSE) == expected


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Policy Support for Lamps:", PROSE),
        ("Note: lamps are dear.", "Note: so is rope."),
        ("https://example.org/lamps", "https://example.org/rope"),
        ("10:30 The council meets.", "11:15: The council leaves."),
        ("Step one: light the lamp.", "Step two: wait."),
        ("Time: Friday", "Place: the quay", "Participants: all"),
        (
            "The council decided three things: lamps, quays, rope.",
            "The council decided one thing more: soup.",
        ),
        ("Adeyemi said: “Lamps are dear.”", "Adeyemi said: “So is rope.”"),
        ("Amara Adeyemi: a life among lamps", PROSE),
        ("Reporter of Coast Radio: a dying trade", PROSE),
    ],
)
def test_other_colons_are_no_turns(paragraphs):
    assert labels(PROSE, *paragraphs, PROSE) == []


def test_questions_answers_and_their_continuations():
    text = (
        f"Q&A on the quay:\n\nReporter of Coast Radio: Why?\n\nAmara Adeyemi: Because.\n\n"
        f"We also like lamps.\n\nThe minister smiled.\n\n{PROSE}"
    )

    assert kinds(text) == [
        ("heading", ""),
        ("question", "Reporter of Coast Radio"),
        ("answer", "Amara Adeyemi"),
        ("answer", ""),
        ("paragraph", ""),
        ("paragraph", ""),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Talent Development for Lamps:",
        "Lamps and Quays in Winter",
        "Chapter II Lamps",
        "第一章 总则",
        "二、灯塔管理",
    ],
)
def test_headings_are_recognised(line):
    assert kinds(f"{PROSE}\n\n{line}\n\n{PROSE}") == [("paragraph", ""), ("heading", ""), ("paragraph", "")]


@pytest.mark.parametrize(
    "line",
    [
        "Ladies and Gentlemen,",
        "Mr. President:",
        "Thank you.",
        "The council said:",
        "lamps",
        "Your Excellency Mr. Hale",
    ],
)
def test_short_lines_that_are_no_headings(line):
    assert kinds(f"{PROSE}\n\n{line}\n\n{PROSE}") == [("paragraph", "")] * 3


def suggested(text, name=""):
    return {one.field: one.value for one in parse_text(text, name).suggestions[::-1]}


def test_a_speech_says_title_place_and_date_in_its_head():
    text = (
        "Remarks by Minister Adeyemi\nAt the Opening of\nThe Harbour Library\n"
        f"Port Adeyemi, March 5, 2024\nYour Excellency,\n{PROSE}"
    )

    assert suggested(text) == {
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
    ],
)  # fmt: skip
def test_titles(text, name, title):
    assert suggested(text, name)["title"] == title


def test_the_agency_of_a_report_is_its_source():
    found = suggested(f"Lamps for All\nPORT ADEYEMI, March 8, 2024 (Xinhua) -- {PROSE}")

    assert (found["source"], found["place"], found["date"]) == (
        "Xinhua News Agency",
        "Port Adeyemi",
        PartialDate(dt.date(2024, 3, 8)),
    )


def test_a_day_without_a_year_is_completed_only_by_the_header():
    text = f"Lamps for All\n(Xinhua, Port Adeyemi, March 8) -- {PROSE}"

    assert suggested(text)["day"] == "March 8"
    assert suggested(f"---\ndate: 2024-03-09\n---\n{text}")["date"] == PartialDate(dt.date(2024, 3, 8))


def parts(*paragraphs):
    return [(part.first, part.last, part.title) for part in parse_text("\n\n".join(paragraphs)).parts]


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
def test_a_document_is_no_part_of_itself(paragraphs):
    assert parts(*paragraphs) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PROSE, "en"),
        (
            "Le conseil du port s’est réuni et a parlé des lampes pour les marins qui sont dans la ville.",
            "fr",
        ),
        ("Der Rat hat sich am Freitag mit den Lampen und dem Preis von Seilen nicht befasst.", "de"),
        ("El consejo del puerto se reunió para hablar de las lámparas y los precios en la costa.", "es"),
        ("港口委员会在星期五开会，讨论了灯塔和绳索的价格问题，这是对发展的要求。", "zh-Hans"),
        ("港口委員會在星期五開會，討論了燈塔和繩索的價格問題，這是對發展的要求。", "zh-Hant"),
        ("港の評議会は金曜日に開かれ、灯台について話し合いました。", "ja"),
        ("Совет порта собрался в пятницу и говорил о лампах.", "ru"),
        ("Lamps!", ""),
        ("12:30", ""),
    ],
)
def test_languages(text, language):
    assert guess_language(text) == language


def test_flaws_are_found():
    parsed = parse_text(
        f"Lamps are dear.Rope is not. {PROSE}\n\nA high -end lamp and a large -scale quay.\n\n"
        "Lost: \ufffd and \u200bhidden."
    )

    assert parsed.findings == (
        "1 invisible character was taken out.",
        "1 character was lost before the text came here (�): compare with the original.",
        "Sentences run together in paragraph 1: a line break may have been lost there.",
        "Words are broken before a hyphen in 2 places (“high -end”), as machine translation does: if this is one, "
        "say so, and compare with the original.",
    )
