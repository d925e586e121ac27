"""Who speaks: what is a turn of a conversation, and what only has a colon."""

import pytest

from archive.importing.parse import parse_text

PROSE = "The harbour council met on Friday and spoke at length about lamps, quays and the price of rope."


def kinds(text):
    passages = parse_text(text, format_name="plain").document.passages
    return [(passage.kind, passage.speaker_label) for passage in passages]


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
def test_other_colons_make_no_turns(paragraphs):
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
