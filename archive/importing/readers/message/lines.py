"""The lines of a plain text message to paragraphs: flowed lines are joined, quoted ones stay marked."""

import re
from collections.abc import Iterator
from itertools import groupby

from archive.importing.header import ExtractedParagraph
from archive.importing.structure.paragraphs import reflow
from archive.text.canonical import unify_line_ends
from archive.text.paragraphs import split_paragraphs

_QUOTE = re.compile(r"(?:> ?)+")
_MAX_DEPTH = 50  # of quotations in each other
SIGNATURE = "-- "  # RFC 3676: the line above a signature


def unwrap_flowed(text: str, deletes_spaces: bool) -> str:
    """The text of format=flowed (RFC 3676) with its soft line breaks removed."""
    lines: list[list[str]] = []
    is_open, depth = False, -1
    for line in unify_line_ends(text).split("\n"):
        quotes, words = _split_quote(line)
        words = words.removeprefix(" ")
        is_soft = words.endswith(" ") and words != SIGNATURE
        if not (is_open and quotes == depth and words != SIGNATURE):
            lines.append([_prefix(quotes)])
        lines[-1].append(words[:-1] if is_soft and deletes_spaces else words)
        is_open, depth = is_soft, quotes
    return "\n".join(map("".join, lines))


def paragraphs_of_lines(text: str, lines_may_be_paragraphs: bool) -> Iterator[ExtractedParagraph]:
    """The paragraphs of a message; each line of those that it quotes starts with “> ”, once for each quotation."""
    lines = [_split_quote(line) for line in unify_line_ends(text).split("\n")]
    for depth, run in groupby(lines, key=lambda line: line[0]):
        body = "\n".join(words for _depth, words in run)
        for paragraph in split_paragraphs(reflow(body, lines_may_be_paragraphs).text) if body.strip() else ():
            yield ExtractedParagraph("\n".join(_prefix(depth) + line for line in paragraph.split("\n")))


def _split_quote(line: str) -> tuple[int, str]:
    match = _QUOTE.match(line)
    if not match:
        return 0, line
    return min(match.group().count(">"), _MAX_DEPTH), line[match.end() :]


def _prefix(depth: int) -> str:
    return ">" * depth + (" " if depth else "")
