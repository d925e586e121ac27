"""Known paragraphs typed on pages: wrapped, hyphenated, indented, with running heads and page numbers."""

import re
import textwrap
from dataclasses import dataclass
from random import Random

# A break between two syllables, nearly as printers break: before a consonant that a vowel follows.
_SYLLABLE = re.compile(r"(?<=[a-z]{2})(?=[bcdfghjklmnpqrstvwz][aeiou][a-z]{2})")
PAGE_LINES = 48


@dataclass(frozen=True)
class Typing:
    """`head` and `foot` may hold {page}; with `breaks` a form feed ends each page."""

    width: int = 72
    indent: int = 0  # of first lines; 0 for blank lines between paragraphs
    is_hyphenated: bool = False
    head: str = ""
    foot: str = ""
    breaks: bool = False


def type_pages(paragraphs: list[str], typing: Typing, chance: Random) -> str:
    lines: list[str] = []
    for paragraph in paragraphs:
        if lines and not typing.indent:
            lines.append("")
        lines += _wrap(paragraph, typing, chance)
    return "".join(_pages(lines, typing)) if typing.head or typing.foot or typing.breaks else "\n".join(lines)


def _wrap(paragraph: str, typing: Typing, chance: Random) -> list[str]:
    if not typing.is_hyphenated:
        return textwrap.wrap(
            paragraph,
            typing.width,
            initial_indent=" " * typing.indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    lines, line = [], " " * typing.indent
    for word in paragraph.split():
        while True:
            filled = line if not line.strip() else f"{line} "
            if len(filled) + len(word) <= typing.width:
                line = filled + word
                break
            part = _part(word, typing.width - len(filled) - 1)
            if part:
                filled += part if part.endswith("-") else f"{part}-"
                word = word[len(part) :]
            lines.append(filled.rstrip())
            line = ""
            if not part and len(word) > typing.width:
                line, word = word, ""
    return [*lines, line]


def _part(word: str, room: int) -> str:
    """The longest beginning of a word that a printer would leave in the room."""
    breaks = [match.end() for match in re.finditer(r"(?<=[A-Za-z]{2})-(?=[A-Za-z]{3})", word)]
    if "-" not in word:
        breaks += [match.start() for match in _SYLLABLE.finditer(word)]
    return word[: max((place for place in breaks if place <= room), default=0)]


def _pages(lines: list[str], typing: Typing):
    room = PAGE_LINES - 3 * bool(typing.head) - 3 * bool(typing.foot)
    for number, start in enumerate(range(0, len(lines), room), 1):
        page = lines[start : start + room]
        if typing.head:
            page = [typing.head.format(page=number), "", *page]
        if typing.foot:
            page = [*page, "", typing.foot.format(page=number).center(typing.width).rstrip(), ""]
        yield "\n".join(page) + ("\f" if typing.breaks else "\n")
