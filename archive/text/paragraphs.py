"""The rule of what is a paragraph: what stands between blank lines. The trigger that derives passages splits alike."""

import re
from collections.abc import Iterable

SEPARATOR = "\n\n"

Span = tuple[int, int]


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of a canonical text, none of an empty one."""
    return text.split(SEPARATOR) if text else []


def join_paragraphs(paragraphs: Iterable[str]) -> str:
    return SEPARATOR.join(paragraphs)


def paragraph_bounds(text: str) -> list[Span]:
    """The span of each paragraph of a canonical text."""
    bounds, start = [], 0
    for paragraph in split_paragraphs(text):
        bounds.append((start, start + len(paragraph)))
        start += len(paragraph) + len(SEPARATOR)
    return bounds


def split_blocks(text: str) -> list[list[str]]:
    """What stands between blank lines in a text that is not canonical yet, as lists of its lines without empty ones."""
    blocks = [[line for line in block.split("\n") if line] for block in re.split(r"\n{2,}", text)]
    return [block for block in blocks if block]
