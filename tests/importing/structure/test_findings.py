"""What an editor is told to check."""

import pytest

from archive.importing.structure.findings import character_findings, layout_findings

HYPHENS = (
    "Words are broken before a hyphen in 2 places (“high -end”), as machine translation does: if this is one, mark it "
    "as such and compare it with the original."
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("Lamps\tare dear.\r\n", []),
        ("\ufeffLamps are dear.", []),
        ("Lamps\u200b are dear.", ["1 invisible character was removed."]),
        ("La\u00admps\ufeff are\u2060 dear.", ["3 invisible characters were removed."]),
        (
            "Lamps \ufffd\ufffd dear.",
            [
                (
                    "2 characters were already unreadable when the text was imported (�): compare it "
                    "with the original."
                )
            ],
        ),
    ],
)
def test_characters_that_were_removed_or_lost_are_counted(text, findings):
    assert list(character_findings(text)) == findings


@pytest.mark.parametrize(
    ("paragraphs", "findings"),
    [
        (["Lamps are dear. Rope is not.", "A high-end lamp - really."], []),
        (["One high -end lamp."], []),
        (["A high -end lamp.", "A large -scale quay."], [HYPHENS]),
        (
            ["Lamps are dear.Rope is not."],
            ["Sentences run together in paragraph 1: a line break may have been lost there."],
        ),
        (
            ["Fine."] + ["Lamps are dear.Rope is not."] * 9,
            [
                "Sentences run together in paragraphs 2, 3, 4, 5, 6, 7, 8, 9, …: a line break may have been lost there."
            ],
        ),
    ],
)
def test_damaged_paragraphs_are_named(paragraphs, findings):
    assert list(layout_findings(paragraphs)) == findings
