"""Characters that went through a wrong encoding before they came: Windows-1252 as controls, UTF-8 encoded twice."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from archive.importing.encodings.damage import is_partly_utf8
from archive.importing.phrases import count_phrase, list_phrase

_MAX_NAMED = 3  # places that a finding names
_CONTROL = re.compile("[\x80-\x9f]")
_OTHER_CONTROL = re.compile("[\x80-\x84\x86-\x9f]")
# The 32 bytes 80 to 9F: five of them are nothing in Windows-1252.
_WINDOWS = {
    code: character for code in range(0x80, 0xA0) if (character := bytes([code]).decode("cp1252", "ignore"))
}
_BYTE_OF = {**{ord(character): code for code, character in _WINDOWS.items()}, 0x2C6: 0x88, 0x2DC: 0x98}
_TAIL = "[\x80-\xbf" + "".join(sorted(_WINDOWS.values())) + "]"
_TWICE = re.compile(f"[\xc2-\xdf]{_TAIL}|[\xe0-\xef]{_TAIL}{{2}}|[\xf0-\xf4]{_TAIL}{{3}}")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")


class RepairedText(NamedTuple):
    text: str
    findings: tuple[str, ...] = ()


def map_controls(text: str) -> RepairedText:
    """The text with the characters U+0080 to U+009F replaced by what Windows-1252 has in their places.

    U+0085 is left where it is the only one: it ends lines in texts of mainframes.
    """
    if not _OTHER_CONTROL.search(text):
        return RepairedText(text)
    codes = map(ord, _CONTROL.findall(text))
    counts = Counter(_WINDOWS[code] for code in codes if code in _WINDOWS)
    if not counts:
        return RepairedText(text)
    total = sum(counts.values())
    named = " ".join(character for character, _ in counts.most_common(8))
    subject = "1 control character was" if total == 1 else f"{total:,} control characters were"
    return RepairedText(text.translate(_WINDOWS), (f"{subject} read as Windows-1252 ({named}).",))


def undo_double_encoding(text: str, always: bool = False) -> RepairedText:
    """The text with `Ã©` replaced by é and `â€™` by ’, where that is not ambiguous; else a finding says where such
    characters are.

    One sequence of three, or one that begins with Ã or Â before a sign, is no accident; of other pairs there must be
    several and hardly any other character beyond ASCII. `always` repairs whatever can be repaired.
    """
    sequences = [(match, undone) for match in _TWICE.finditer(text) if (undone := _undo(match.group()))]
    if not sequences:
        return RepairedText(text)
    places = _places(text, [(match.start(), match.group(), undone) for match, undone in sequences])
    if always or _is_unambiguous(text, [match.group() for match, _ in sequences]):
        repaired = _TWICE.sub(lambda match: _undo(match.group()) or match.group(), text)
        return RepairedText(repaired, (f"Characters that were encoded twice were repaired in {places}.",))
    finding = f"Characters may be encoded twice in {places}: if so, import the text as “UTF-8 encoded twice”."
    return RepairedText(text, (finding,))


def _undo(sequence: str) -> str:
    encoded = bytes(_BYTE_OF.get(ord(character), ord(character) & 0xFF) for character in sequence)
    try:
        undone = encoded.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return undone if undone.isprintable() or undone == "\u00a0" else ""


def _is_unambiguous(text: str, sequences: list[str]) -> bool:
    if any(len(sequence) > 2 for sequence in sequences):
        return True
    others = len(_BEYOND_ASCII.findall(_TWICE.sub("", text)))
    unmistakable = sum(sequence[0] == "Ã" for sequence in sequences)
    return unmistakable * 4 >= len(sequences) + others or (
        len(sequences) >= 3 and others * 4 < len(sequences)
    )


def _places(text: str, sequences: list[tuple[int, str, str]]) -> str:
    named = (
        f"line {text.count(chr(10), 0, start) + 1:,}: “{sequence}” for “{undone}”"
        for start, sequence, undone in sequences
    )
    return f"{count_phrase(len(sequences), 'place')} ({list_phrase(named, _MAX_NAMED, separator='; ')})"


def split_by_encoding(content: bytes) -> tuple[list[bytes], list[int]] | None:
    """(lines, indexes of those that are not UTF-8), where some lines are in UTF-8 and the others in something else.

    None where a line is a mixture: then a byte of it is damaged.
    """
    lines = content.splitlines(keepends=True)
    others = [index for index, line in enumerate(lines) if not _is_utf8(line)]
    if any(is_partly_utf8(lines[index]) for index in others):
        return None
    utf8 = sum(not line.isascii() for line in lines) - len(others)
    return (lines, others) if utf8 and others else None


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def list_line_numbers(indexes: Iterable[int]) -> str:
    """The numbers of the lines, counted from 1, as a finding names them."""
    return list_phrase((f"{index + 1:,}" for index in indexes), _MAX_NAMED)
