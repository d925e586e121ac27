"""Characters that went through a wrong encoding before they came: Windows-1252 as controls, UTF-8 encoded twice, and
whole lines in UTF-8 that were read in another code page and stored so: `РњРё…` for Ми…, `é€š` for 通, `√©` for é.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from archive.importing.encodings.code_pages import LABELS
from archive.importing.encodings.damage import is_mostly_utf8, is_partly_utf8
from archive.importing.phrases import count_phrase, inflect, list_phrase

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
# The code pages that systems of many countries read UTF-8 in, as Python codecs.
_PAGES = "cp1252 cp1251 cp1250 cp1254 cp1253 cp1256 mac_roman cp850 cp437 cp866 koi8_r gb18030"
_WIDE_PAGES = "gb18030 cp932 big5 cp949"
_MIN_LOST = 24  # bytes
_REPAIRED_BY_CHARACTER = "cp1252"  # by `undo_double_encoding`
_MIN_NON_ASCII = 4  # characters beyond ASCII that come out
_MAX_FAILING = 0.1  # of the lines with more than ASCII: some lost a byte on their way
_EXCERPT = 40  # characters shown
_SAMPLE_LINES = 40


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
    subject = inflect(total, "# control [character was|characters were]")
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
    is_usual = len(sequences) >= 3 and others * 4 < len(sequences)
    return is_usual or unmistakable * 4 >= len(sequences) + others


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


def repair_wrong_page(text: str) -> RepairedText | None:
    """The text as it was before it was read in a wrong code page; None for a text that was not."""
    lines = text.split("\n")
    non_ascii_lines = [index for index, line in enumerate(lines) if not line.isascii()]
    for codec in _PAGES.split() if non_ascii_lines else ():
        sample = [_repair_line(lines[index], codec) for index in non_ascii_lines[:_SAMPLE_LINES]]
        if _is_repaired(sample):
            undone = {index: _repair_line(lines[index], codec) for index in non_ascii_lines}
            if codec == _REPAIRED_BY_CHARACTER:
                return None
            if _is_repaired(list(undone.values())):
                whole = [undone.get(index) or line for index, line in enumerate(lines)]
                failing = [index for index, line in undone.items() if line is None]
                return RepairedText(
                    "\n".join(whole), tuple(_repair_findings(LABELS[codec], lines, whole, failing))
                )
    return _find_lost_text([lines[index] for index in non_ascii_lines[:_SAMPLE_LINES]], text)


def _find_lost_text(sample: Sequence[str], text: str) -> RepairedText | None:
    """Code pages of two bytes swallow what does not fit, so that nothing can be turned back."""
    for codec in _WIDE_PAGES.split() if sample else ():
        encoded = "".join(sample).encode(codec, "replace")
        if len(encoded) >= _MIN_LOST and is_mostly_utf8(encoded):
            label = LABELS.get(codec, "Big5")
            lost = f"The text may be UTF-8 that was read as {label} and lost characters: “{_excerpt(text)}”."
            return RepairedText(text, (f"{lost} If so, import it again from where it came from.",))
    return None


def _repair_findings(
    label: str, before: Sequence[str], after: Sequence[str], failing: Sequence[int]
) -> Iterator[str]:
    """Sentences for the editor, with the first line that changed; those with the indexes `failing` lost bytes."""
    changed = (index for index, (was, became) in enumerate(zip(before, after, strict=True)) if was != became)
    index = next(changed)
    example = f"line {index + 1:,}: “{_excerpt(before[index])}” for “{_excerpt(after[index])}”"
    yield f"The text was in UTF-8 and had been read as {label}; that was undone ({example})."
    if failing:
        line, stands = inflect(len(failing), "[Line stands|Lines stand]").split()
        yield f"{line} {list_line_numbers(failing)} lost characters on the way and {stands} as read."


def _excerpt(text: str) -> str:
    return " ".join(text[:_EXCERPT].split())


def _is_repaired(lines: list[str | None]) -> bool:
    failing = sum(line is None for line in lines)
    non_ascii = sum(not character.isascii() for line in lines if line is not None for character in line)
    return non_ascii >= _MIN_NON_ASCII and failing <= _MAX_FAILING * len(lines)


def _repair_line(line: str, codec: str) -> str | None:
    """Returns the repaired line; None for one that was not read in that code page, or lost bytes."""
    try:
        encoded = b"".join(_possible_bytes(line, codec))
        undone = encoded.decode("utf-8")
    except UnicodeError:
        return None
    is_text = all(character.isprintable() or character in "\t\r\u00a0\u200b" for character in undone)
    return undone if is_text else None


def _possible_bytes(line: str, codec: str) -> Iterator[bytes]:
    """Bytes that the code page lacks were read as controls."""
    if codec == "gb18030":
        yield line.encode(codec)
        return
    table = _missing_bytes(codec)
    for character in line:
        yield table.get(character) or character.encode(codec)


@cache
def _missing_bytes(codec: str) -> dict[str, bytes]:
    """Returns the bytes of characters that stand for bytes the code page lacks: controls, also read as Windows-1252."""
    missing = [code for code in range(0x80, 0x100) if not bytes([code]).decode(codec, "ignore")]
    characters = {bytes([code]).decode("cp1252", "ignore"): bytes([code]) for code in missing}
    characters |= {chr(code): bytes([code]) for code in missing}
    return {
        character: byte
        for character, byte in characters.items()
        if character and not character.encode(codec, "ignore")
    }
