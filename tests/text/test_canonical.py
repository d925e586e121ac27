"""The canonical form of characters, and that nothing leaves a text uncounted."""

import sys
import unicodedata

import pytest

from archive.importing.structure.findings import character_findings
from archive.text.canonical import clean_characters, count_changes


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("\uf0b7 One\n\uf0a7\tTwo", "• One\n• Two"),
        ("One\x0btwo\u2028three\x85four\x0cfive", "One\ntwo\nthree\nfour\nfive"),
        ("One\u2029Two", "One\n\nTwo"),
        ("a\ue0ffb", "a\ue0ffb"),
        ("soft\u00adly \u202bright\u202c", "softly right"),
        ("e\u0301\u00a0 x", "é x"),
    ],
    ids=["bullets", "line-ends", "paragraph", "private", "invisible", "accent"],
)
def test_characters_are_cleaned(text, cleaned):
    assert clean_characters(text) == cleaned


def test_what_is_changed_is_counted():
    assert count_changes("\ufeffa\u200bb\x07\uf0b7 \ue000\U000f0000\x0b\t\x85") == (1, 1, 1, 2)
    assert list(character_findings("a\u200bb\x07\n\uf0b7 c\ue000")) == [
        "1 invisible character was removed.",
        "1 control character was removed.",
        "1 bullet of Word’s symbol font became •.",
        "1 character stands for symbols that only the font of the original shows: compare with it.",
    ]


@pytest.mark.slow
def test_no_character_leaves_a_text_uncounted():
    """Rule 8 over all of Unicode: in the text, in its composed form, or counted."""
    lost = []
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if not unicodedata.category(character).startswith(("C", "Z")):
            continue
        if unicodedata.category(character) in ("Co", "Cn") and code % 61 and code & 0xFFFF < 0xFFFE:
            continue  # there are a million of them, all alike
        cleaned = clean_characters(f"a{character}b")
        if character not in cleaned and not character.isspace() and not sum(count_changes(f"a{character}b")):
            lost.append(hex(code))
    assert lost == []


@pytest.mark.slow
def test_letters_and_symbols_stay_in_their_composed_form():
    every = [chr(code) for code in range(0x21, 0x30000) if unicodedata.category(chr(code))[0] in "LNPS"]
    text = "\n".join(every)

    assert clean_characters(text).split("\n") == [unicodedata.normalize("NFC", item) for item in every]
