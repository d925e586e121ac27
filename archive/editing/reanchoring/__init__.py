"""Where the marked words of a text stand after the text was corrected (rule 2 of docs/architecture.md).

No Django and no database here. Offsets count code points. `reanchor` is the way in.
"""

from collections.abc import Sequence

from archive.text.paragraphs import Span

from .anchors import TextTooLongError
from .long_texts import make_reanchorer
from .results import AnchorResult, AnchorStatus, Reason

__all__ = ["AnchorResult", "AnchorStatus", "Reason", "TextTooLongError", "reanchor"]


def reanchor(old: str, new: str, spans: Sequence[Span]) -> list[AnchorResult]:
    """Finds where each span of `old` stands in `new`, in the order given.

    Spans are (start, end) in code points, half-open, not empty and within the old text (ValueError). In the results
    `status` is "kept" (the same words at the same offsets), "moved" (the same words at others), "changed" (other words
    or layout, beyond doubt those of the span) or "review" (an editor must decide), and `span` is the (start, end) in
    `new`, None for "review".

    A span that may be marked in the old text (`archive.text.spans`) may be marked in the new one, or needs review.
    Raises TextTooLongError, a ValueError, where what differs in them is longer than MAX_CHARACTERS.
    """
    for start, end in spans:
        if not 0 <= start < end <= len(old):
            raise ValueError(f"({start}, {end}) is no span of a text of {len(old)} characters")
    if old == new:
        return [AnchorResult(AnchorStatus.KEPT, (start, end)) for start, end in spans]
    if not spans:
        return []
    reanchoring = make_reanchorer(old, new)
    return [reanchoring.reanchor(*span) for span in spans]
