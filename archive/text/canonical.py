"""The canonical form of a text, the only one the database accepts (constraint `document_text_is_canonical`)."""

import re
import unicodedata
from typing import NamedTuple

from .characters import INVISIBLE
from .paragraphs import SEPARATOR

_DIRECTION_MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_NONCHARACTERS = "\ufffe\uffff"
# Bullets, squares, arrows and diamonds of the fonts Symbol and Wingdings, which Word writes as private characters.
_WORD_BULLETS = "\uf0b7\uf0a7\uf0a8\uf0d8\uf076\uf06c\uf06e\uf09f\uf0a0\uf071\uf0f0"
LIST_MARKER = "•"
_REMOVED = dict.fromkeys(map(ord, INVISIBLE + _DIRECTION_MARKS + _NONCHARACTERS))
_CHANGED = _REMOVED | dict.fromkeys(map(ord, _WORD_BULLETS), LIST_MARKER)
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_INVISIBLE = re.compile(f"[{''.join(map(chr, _REMOVED))}]")
_BULLET = re.compile(f"[{_WORD_BULLETS}]")
_PRIVATE = re.compile(f"(?![{_WORD_BULLETS}])[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_SPACES = re.compile(r"[^\S\n]+")


class CharacterChanges(NamedTuple):
    """The numbers of characters that `clean_characters` removes or maps; spaces and line ends are layout and not
    counted."""

    invisible: int
    controls: int
    bullets: int
    private_use: int  # kept in the text, and reported


def compose(text: str) -> str:
    """Unicode NFC: letters and their accents as one character where there is one."""
    return unicodedata.normalize("NFC", text)


def unify_line_ends(text: str) -> str:
    return _LINE_ENDS.sub("\n", text.replace("\u2029", SEPARATOR))


def clean_characters(text: str) -> str:
    """Line ends, invisible characters, spaces, accents and Word's bullets in canonical form; the layout of lines stays.

    `count_changes` reports what is removed.
    """
    text = unify_line_ends(text).replace("\t", " ").translate(_CHANGED)
    text = compose(_CONTROL.sub("", text))
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n"))


def count_changes(text: str) -> CharacterChanges:
    """The changes `clean_characters` makes to a text as it was received, without a byte order mark at its beginning."""
    text = unify_line_ends(text.removeprefix("\ufeff")).replace("\t", " ")
    return CharacterChanges(
        invisible=len(_INVISIBLE.findall(text)),
        controls=len(_CONTROL.findall(text)),
        bullets=len(_BULLET.findall(text)),
        private_use=len(_PRIVATE.findall(text)),
    )
