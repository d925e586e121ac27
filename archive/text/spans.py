"""Which spans of a text can be marked."""

from dataclasses import dataclass
from enum import StrEnum

from .characters import is_boundary, is_space
from .paragraphs import Span

MAX_LENGTH = 20_000  # characters of one statement; a whole chapter is no statement


class SpanProblem(StrEnum):
    BACKWARDS = "backwards"
    OUTSIDE = "outside"
    ONLY_SPACES = "only spaces"
    TOO_LONG = "too long"
    CUTS_START = "cuts start"
    CUTS_END = "cuts end"


class SpanError(ValueError):
    """`start` and `end` are the offsets as given; `length` is that of the words where they are too long."""

    def __init__(self, problem: SpanProblem, start: int, end: int, length: int = 0):
        super().__init__(problem)
        self.problem, self.start, self.end, self.length = problem, start, end, length
        self.max_length = MAX_LENGTH


@dataclass(frozen=True, slots=True)
class TextSlice:
    """Part of a text, from `offset` on; `length` is the whole text's. Offsets given to it count in the whole text."""

    text: str
    offset: int
    length: int

    @classmethod
    def of_text(cls, text: str) -> "TextSlice":
        return cls(text, 0, len(text))

    def text_of(self, start: int, end: int) -> str:
        return self.text[start - self.offset : end - self.offset]


def normalise_span(part: TextSlice, start: int, end: int) -> Span:
    """The span without white space at its ends; raises SpanError.

    The part must hold the span, if the text does, and the characters around it.
    """
    if start >= end:
        raise SpanError(SpanProblem.BACKWARDS, start, end)
    if start < 0 or end > part.length:
        raise SpanError(SpanProblem.OUTSIDE, start, end)
    text, offset = part.text, part.offset
    first, last = strip_span(text, start - offset, end - offset)
    if first == last:
        raise SpanError(SpanProblem.ONLY_SPACES, start, end)
    if last - first > MAX_LENGTH:
        raise SpanError(SpanProblem.TOO_LONG, start, end, last - first)
    if not is_boundary(text, first):
        raise SpanError(SpanProblem.CUTS_START, start, end)
    if not is_boundary(text, last):
        raise SpanError(SpanProblem.CUTS_END, start, end)
    return first + offset, last + offset


def is_markable(text: str, start: int, end: int) -> bool:
    """Whether the span can be marked as it is."""
    try:
        return normalise_span(TextSlice.of_text(text), start, end) == (start, end)
    except SpanError:
        return False


def strip_span(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends; empty where it holds nothing else."""
    while start < end and is_space(text[start]):
        start += 1
    while start < end and is_space(text[end - 1]):
        end -= 1
    return start, end
