"""Texts in UTF-8 that were read in another code page and stored so: `РњРё…` for Ми…, `é€š` for 通, `√©` for é.

What Windows-1252 makes of single characters in a text that is right otherwise is for `repair`; here whole lines are
turned back, which those of no real text can be.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from archive.importing.encodings.damage import is_mostly_utf8
from archive.importing.encodings.repair import list_line_numbers

# The code pages that systems of many countries read UTF-8 in, as Python codecs, with their labels.
_PAGES = (
    ("cp1252", "Windows-1252"),
    ("cp1251", "Windows-1251"),
    ("cp1250", "Windows-1250"),
    ("cp1254", "Windows-1254"),
    ("cp1253", "Windows-1253"),
    ("cp1256", "Windows-1256"),
    ("mac_roman", "Mac Roman"),
    ("cp850", "MS-DOS 850"),
    ("cp437", "MS-DOS 437"),
    ("cp866", "MS-DOS 866"),
    ("koi8_r", "KOI8-R"),
    ("gb18030", "GB 18030"),
)
_WIDE_PAGES = (
    ("gb18030", "GB 18030"),
    ("cp932", "Shift JIS"),
    ("big5", "Big5"),
    ("cp949", "EUC-KR"),
)
_MIN_LOST = 24  # bytes
_OF_SINGLE_CHARACTERS = "cp1252"  # `repair` is for it
_LEAST = 4  # characters beyond ASCII that come out
_MAX_FAILING = 0.1  # of the lines with more than ASCII: some lost a byte on their way
_EXCERPT = 40  # characters shown
_SAMPLE_LINES = 40


class RepairedEncoding(NamedTuple):
    """`label` is the code page the text was read in; `lines` are indexes of those that lost bytes and stay as they are.

    `is_lost` where all of the text did.
    """

    text: str
    label: str
    lines: tuple[int, ...] = ()
    is_lost: bool = False

    def findings(self, before: str) -> Iterator[str]:
        """Sentences for the editor, with the first line that changed."""
        if self.is_lost:
            yield (
                f"The text may be UTF-8 that was read as {self.label} and lost characters: “{_excerpt(before)}”. "
                "If so, import it again from where it came from."
            )
            return
        pairs = enumerate(zip(before.split("\n"), self.text.split("\n"), strict=True), 1)
        number, (was, became) = next((number, pair) for number, pair in pairs if pair[0] != pair[1])
        example = f"line {number:,}: “{_excerpt(was)}” for “{_excerpt(became)}”"
        yield f"The text was in UTF-8 and had been read as {self.label}; that was undone ({example})."
        if self.lines:
            subject, verb = ("Line", "stands") if len(self.lines) == 1 else ("Lines", "stand")
            named = list_line_numbers(self.lines)
            yield f"{subject} {named} lost characters on the way and {verb} as read."


def repair_wrong_page(text: str) -> RepairedEncoding | None:
    """The text as it was before it was read in a wrong code page; None for a text that was not."""
    lines = text.split("\n")
    non_ascii_lines = [index for index, line in enumerate(lines) if not line.isascii()]
    for codec, label in _PAGES if non_ascii_lines else ():
        sample = [_repair_line(lines[index], codec) for index in non_ascii_lines[:_SAMPLE_LINES]]
        if _is_undone(sample):
            undone = {index: _repair_line(lines[index], codec) for index in non_ascii_lines}
            if codec == _OF_SINGLE_CHARACTERS:
                return None
            if _is_undone(list(undone.values())):
                failing = tuple(index for index, line in undone.items() if line is None)
                whole = (undone.get(index) or line for index, line in enumerate(lines))
                return RepairedEncoding("\n".join(whole), label, failing)
    return _find_lost_text([lines[index] for index in non_ascii_lines[:_SAMPLE_LINES]], text)


def _find_lost_text(sample: Sequence[str], text: str) -> RepairedEncoding | None:
    """Code pages of two bytes swallow what does not fit, so that nothing can be turned back."""
    for codec, label in _WIDE_PAGES if sample else ():
        encoded = "".join(sample).encode(codec, "replace")
        if len(encoded) >= _MIN_LOST and is_mostly_utf8(encoded):
            return RepairedEncoding(text, label, is_lost=True)
    return None


def _excerpt(text: str) -> str:
    return " ".join(text[:_EXCERPT].split())


def _is_undone(lines: list[str | None]) -> bool:
    failing = sum(line is None for line in lines)
    beyond = sum(not character.isascii() for line in lines if line is not None for character in line)
    return beyond >= _LEAST and failing <= _MAX_FAILING * len(lines)


def _repair_line(line: str, codec: str) -> str | None:
    """Returns the repaired line; None for one that was not read in that code page, or lost bytes."""
    try:
        encoded = b"".join(_possible_bytes(line, codec))
        undone = encoded.decode("utf-8")
    except UnicodeError:
        return None
    return (
        undone
        if all(character.isprintable() or character in "\t\r\u00a0\u200b" for character in undone)
        else None
    )


def _possible_bytes(line: str, codec: str) -> Iterator[bytes]:
    """Bytes that the code page lacks were read as controls."""
    if codec == "gb18030":
        yield line.encode(codec)
        return
    table = _bytes_of(codec)
    for character in line:
        yield table.get(character) or character.encode(codec)


@cache
def _bytes_of(codec: str) -> dict[str, bytes]:
    """Returns the bytes of characters that stand for bytes the code page lacks: controls, also read as Windows-1252."""
    missing = [code for code in range(0x80, 0x100) if not bytes([code]).decode(codec, "ignore")]
    characters = {bytes([code]).decode("cp1252", "ignore"): bytes([code]) for code in missing}
    characters |= {chr(code): bytes([code]) for code in missing}
    return {
        character: byte
        for character, byte in characters.items()
        if character and not character.encode(codec, "ignore")
    }
