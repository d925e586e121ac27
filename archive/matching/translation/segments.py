"""The sentences of a text, cut alike in every language: what the alignment joins."""

from collections.abc import Iterator

import regex

from archive.text.paragraphs import Span

_END = regex.compile(r"[.!?…؟۔।][\p{Pf}\p{Pe}\"'’”]*(?=\s)|[。！？!?…]+[\p{Pf}\p{Pe}”’]*|\n")
MAX_LENGTH = 1_500  # characters; a longer sentence is cut, so that no text is one segment


def sentence_spans(text: str) -> list[Span]:
    """Without blanks at the ends. A stop inside of a number or after an initial may end one too early: the alignment
    joins two sentences where the other text has one."""
    ends = [match.end() for match in _END.finditer(text)]
    return list(_spans(text, [*ends, len(text)]))


def _spans(text: str, ends: list[int]) -> Iterator[Span]:
    start = 0
    for end in ends:
        while start < end:
            last = min(end, start + MAX_LENGTH)
            words = text[start:last]
            before, after = len(words) - len(words.lstrip()), len(words.rstrip())
            if after:
                yield start + before, start + after
            start = last
