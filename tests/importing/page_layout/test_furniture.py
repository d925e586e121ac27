"""Page furniture is taken out and counted; a line of the text never is."""

from random import Random

import pytest

from archive.importing.structure.paragraphs import reflow
from tests.importing.typed_pages import Typing, type_pages

NOUNS = (
    "lamp",
    "map",
    "pilot",
    "tide",
    "ship",
    "fog",
    "pier",
    "book",
    "chart",
    "rope",
    "bell",
    "anchor",
    "flag",
)
VERBS = ("follows", "carries", "remembers", "hides", "answers", "crosses", "measures", "watches", "lights")


def sentence(chance):
    nouns = chance.sample(NOUNS, 4)
    return f"The {nouns[0]} of the {nouns[1]} {chance.choice(VERBS)} every {nouns[2]} without a single {nouns[3]}."


def speech(count=40):
    chance = Random(4)
    return [" ".join(sentence(chance) for _ in range(chance.randint(3, 7))) for _ in range(count)]


@pytest.mark.parametrize(
    ("typing", "kinds"),
    [
        (Typing(foot="- {page} -"), ["page numbers"]),
        (Typing(foot="{page}"), ["page numbers"]),
        (Typing(foot="Page {page} of 9"), ["page numbers"]),
        (Typing(foot="{page}", indent=4), ["page numbers"]),
        (
            Typing(foot="{page}", head="Annual lecture of the keeper", breaks=True),
            ["page numbers", "page headers"],
        ),
        (Typing(foot="{page}", head="Annual lecture of the keeper"), ["page numbers", "page headers"]),
        (Typing(head="Annual lecture of the keeper      {page}"), ["page headers"]),
        (Typing(head="{page}   Annual lecture of the keeper", breaks=True, indent=3), ["page headers"]),
    ],
)
def test_numbers_and_heads_of_pages_are_taken_out(typing, kinds):
    paragraphs = ["The Lamp and the Map", *speech()]
    text, findings, removed = reflow(type_pages(paragraphs, typing, Random(4)))

    assert text.split("\n\n") == paragraphs
    assert [
        finding.split(" ", 1)[1].split(" and footers")[0].split(" were")[0] for finding in findings
    ] == kinds
    assert len(removed) == sum(int(finding.split()[0]) for finding in findings)


@pytest.mark.parametrize(
    "mark",
    [
        "[[Page S123]]",
        "4 Feb 2015 : Column 301",
        "29 October 2009 : Column 12WH—continued",
        "VerDate Aug 31 2005 03:24 Jan 29, 1997 Jkt 059060 PO 00001 Frm 00001 Fmt 4624 Sfmt 0634",
        "Page 3 of 9",
        "第 3 页 共 9 页",
        "- 12 -",
    ],
)
def test_an_unmistakable_mark_inside_a_sentence_is_taken_out(mark):
    before = "The keeper of the harbour library writes down all the ships that"
    result = reflow(f"{before}\n\n{mark}\n\npass in the night.\n\nNobody reads it.")

    assert result.text == f"{before} pass in the night.\n\nNobody reads it."
    assert result.removed == (mark,)


def test_the_roman_numbers_of_the_pages_of_a_preface_are_taken_out():
    paragraphs = speech(8)
    pages = [
        "\n\n".join([*paragraphs[start : start + 2], number])
        for start, number in ((0, "iii"), (2, "iv"), (4, "v"))
    ]
    result = reflow("\f".join(pages))

    assert result.text == "\n\n".join(paragraphs[:6])
    assert result.removed == ("iii", "iv", "v")


def test_a_mark_inside_a_line_is_taken_out():
    assert reflow("All the ships that [[Page H45]] pass in the night.") == (
        "All the ships that pass in the night.",
        ("1 mark of a page or column was removed, such as “[[Page H45]]”.",),
        ("[[Page H45]]",),
    )


@pytest.mark.parametrize(
    "line",
    [
        "Yes, we can.",
        "(Applause)",
        "Mr. Keeper:",
        "Let us light the lamp",
        "1997",
        "2",
        "II",
        "* * *",
        "- 1 -",
    ],
)
@pytest.mark.parametrize("separator", ["\n\n", "\n"])
def test_a_line_of_the_text_stays_however_often_it_returns(line, separator):
    text = separator.join(f"{paragraph}{separator}{line}" for paragraph in speech(12))

    assert reflow(text).text.count(line) >= 12
    assert reflow(text).removed == ()


@pytest.mark.parametrize("breaks", ["\f", ""])
def test_numbered_sections_stay(breaks):
    parts = ["\n\n".join(speech()[start : start + 4]) for start in range(0, 36, 4)]
    sections = [f"{breaks if number % 2 else ''}{number}\n\n{part}" for number, part in enumerate(parts, 1)]

    assert [line for line in reflow("\n\n".join(sections)).text.split("\n\n") if line.isdigit()] == list(
        "123456789"
    )


def test_the_title_of_a_text_stays_where_it_is_its_running_head_as_well():
    text = type_pages(speech(), Typing(head="The Lamp and the Map", breaks=True), Random(4))

    assert reflow(text).text.startswith("The Lamp and the Map\n\nThe ")
    assert reflow(text).text.count("The Lamp and the Map") == 1


def test_a_refrain_at_the_ends_of_pages_stays():
    pages = [f"{paragraph}\nAnd the lamp is lit.\f" for paragraph in speech(5)]

    assert reflow("".join(pages)).text.count("And the lamp is lit.") == 5
