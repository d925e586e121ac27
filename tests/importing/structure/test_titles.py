"""Titles and what can stand for one."""

import pytest

from archive.importing.structure.titles import (
    first_words,
    is_report_title,
    join_title_lines,
    kind_of_title,
    title_from_file_name,
)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], ("", 0)),
        (["Lamps for all", "Another line"], ("Lamps for all", 1)),
        (["Remarks of", "The Minister", "Port Adeyemi"], ("Remarks of the Minister", 2)),
        (["Remarks", "At The Opening of", "The Library"], ("Remarks at the Opening of the Library", 3)),
        (["# Lamps #"], ("Lamps", 1)),
    ],
)
def test_lines_that_lead_into_each_other_make_one_title(lines, expected):
    assert join_title_lines(lines) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("harbour-council_minutes.txt", "Harbour council minutes"),
        ("C:\\texts\\harbour notes.txt", "Harbour notes"),
        ("20240305.txt", ""),
        ("speech.txt", ""),
        ("港口讲话.txt", "港口讲话"),
    ],
)
def test_a_file_name_of_several_words_can_be_a_title(name, expected):
    assert title_from_file_name(name) == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("A short line,", "A short line"),
        ("word " * 30, "word " * 15 + "word…"),
        ("灯" * 100, "灯" * 80 + "…"),
    ],
)
def test_first_words_are_cut_between_words(paragraph, expected):
    assert first_words(paragraph) == expected


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Joint Statement on Lamps", "joint_statement"),
        ("Daily press briefing", "press_conference"),
        ("Remarks by the minister", "speech"),
        ("灯塔管理条例", "policy"),
        ("Lamps for all", ""),
    ],
)
def test_a_title_can_name_the_kind(title, kind):
    assert kind_of_title(title) == kind


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Council Calls for Lamps", True),
        ("Council calls for lamps", False),
        ("Council Calls for Lamps.", False),
    ],
)
def test_the_title_of_a_report_is_in_title_case(paragraph, expected):
    assert is_report_title(paragraph) is expected
