"""Bytes that do not fit an encoding: where they are and how many."""

import codecs
import re
from threading import local

REPLACEMENT_CHARACTER = "\ufffd"
_HIGH = re.compile(rb"[\x80-\xff]")
_HANDLER = "archive.importing.mark"
_state = local()


def decode_with_replacement(content: bytes, codec: str, limit: int = 1_000) -> tuple[str, list[int]]:
    """The text with a mark (�) for each sequence of bytes that the codec cannot read, and the offsets at which these
    begin.

    Raises UnicodeDecodeError for more than `limit` such sequences.
    """
    _state.places, _state.limit = [], limit
    return content.decode(codec, _HANDLER), _state.places


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError) or len(_state.places) >= _state.limit:
        raise error
    _state.places.append(error.start)
    return REPLACEMENT_CHARACTER, max(error.end, error.start + 1)


codecs.register_error(_HANDLER, _mark)


def count_damage(content: bytes, codec: str, limit: int = 1_000) -> int:
    """The number of places that do not fit the encoding; one more than `limit` where there are more than that."""
    try:
        return len(decode_with_replacement(content, codec, limit)[1])
    except UnicodeDecodeError:
        return limit + 1


def is_mostly_utf8(content: bytes) -> bool:
    """Whether three in four of the bytes above 127 belong to characters in UTF-8.

    In other encodings pairs of bytes that would be one are few: a quarter in Chinese, hardly any elsewhere.
    """
    high, read = _high_and_read(content)
    return read >= 3 and read * 4 >= high * 3


def is_partly_utf8(content: bytes) -> bool:
    """Whether a third of the bytes above 127 belong to characters in UTF-8, as in a line in two encodings. In KOI8
    and the others only an odd pair reads so."""
    high, read = _high_and_read(content)
    return read * 3 >= high


def _high_and_read(content: bytes) -> tuple[int, int]:
    """Returns how many bytes are above 127, and how many of these belong to characters in UTF-8."""
    return len(_HIGH.findall(content)), len(_HIGH.findall(content.decode("utf-8", "ignore").encode()))


def describe_position(content: bytes, position: int) -> str:
    """The position of a byte as an editor finds it: its line and its number in the line, both counted from 1."""
    before = content[:position]
    line_start = max(before.rfind(b"\n"), before.rfind(b"\r")) + 1
    lines = before.count(b"\n") or before.count(b"\r")
    return f"line {lines + 1:,}, byte {position - line_start + 1:,}"
