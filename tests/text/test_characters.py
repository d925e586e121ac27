"""Where one character ends and the next starts."""

import pytest
import regex
from hypothesis import given

from archive.text.characters import is_boundary, is_space

from .texts import any_code_points

FAMILY = "👩\u200d👩\u200d👧"
WHOLE = {
    "accent": "e\u0323\u0301",
    "variation": "❤\ufe0f",
    "ideographic variation": "葛\U000e0100",
    "keycap": "1\ufe0f\u20e3",
    "family": FAMILY,
    "skin": "👋🏽",
    "flag": "🇫🇷",
    "tags": "🏴\U000e0067\U000e0062\U000e007f",
    "heart on fire": "❤\ufe0f\u200d🔥",
    "vowel sign": "कि",
    "conjunct": "क्ष",
    "thai am": "กำ",
    "thai tone and am": "น้ำ",
    "jamo": "\u1112\u1161\u11ab",
    "syllable and final": "가\u11ab",
    "arabic number sign": "\u06001",
}


@pytest.mark.parametrize("character", WHOLE.values(), ids=WHOLE.keys())
def test_no_boundary_lies_inside_a_character(character):
    text = f"a{character}b"
    boundaries = [index for index in range(len(text) + 1) if is_boundary(text, index)]
    assert boundaries == [0, 1, len(text) - 1, len(text)]


@pytest.mark.parametrize("text", ["plain words", "👋👋", "© 🇫", "한국", "می\u200cخواهم", "“ \u0301"])
def test_a_boundary_lies_between_all_other_characters(text):
    assert all(is_boundary(text, index) for index in range(len(text) + 1))


def test_flags_in_a_row_are_divided_between_them_only():
    assert [index for index in range(7) if not is_boundary("🇫🇷🇩🇪🇮🇹", index)] == [1, 3, 5]


def test_a_long_row_of_characters_without_spaces_is_divided_right():
    text = "น้ำ" * 1000
    assert [index for index in range(30) if is_boundary(text, 2000 * 3 // 2 - 30 + index)] == list(
        range(0, 30, 3)
    )


@given(any_code_points)
def test_boundaries_are_those_of_the_standard_and_around_spaces_and_joiners(text):
    boundaries, position = set(), 0
    for cluster in regex.findall(r"\X", text):
        indexes = [index for index, character in enumerate(cluster) if not is_space(character)]
        start, end = (indexes[0], indexes[-1] + 1) if indexes else (0, len(cluster))
        boundaries |= {position + index for index in (*range(start + 1), *range(end, len(cluster) + 1))}
        boundaries |= set(range(position, position + len(cluster))) if not indexes else set()
        position += len(cluster)
    boundaries |= {0, len(text)}
    assert {index for index in range(len(text) + 1) if is_boundary(text, index)} == boundaries
