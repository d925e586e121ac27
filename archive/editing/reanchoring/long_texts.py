"""Texts too long to be compared as wholes, or that differ in a small part: only the part with all differences is."""

from dataclasses import dataclass

from archive.text.comparison.edit_script import equal_length_after, equal_length_before

from .anchors import Reanchoring, TextTooLongError, check_length
from .results import AnchorResult, AnchorStatus, Reason

# Characters beside the first and the last difference that are compared as well; a span beyond them has more unchanged
# neighbours than any other reading could have.
MARGIN = 50_000
PHRASE = 80  # characters
PHRASES = 20  # that are looked at, of each margin


@dataclass(frozen=True, slots=True)
class DifferingPart:
    """All differences of two texts lie in old[start:end], which became new[start:end + shift]."""

    start: int
    end: int
    shift: int

    @classmethod
    def from_texts(cls, old: str, new: str) -> "DifferingPart":
        size = min(len(old), len(new))
        before = equal_length_after(old, 0, new, 0)
        after = equal_length_before(old, len(old), new, len(new))
        # A run put in beside the same run may stand anywhere between the two.
        start, end = min(before, size - after), max(before, size - after) + len(old) - size
        return cls(start, end, len(new) - len(old))

    def stands_alone(self, old: str, new: str) -> bool:
        """Whether it is a small part of the text, between phrases that leave no doubt where it stands."""
        half = MARGIN // 2
        is_small = 2 * (self.end - self.start + 2 * MARGIN) < len(old)
        return (
            is_small
            and (self.start <= half or _has_unique_phrase(old, new, self.start - half, self.start))
            and (self.end + half >= len(old) or _has_unique_phrase(old, new, self.end, self.end + half))
        )


def _has_unique_phrase(old: str, new: str, start: int, end: int) -> bool:
    """Whether a phrase of old[start:end] occurs once in each text; where lines repeat, none may."""
    step = max((end - start - PHRASE) // PHRASES, 1)
    phrases = (old[at : at + PHRASE] for at in range(start, end - PHRASE, step))
    return any(old.count(phrase) == new.count(phrase) == 1 for phrase in phrases)


class LongReanchoring:
    """One correction of a text, as `Reanchoring`, for texts that differ in a part.

    Raises TextTooLongError for others.
    """

    def __init__(self, old: str, new: str, differing: DifferingPart):
        first, last, self.shift = differing.start, differing.end, differing.shift
        self.first, self.last = max(first - MARGIN, 0), min(last + MARGIN, len(old))
        part, new_part = old[self.first : self.last], new[self.first : self.last + self.shift]
        check_length(part, new_part)
        self.part = Reanchoring(part, new_part)
        self.certain_before, self.certain_after = first - MARGIN // 2, last + MARGIN // 2

    def reanchor(self, start: int, end: int) -> AnchorResult:
        if end <= self.certain_before:
            return AnchorResult(AnchorStatus.KEPT, (start, end))
        if start >= self.certain_after:
            moved_span = start + self.shift, end + self.shift
            return AnchorResult(AnchorStatus.MOVED if self.shift else AnchorStatus.KEPT, moved_span)
        if start < self.first or end > self.last:
            return AnchorResult(AnchorStatus.REVIEW, None, Reason.WORDS_CHANGED)
        result = self.part.reanchor(start - self.first, end - self.first)
        if result.span is None:
            return result
        span = result.span[0] + self.first, result.span[1] + self.first
        status = result.status
        if status is not AnchorStatus.CHANGED:
            status = AnchorStatus.KEPT if span == (start, end) else AnchorStatus.MOVED
        return AnchorResult(status, span)


class RemovedText:
    """A text of which nothing is left."""

    def reanchor(self, _start: int, _end: int) -> AnchorResult:
        return AnchorResult(AnchorStatus.REVIEW, None, Reason.REMOVED)


def make_reanchorer(old: str, new: str) -> "Reanchorer":
    """Returns a reanchorer for spans of `old` in `new`. Raises TextTooLongError."""
    if not new.strip():
        return RemovedText()
    differing_part = DifferingPart.from_texts(old, new)
    if differing_part.stands_alone(old, new):
        return LongReanchoring(old, new, differing_part)
    try:
        check_length(old, new)
    except TextTooLongError:
        return LongReanchoring(old, new, differing_part)
    return Reanchoring(old, new)


Reanchorer = Reanchoring | LongReanchoring | RemovedText
