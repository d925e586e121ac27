"""Takes marked spans from one version of a text to the next.

Both texts are compared without their layout and typography (`comparable`). A span is followed only on evidence that no
other reading of the two texts shares: its words with what stands unchanged beside them must extend further than those
of any similar ones. A sentence that came in or went out, and whatever is not certain, is left to an editor.
"""

from archive.text.characters import is_boundary
from archive.text.paragraphs import Span
from archive.text.spans import is_markable
from archive.text.words import is_inside_word

from .comparable import ComparableText
from .comparison import Comparison
from .corrected_words import CorrectedWordsFinder
from .edit_kinds import EditKinds
from .evidence import Evidence
from .fuzzy_matches import FuzzyMatcher
from .results import AnchorResult, AnchorStatus, Reason

MAX_CHARACTERS = 3_000_000  # of both texts together: three to five seconds on one processor
MAX_DIFFERENCE = 1_000_000  # characters by which one may be longer; what resembles nothing takes longest


class TextTooLongError(ValueError):
    """Spans cannot be followed through texts so long, or of such different length, in a few seconds."""


def check_length(old: str, new: str) -> None:
    """Raises TextTooLongError."""
    if len(old) + len(new) > MAX_CHARACTERS:
        raise TextTooLongError(
            f"{len(old):,} and {len(new):,} characters; {MAX_CHARACTERS:,} together at most"
        )
    if abs(len(old) - len(new)) > MAX_DIFFERENCE:
        raise TextTooLongError(
            f"{len(old):,} and {len(new):,} characters; one may be {MAX_DIFFERENCE:,} longer than the other"
        )


class Reanchoring:
    """One correction of a text, for all its spans."""

    def __init__(self, old: str, new: str):
        self.old, self.new = ComparableText(old), ComparableText(new)
        self.texts = Comparison(self.old, self.new)
        self.matcher = FuzzyMatcher(self.new.text)
        self.evidence = Evidence(self.texts)
        self.corrected = CorrectedWordsFinder(self.evidence, self.matcher, EditKinds(self.texts))

    def reanchor(self, start: int, end: int) -> AnchorResult:
        result = self.find(start, end)
        if isinstance(result, Reason):
            return AnchorResult(AnchorStatus.REVIEW, None, result)
        if self.old.original[start:end] != self.new.original[slice(*result)]:
            return AnchorResult(AnchorStatus.CHANGED, result)
        return AnchorResult(AnchorStatus.KEPT if result == (start, end) else AnchorStatus.MOVED, result)

    def find(self, start: int, end: int) -> Span | Reason:
        """The span of the new text, or why an editor must decide."""
        first, last = self.old.comparable_span(start, end)
        if first == last:
            return Reason.WORDS_CHANGED
        span = self._find_same_words(first, last)
        if span is Reason.WORDS_CHANGED:
            span = self.corrected.find(first, last)
        if span is Reason.WORDS_CHANGED and not self.texts.unchanged_count(first, last):
            words = self.texts.old[first:last]
            return Reason.WORDS_CHANGED if self.matcher.may_contain_similar(words) else Reason.REMOVED
        if isinstance(span, Reason):
            return span
        original = self.new.original_span(*span)
        whole = all(is_boundary(self.new.original, position) for position in original)
        was_markable = is_markable(self.old.original, start, end)
        if not whole or self.cuts_words((first, last), span):
            return Reason.WORDS_CHANGED
        if was_markable and not is_markable(self.new.original, *original):
            return Reason.WORDS_CHANGED
        return original

    def _find_same_words(self, start: int, end: int) -> Span | Reason:
        evidence = self.evidence
        in_order = self.texts.shift_in_order(start, end)
        block = evidence.moved_block(start, end)
        shifts = {shift for shift in (in_order, block.shift if block else None) if shift is not None}
        if not shifts:
            return Reason.WORDS_CHANGED
        shift = max(shifts, key=lambda shift: evidence.extent(start, end, start + shift))
        span = start + shift, end + shift
        if self.cuts_words((start, end), span):
            return Reason.WORDS_CHANGED
        if evidence.is_ambiguous(start, end, shift) or not evidence.has_no_close_rival(start, end, span[0]):
            return Reason.AMBIGUOUS
        if shift == in_order:
            certain = evidence.is_whole_sentences(start, end, shift) or (
                evidence.keeps_context(start, end, span[0]) and evidence.keeps_sentence(start, end)
            )
            return span if certain else Reason.CONTEXT_LOST
        has_moved = block is not None and evidence.moved_with_sentences(start, end, block)
        return span if has_moved else Reason.CONTEXT_LOST

    def cuts_words(self, old_span: Span, span: Span) -> bool:
        """Whether an end cuts a word as it did not before: "go" in "gone" is another word."""
        return any(
            is_inside_word(self.new.text, position) and not is_inside_word(self.old.text, before)
            for before, position in zip(old_span, span, strict=True)
        )
