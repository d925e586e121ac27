"""Headings, and short lines that are none."""

import pytest

from archive.importing.parse import parse_text

PROSE = "The harbour council met on Friday and spoke at length about lamps, quays and the price of rope."


def kinds(text):
    passages = parse_text(text, format_name="plain").document.passages
    return [passage.kind for passage in passages]


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
    assert kinds(f"{PROSE}\n\n{line}\n\n{PROSE}") == ["paragraph", "heading", "paragraph"]


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
def test_other_short_lines_are_not_headings(line):
    assert kinds(f"{PROSE}\n\n{line}\n\n{PROSE}") == ["paragraph"] * 3
