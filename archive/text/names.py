"""Names and titles: texts of one line."""

import regex

from .canonical import clean_characters
from .characters import JOINERS

# Default_Ignorable_Code_Point holds the Hangul fillers, too; the Braille space is a symbol for Unicode.
_VISIBLE = regex.compile(r"[^\s\p{Default_Ignorable_Code_Point}\u2800]")
# With these a name looks like another one: characters that turn what follows, and those that nobody sees. Joiners and
# variation selectors stay: they are part of names.
_DISGUISES = regex.compile(
    r"[\p{Bidi_Control}\u2061-\u2064\u206a-\u206f\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f]"
)


def clean_name(name: str) -> str:
    """The name on one line with its characters in canonical form; empty where no character of it would be visible."""
    line = " ".join(_DISGUISES.sub("", clean_characters(name)).split()).strip(JOINERS + " ")
    return line if _VISIBLE.search(line) else ""
