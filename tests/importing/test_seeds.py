"""The four seed texts, as an editor would import them. They stay outside the project, hence the skip."""

import datetime as dt
from pathlib import Path

import pytest

from archive.importing.parse import paragraphs_of_part, parse_file, parse_part
from archive.importing.parsed_document import Header, PartialDate

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed texts are not beside this checkout")


def parse_seed(name):
    return parse_file((SEEDS / f"{name}.txt").read_bytes(), f"{name}.txt").document


def suggestions_of(document):
    found = {suggestion.field: str(suggestion.value) for suggestion in reversed(document.suggestions)}
    return {field: found.get(field) for field in ("title", "place", "date", "kind", "language")}


def kinds(document, *wanted):
    return [
        (passage.number, passage.kind, passage.speaker_label)
        for passage in document.passages
        if passage.kind in wanted
    ]


def test_the_speech_shows_title_place_and_date():
    document = parse_seed("capacity-building-workshop-remarks")

    assert suggestions_of(document) == {
        "title": "Remarks by Deputy Foreign Minister Ma Zhaoxu at the Opening Ceremony of the Second Workshop on AI "
        "Capacity Building",
        "place": "Tsinghua University",
        "date": "2025-05-12",
        "kind": "speech",
        "language": "en",
    }
    assert len(document.passages) == 25
    assert (document.turns, document.parts) == ((), ())


def test_the_newsletter_on_the_envoy_has_two_turns_and_two_press_releases():
    document = parse_seed("envoy-to-paris-summit")

    assert kinds(document, "question", "answer", "remark") == [
        (7, "question", "Reporter of China Daily"),
        (8, "answer", "Lin Jian"),
        (9, "answer", ""),
    ]
    assert [(part.first, part.last, part.title, part.header.source) for part in document.parts] == [
        (18, 21, "Press Release of Nankai University", "Nankai University"),
        (22, 25, "Press Release of Tianjin University", "Tianjin University"),
    ]


def test_the_commentary_holds_a_readout():
    document = parse_seed("politburo-study-session")

    (part,) = document.parts
    assert (part.first, part.last, part.header.source) == (31, 40, "Xinhua News Agency")
    assert suggestions_of(document)["title"] == "Politburo study session"
    assert [number for number, _kind, _label in kinds(document, "heading")] == [
        6,
        8,
        12,
        14,
        21,
        23,
        25,
        27,
        31,
    ]
    assert document.turns == ()
    assert document.findings == (
        "Sentences run together in paragraphs 33, 36, 37, 38, 39: a line break may have been lost there.",
    )


def test_the_machine_translation_shows_its_traces():
    document = parse_seed("study-session-machine-translated")

    assert suggestions_of(document)["title"] == "XI urges sound progress"
    assert (document.turns, document.parts) == ((), ())
    assert [finding[:41] for finding in document.findings] == ["Words are broken before a hyphen in 5 pla"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("capacity-building-workshop-remarks", []),
        (
            "envoy-to-paris-summit",
            [("press_release", "Nankai University", None), ("press_release", "Tianjin University", None)],
        ),
        ("politburo-study-session", [("news_report", "Xinhua News Agency", None)]),
        ("study-session-machine-translated", []),
    ],
)
def test_nothing_is_said_of_a_date_an_event_or_a_kind_that_the_text_does_not_bear_out(name, parts):
    document = parse_seed(name)
    dated = {
        suggestion.field: str(suggestion.value)
        for suggestion in document.suggestions
        if suggestion.field in ("date", "event_date", "day")
    }

    assert dated == ({"date": "2025-05-12"} if name.startswith("capacity") else {})
    assert (document.suggestion_for("kind") is None) == (not name.startswith("capacity"))
    assert [(part.header.kind, part.header.source, part.header.date) for part in document.parts] == parts
    assert not any(part.header.event or part.header.event_date for part in document.parts)


def test_the_readout_alone_gives_the_day_of_the_session():
    whole = parse_seed("politburo-study-session")
    (part,) = whole.parts
    paragraphs = paragraphs_of_part(whole, part.first, part.last)
    alone = parse_part(paragraphs, (part.first, part.last), Header(date=PartialDate(dt.date(2025, 4, 26))))
    undated = parse_part(paragraphs, (part.first, part.last), Header())

    assert str(alone.suggestion_for("event_date").value) == "2025-04-25"
    assert undated.suggestion_for("event_date") is None
    assert undated.suggestion_for("day").value == "April 26"
