"""The results of reanchoring a marked span."""

from dataclasses import dataclass
from enum import StrEnum

from archive.text.paragraphs import Span


class AnchorStatus(StrEnum):
    KEPT = "kept"  # the same words at the same offsets
    MOVED = "moved"  # the same words at other offsets
    CHANGED = "changed"  # the words or their layout were corrected, and it is certain which they are now
    REVIEW = "review"  # an editor must decide


class Reason(StrEnum):
    """Why an editor must decide. Stored with the statement (`Orphan.reason`)."""

    WORDS_CHANGED = "words_changed"  # the correction changes, cuts or interrupts the words
    AMBIGUOUS = "ambiguous"  # the same words, or words as similar, stand at several positions
    CONTEXT_LOST = "context_lost"  # the words are there, but their context is not
    REMOVED = "removed"  # the passage was deleted, and no words like it stand anywhere


@dataclass(frozen=True, slots=True)
class AnchorCandidate:
    """A span of the new text that an editor may choose; similarity to the old words from 0 to 1."""

    start: int
    end: int
    similarity: float


@dataclass(frozen=True, slots=True)
class AnchorResult:
    """`span` is (start, end) in the new text; it is None, and `reason` is given, exactly in REVIEW."""

    status: AnchorStatus
    span: Span | None = None
    reason: Reason | None = None

    @property
    def start(self) -> int | None:
        return self.span[0] if self.span else None

    @property
    def end(self) -> int | None:
        return self.span[1] if self.span else None
