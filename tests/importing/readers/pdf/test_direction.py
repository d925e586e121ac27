"""Lines of Hebrew and Arabic as a page draws them, and as they are read."""

from collections import Counter

import pytest

from archive.importing.readers.pdf.characters import reverse_right_to_left, standard_characters
from archive.importing.readers.pdf.direction import is_right_to_left, mirror_runs, reorder_characters
from archive.importing.readers.pdf.page import TextRun
from archive.importing.readers.pdf.page_lines import PageText, page_lines

# Read, and drawn: the signs of a line from the left edge of the page to its right edge.
LINES = [
    ("שלום לנמל.", ".למנל םולש"),
    ("ש-12 פנסים (עד הבוקר) ו-3.50", "3.50-ו (רקובה דע) םיסנפ 12-ש"),
    ("לפי Harbour Gazette, היו", "ויה ,Harbour Gazette יפל"),
    ("מיום 5.3.2024 ועד", "דעו 5.3.2024 םוימ"),
    ("قال: «لا» في 2024.", ".2024 يف «ال» :لاق"),
]


@pytest.mark.parametrize(("read", "drawn"), LINES)
def test_a_line_from_right_to_left_is_read_in_its_order(read, drawn):
    assert reorder_characters(drawn[::-1], is_mirrored=True) == read


@pytest.mark.parametrize(
    ("read", "drawn"),
    [
        ("The word שלום לך is Hebrew.", "The word ךל םולש is Hebrew."),
        ("Lamps burn.", "Lamps burn."),
    ],
)
def test_words_from_right_to_left_among_others_are_turned(read, drawn):
    assert reorder_characters(drawn, is_mirrored=False) == read


def test_ligatures_are_taken_as_drawn():
    assert reverse_right_to_left("لا") == "ال"
    assert reverse_right_to_left("fi") == "fi"
    assert standard_characters("ﻻ", Counter()) == "ال"


def test_a_page_from_right_to_left_has_its_right_column_first():
    runs = []
    for column, x in (("ימין", 300.0), ("שמאל", 50.0)):
        for number in range(12):
            text = f"{number + 10} שורה {column} " + "מילה " * 6
            runs.append(TextRun(x, 700.0 - 14 * number, x + 220, 11, _visual_order(text.strip())))
    assert is_right_to_left(runs)

    lines = page_lines([PageText(mirror_runs(runs, 600), 800, is_mirrored=True)]).lines

    texts = [line.text for line in lines if line.text]
    assert [text.split()[2] for text in texts] == ["ימין"] * 12 + ["שמאל"] * 12
    assert texts[0].startswith("10 שורה ימין מילה")


def _visual_order(text):
    return " ".join(word if word.isdigit() else word[::-1] for word in reversed(text.split()))
