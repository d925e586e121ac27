"""Names and titles: texts of one line."""

import regex

from .canonical import clean_characters
from .characters import JOINERS

# Default_Ignorable_Code_Point holds the Hangul fillers, too; the blank of Braille is a symbol for Unicode.
_VISIBLE = regex.compile(r"[^\s\p{Default_Ignorable_Code_Point}\u2800]")


def clean_name(name: str) -> str:
    """On one line, its characters in canonical form; empty where no character of it would be visible."""
    line = " ".join(clean_characters(name).split()).strip(JOINERS + " ")
    return line if _VISIBLE.search(line) else ""
