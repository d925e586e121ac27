"""The canonical form of a text, the only one the database accepts (constraint `document_text_is_canonical`)."""

import re
import unicodedata

from .characters import INVISIBLE
from .paragraphs import SEPARATOR

_DIRECTION_MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_NONCHARACTERS = "\ufffe\uffff"
_REMOVED = dict.fromkeys(map(ord, INVISIBLE + _DIRECTION_MARKS + _NONCHARACTERS))
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")


def compose(text: str) -> str:
    """Unicode NFC: letters and their accents as one character where there is one."""
    return unicodedata.normalize("NFC", text)


def unify_line_ends(text: str) -> str:
    return _LINE_ENDS.sub("\n", text.replace("\u2029", SEPARATOR))


def clean_characters(text: str) -> str:
    """Line ends, invisible characters, spaces and accents in canonical form; the layout of lines stays."""
    text = unify_line_ends(text).replace("\t", " ").translate(_REMOVED)
    text = compose(_CONTROL.sub("", text))
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n"))
