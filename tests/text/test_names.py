"""Names on one line: what is invisible in them goes, and a name of nothing else is none."""

import pytest

from archive.text.names import clean_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Amara \r\n\t Adeyemi\u3000", "Amara Adeyemi"),
        ("\ufeffAmara\u200b Ade\u00adyemi\u2060", "Amara Adeyemi"),
        ("\u200eAmara\u202c", "Amara"),
        ("Am\u2067ara\u2069", "Amara"),  # it would be read from the right
        ("\u061cAmara\u2062 \u206aAdeyemi\ufffb", "Amara Adeyemi"),
        ("Amara\U000e0041\U000e007f", "Amara"),
        ("A\0mara\ud800", "Amara"),
        ("Zoe\u0301", "Zo\u00e9"),
        ("\u200cرضا\u200d \u200c", "رضا"),
        ("علی\u200cرضا", "علی\u200cرضا"),  # Persian needs its joiner inside a word
        ("葛\U000e0100城", "葛\U000e0100城"),  # and a Japanese name the variant of its character
        ("\u200d\u200b", ""),
        ("\u3164\u115f", ""),  # Hangul fillers
        ("\u2800 \u2800", ""),  # Braille spaces
        ("\ufe0f", ""),
        ("\0", ""),
        ("", ""),
    ],
)
def test_a_name_is_cleaned(typed, name):
    assert clean_name(typed) == name
    assert clean_name(name) == name
