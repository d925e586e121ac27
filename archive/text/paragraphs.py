"""Paragraphs are separated by blank lines. The trigger that derives passages splits texts in the same way."""

import re
from collections.abc import Iterable, Sequence

SEPARATOR = "\n\n"
MAX_UNDIVIDED_LENGTH = 4_000  # characters of a text that one page shows

_BLOCK_END = re.compile(r"(?<=\S)\s*\n[^\S\n]*\n\s*(?=\S)")

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


def count_blocks(text: str) -> int:
    """The number of blocks that `split_blocks` returns for stripped lines, counted without making them."""
    return len(_BLOCK_END.findall(text)) + bool(text.strip())


def paginate_paragraphs(weights: Sequence[int], max_weight: int) -> list[range]:
    """The paragraph indexes of each page: together at most ``max_weight``, or one heavier paragraph."""
    pages, begin, weight = [], 0, 0
    for index, paragraph_weight in enumerate(weights):
        if index > begin and weight + paragraph_weight > max_weight:
            pages.append(range(begin, index))
            begin, weight = index, 0
        weight += paragraph_weight
    return [*pages, range(begin, len(weights))]
