"""The kind of a document: proposed where the text shows it, unknown otherwise."""

import pytest

from archive.importing.parse import parse_text

PROSE = "The harbour council met on Friday and spoke at length about lamps, quays and the price of rope."
SPOKEN = "I would like to thank the harbour for its lamps, and we shall never forget what the quay has done for us."


def kind(*paragraphs):
    found = parse_text("\n\n".join(paragraphs), format_name="plain").document.suggestion_for("kind")
    return (found.value, found.reason) if found else None


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (("Ladies and gentlemen,", SPOKEN, SPOKEN), ("speech", "the address “Ladies and gentlemen”")),
        ((SPOKEN,) * 4, ("speech", "the words “I would like to” and the first person throughout")),
        (
            ("AFP: Why?", "Lin Jian: Because.", "Reuters: And why?", "Lin Jian: So."),
            ("press_conference", "the questions of 2 reporters or media"),
        ),
        (
            ("Ada: Why?", "Ben Hale: So.", "Ada: And why?", "Ben Hale: So."),
            ("transcript", "4 turns of a conversation"),
        ),
        (
            ("Lamps for All", "For immediate release", PROSE),
            ("press_release", "the words “For immediate release”"),
        ),
        (
            ("Lamps for All", PROSE, PROSE, "Media contact: the quay"),
            ("press_release", "the words “Media contact”"),
        ),
        (
            tuple(f"Article {number} Lamps are lit." for number in range(1, 6)),
            ("policy", "5 numbered articles, from “Article 1”"),
        ),
        (
            ("Lamps for All", f"PORT ADEYEMI, March 8, 2024 (Reuters) -- {PROSE}"),
            ("news_report", "the dateline “Port Adeyemi, March 8, 2024”"),
        ),
        (("港口与灯塔联合声明", PROSE), ("joint_statement", "the title “港口与灯塔联合声明”")),
    ],
)
def test_a_kind_is_proposed_with_its_evidence(paragraphs, expected):
    assert kind(*paragraphs) == expected


@pytest.mark.parametrize(
    "paragraphs",
    [
        (PROSE, PROSE),
        ("Minister Announces New Measures to Light the Quay", PROSE),
        ("Minister Holds Press Conference on Lamps", PROSE),
        ("我对灯塔的看法", PROSE),
        ("国务院通过灯塔管理办法", PROSE),
        (f"“{SPOKEN}”", PROSE, PROSE),
        (
            "Dear reader,",
            PROSE,
            "We like lamps. We also like quays, and all that the harbour has to offer us.",
        ),
    ],
)
def test_without_evidence_the_kind_is_unknown(paragraphs):
    assert kind(*paragraphs) is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Conférence de presse du ministre", "press_conference"),
        ("Conférence de presse annulée à Paris", None),
        ("Rueda de prensa del ministro", "press_conference"),
        ("Coletiva de imprensa do ministro", "press_conference"),
        ("Брифинг официального представителя МИД", "press_conference"),
        ("مؤتمر صحفي لوزير النقل", "press_conference"),
        ("외교부 정례브리핑", "press_conference"),
        ("外務大臣会見記録", "press_conference"),
        ("대통령 광복절 기념사", "speech"),
        ("施政方針演説", "speech"),
        ("Nota à imprensa", "press_release"),
        ("بيان صحفي", "press_release"),
    ],
)
def test_titles_of_other_languages_name_a_kind(title, expected):
    found = kind(title, PROSE, PROSE)

    assert (found[0] if found else None) == expected
