"""Paragraphs are separated by blank lines. The trigger that derives passages splits texts in the same way."""

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
    """The blocks between blank lines of a text that is not canonical yet, each as a list of its lines."""
    blocks = [[line for line in block.split("\n") if line] for block in re.split(r"\n{2,}", text)]
    return [block for block in blocks if block]
