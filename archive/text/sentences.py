"""The sentences of a text, cut alike in every language, for what compares or aligns two texts.

A full stop within a number or after an unknown abbreviation may end one too early: aligning joins what the other text
has in one. (Re-anchoring has stricter ones in its comparable form, proposals read them between quotation marks.)
"""

from collections.abc import Iterator

import regex

from archive.text.paragraphs import Span
from archive.text.words import CJK

# A sentence ends at a stop before white space, at a Chinese one, at a line end, and where a space is missing.
_CLOSING = r"[\p{Pf}\p{Pe}\"'’”]*"
_END = regex.compile(
    r"(?<!\W[A-Z])(?<!\b(?:Mr|Ms|Dr|St|No))(?<!\b(?:Mrs|Gov|Gen|Sen|Rep|Rev))(?<!\bProf)"
    rf"[.!?…؟۔।]+{_CLOSING}(?=\s|$)|(?<=[^\W\d_A-Z]{{2}})\.(?=[A-Z][a-z])"
    rf"|(?:[。！？]|(?<=[{CJK}])[!?…])[。！？!?…]*{_CLOSING}|\n+"
)
_LETTER_OR_DIGIT = regex.compile(r"[\p{L}\p{N}]")
MAX_LENGTH = 1_500  # characters; a longer sentence is cut, so that no text is one


def find_sentences(text: str) -> list[Span]:
    """The spans of the sentences, without white space at the ends; a piece without letters or digits is none."""
    ends = [match.end() for match in _END.finditer(text)]
    return list(_spans(text, [*ends, len(text)]))


def _spans(text: str, ends: list[int]) -> Iterator[Span]:
    start = 0
    for end in ends:
        while start < end:
            last = min(end, start + MAX_LENGTH)
            piece = text[start:last]
            if _LETTER_OR_DIGIT.search(piece):
                yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
            start = last
