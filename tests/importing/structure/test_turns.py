"""Who speaks: what is a turn of a conversation, and what only has a colon."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.parse import parse_text
from archive.importing.structure.turns import continuation_kinds, find_turns

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


@pytest.mark.parametrize(
    ("paragraphs", "kinds_in_order"),
    [
        (("AFP: What is your comment?", "Lin Jian: China has noted it."), ["question", "answer"]),
        (("《澎湃新闻》记者：请介绍有关情况。", "林剑：我们注意到。"), ["question", "answer"]),
        (("P: ¿Por qué?", "R: Porque sí.", "P: Dígame.", "R: No."), ["question", "answer"] * 2),
        (
            ("THE PRESIDENT: Good morning.", "Q Mr. President, why?", "THE PRESIDENT: So."),
            ["remark", "question", "answer"],
        ),
    ],
)
def test_a_turn_is_a_question_an_answer_or_a_remark(paragraphs, kinds_in_order):
    assert [turn.kind for turn in find_turns([PROSE, *paragraphs, PROSE])] == kinds_in_order


def test_a_name_on_a_line_of_its_own_is_a_label_where_names_return():
    paragraphs = [
        "Lord Hale",
        "I beg to move.",
        "Baroness Adeyemi",
        "I agree.",
        "Lord Hale",
        "So do I.",
        "Baroness Adeyemi",
        "Then we do.",
    ]
    turns = find_turns(paragraphs)

    assert [(turn.index, turn.label, turn.is_alone) for turn in turns] == [
        (0, "Lord Hale", True),
        (2, "Baroness Adeyemi", True),
        (4, "Lord Hale", True),
        (6, "Baroness Adeyemi", True),
    ]
    assert continuation_kinds(turns, paragraphs, set()) == {
        1: "remark",
        3: "remark",
        5: "remark",
        7: "remark",
    }


def test_what_is_cried_below_a_label_is_no_list_of_names():
    paragraphs = [
        "Marszałek:",
        "Dziękuję bardzo.",
        "Poseł Jan Hale:",
        "Panie Marszałku!",
        "Marszałek:",
        "Dziękuję.",
    ]

    assert [turn.index for turn in find_turns([PROSE, *paragraphs])] == [1, 3, 5]


def test_a_label_may_have_brackets_inside_brackets():
    turns = find_turns(
        [PROSE, "The Chair (Ms. Ada Hale (Quay, Lib.)): I call us to order.", "Mr. Ben Hale: Thank you."]
    )

    assert [turn.label for turn in turns] == ["The Chair (Ms. Ada Hale (Quay, Lib.))", "Mr. Ben Hale"]


def test_labels_of_a_list_of_members_are_no_turns():
    paragraphs = [
        "Quay Party:",
        "Ada Hale.",
        "Lamp Party:",
        "Ben Hale.",
        "Quay Party:",
        "Cem Hale.",
        "Lamp Party:",
        "Dan Hale.",
    ]

    assert find_turns([PROSE, *paragraphs]) == []


PIECES = st.sampled_from(
    [
        "Mr. ",
        "HALE",
        ". ",
        ": ",
        "：",
        "Q",
        "A",
        "记者",
        "主席",
        "(",
        ")",
        "“",
        "\n",
        "–",
        "**",
        "○",
        "The ",
        "Ada ",
        "ق",
        "א",
        "ก",
        "?",
    ]
)


@given(st.lists(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=8).map("".join)), max_size=12))
def test_labels_lie_at_the_beginning_of_their_paragraphs(paragraphs):
    turns = find_turns(paragraphs)

    assert [turn.index for turn in turns] == sorted({turn.index for turn in turns})
    for turn in turns:
        assert turn.label
        assert turn.label in paragraphs[turn.index][: len(turn.label) + 12]
        assert turn.kind in {"question", "answer", "remark"}
    assert not continuation_kinds(turns, paragraphs, set()).keys() & {turn.index for turn in turns}


@pytest.mark.parametrize("piece", ["A: ", "[", ":", "(", ".", "Mr. ", "问：答：", "- ", "《", "A. "])
def test_a_text_of_nothing_but_marks_costs_little(piece):
    """Seconds of processor time; a quadratic search would take minutes."""
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    find_turns([text])
    find_turns([text[start : start + 100] for start in range(0, len(text), 100)])

    assert time.process_time() - started < 3
