"""Who speaks: what is a turn of a conversation, and what only has a colon."""

import textwrap
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
        (("Mark Quay: One.", "Dan Hale: Two?", "Mark Quay: So."), ["Mark Quay", "Dan Hale", "Mark Quay"]),
        (("Ada van Quay: One.", "The Coast: Two?", "Ada van Quay: So."), ["Ada van Quay", "The Coast", "Ada van Quay"]),
    ],
)  # fmt: skip
def test_turns_are_recognised(paragraphs, expected):
    assert labels(PROSE, *paragraphs, PROSE) == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("Q: Why?\nA: Because.\nQ: And?\nA: So.", ["Q", "A", "Q", "A"]),
        ("Q. Why?\nA. Because.\nQ. And?\nA. So.", ["Q", "A", "Q", "A"]),
        ("Ada Hale: Why?\nBen Cole: Because.\nAda Hale: And?", ["Ada Hale", "Ben Cole", "Ada Hale"]),
        ("Ada Hale:\nWhy?\nBen Cole:\nBecause.\nAda Hale:\nAnd?", ["Ada Hale", "Ben Cole", "Ada Hale"]),
        ("问：为什么？\n答：因为。", ["问", "答"]),
    ],
)
def test_turns_may_stand_one_below_the_other_in_one_block(block, expected):
    assert labels(PROSE, block, PROSE) == expected
    page = f"<html><body><p>{PROSE}</p><p>{block.replace(chr(10), '<br>')}</p><p>{PROSE}</p></body></html>"
    passages = parse_text(page, format_name="html").document.passages
    assert [passage.speaker_label for passage in passages if passage.speaker_label] == expected


def test_turns_in_one_block_may_be_wrapped():
    question, answer = f"Q: And of this? {PROSE} Why?", f"A: {PROSE}"
    block = "\n".join(textwrap.fill(item, 60) for item in (question, answer, question, answer))

    parsed = parse_text(f"{PROSE}\n\n{block}\n\n{PROSE}", format_name="plain").document

    assert [parsed.passage_text(turn) for turn in parsed.turns] == [question, answer] * 2


def test_questions_with_labels_are_followed_by_answers_without():
    answer = "Twelve ships came in the spring of the year, as the council had hoped."

    assert kinds(f"Q: How many came?\n\n{answer}\n\nQ: And in autumn?\n\n{answer}\n\n{answer}") == [
        ("question", "Q"),
        ("answer", ""),
        ("question", "Q"),
        ("answer", ""),
        ("paragraph", ""),
    ]


def test_questions_may_be_numbered():
    assert labels("1. Q: Why?", "A: Because.", "2. Q: How?", "A: So.") == ["Q", "A", "Q", "A"]
    assert labels(PROSE, "1. Lamps: they burn.", "2. Rope: it is wet.", "3. Lamps: they burn.") == []


@pytest.mark.parametrize(
    "block", ["Wind: strong.\nSea: rough.\nWind: light.\nSea: calm.", "Name: Ada.\nPhone: 12.\nTown: Cove."]
)
def test_the_entries_of_a_log_stay_in_their_block(block):
    assert block in parse_text(f"{PROSE}\n\n{block}\n\n{PROSE}", format_name="plain").document.text.split(
        "\n\n"
    )


@pytest.mark.parametrize("form", ["[{}]: {}", "【{}】：{}", "**[{}]:** {}", "[{}:]: {}"])
def test_a_label_may_stand_in_brackets(form):
    turns = [("Ada Hale", "Why?"), ("Ben Cole", "Because."), ("Ada Hale", "And so?")]

    assert labels(*(form.format(*turn) for turn in turns)) == ["Ada Hale", "Ben Cole", "Ada Hale"]


def test_written_statements_stand_below_names_that_occur_once():
    names = ["Ada Hale", "Ben Cole", "Cora O'Brien", "Dan Lovell-Quay"]
    text = "\n\n".join(f"{name}\nI told the council in May of lamps. {PROSE}" for name in names)

    assert [label for _kind, label in kinds(text) if label] == names


def test_headings_above_what_we_promise_are_no_names():
    names = ["Clean Harbours", "Safe Quays", "Better Lamps", "Fair Rope"]
    promise = (
        "We promise clean harbours, safe quays, better lamps at night, and a fair price of rope for all."
    )

    assert [
        label for _kind, label in kinds("\n\n".join(f"{name}\n{promise}" for name in names)) if label
    ] == []


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

    assert [(turn.index, turn.label, turn.is_on_own_line) for turn in turns] == [
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


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["A: ", "[", ":", "(", ".", "Mr. ", "问：答：", "- ", "《", "A. "])
def test_a_text_of_nothing_but_marks_costs_little(piece):
    """Seconds of processor time; a quadratic search would take minutes."""
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    find_turns([text])
    find_turns([text[start : start + 100] for start in range(0, len(text), 100)])

    assert time.process_time() - started < 3
