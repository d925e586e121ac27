"""Texts too long to be compared as wholes: only the part with all differences is."""

from archive.text.comparison.edit_script import equal_length_after, equal_length_before

from .anchors import Reanchoring, TextTooLongError, check_length
from .results import AnchorResult, AnchorStatus, Reason

# Characters beside the first and the last difference that are compared as well; a span beyond them has more unchanged
# neighbours than any other reading could have.
MARGIN = 50_000


class LongReanchoring:
    """One correction of a text, as `Reanchoring`, for texts that hardly differ. Raises TextTooLongError for others."""

    def __init__(self, old: str, new: str):
        size = min(len(old), len(new))
        before = equal_length_after(old, 0, new, 0)
        after = equal_length_before(old, len(old), new, len(new))
        # A run put in beside the same run may stand anywhere between the two.
        first, self.shift = min(before, size - after), len(new) - len(old)
        last = max(before, size - after) + len(old) - size
        self.first, self.last = max(first - MARGIN, 0), min(last + MARGIN, len(old))
        part, new_part = old[self.first : self.last], new[self.first : self.last + self.shift]
        check_length(part, new_part)
        self.part = Reanchoring(part, new_part)
        self.certain_before, self.certain_after = first - MARGIN // 2, last + MARGIN // 2

    def reanchor(self, start: int, end: int) -> AnchorResult:
        if end <= self.certain_before:
            return AnchorResult(AnchorStatus.KEPT, (start, end))
        if start >= self.certain_after:
            moved = start + self.shift, end + self.shift
            return AnchorResult(AnchorStatus.MOVED if self.shift else AnchorStatus.KEPT, moved)
        if start < self.first or end > self.last:
            return AnchorResult(AnchorStatus.REVIEW, None, Reason.WORDS_CHANGED)
        result = self.part.reanchor(start - self.first, end - self.first)
        if result.span is None:
            return result
        found = result.span[0] + self.first, result.span[1] + self.first
        status = result.status
        if status is not AnchorStatus.CHANGED:
            status = AnchorStatus.KEPT if found == (start, end) else AnchorStatus.MOVED
        return AnchorResult(status, found)


def prepare(old: str, new: str) -> Reanchoring | LongReanchoring:
    """What follows spans of `old` into `new`. Raises TextTooLongError."""
    try:
        check_length(old, new)
    except TextTooLongError:
        return LongReanchoring(old, new)
    return Reanchoring(old, new)
