"""Takes marked spans from one version of a text to the next.

A span is followed only on evidence that no other reading of the two texts shares: its words with what stands
unchanged beside them must extend further than those of any similar ones. What is not certain is left to an editor.
"""

from archive.text.characters import is_boundary
from archive.text.paragraphs import Span
from archive.text.spans import is_markable
from archive.text.words import is_inside_word

from .comparison import Comparison
from .corrected_words import CorrectedWordsFinder
from .evidence import Evidence
from .fuzzy_matches import SIMILAR, FuzzyMatcher
from .results import AnchorCandidate, AnchorResult, AnchorStatus, Reason

MAX_CANDIDATES = 5  # what an editor can compare at a glance
CANDIDATE_CONTEXT = 60  # characters on either side by which equal words are ranked


def reanchor(old: str, new: str, spans: list[Span]) -> list[AnchorResult]:
    """Where each span of `old` stands in `new`, in the order given. A span is not empty and lies within the old text.

    A span that may be marked in the old text (`archive.text.spans`) may be marked in the new one, or needs review.
    """
    if old == new:
        return [AnchorResult(AnchorStatus.UNCHANGED, span) for span in spans]
    reanchoring = _Reanchoring(old, new)
    return [reanchoring.reanchor(*span) for span in spans]


class _Reanchoring:
    """One correction of a text, for all its spans."""

    def __init__(self, old: str, new: str):
        self.old, self.new = old, new
        self.texts = Comparison(old, new)
        self.matcher = FuzzyMatcher(new)
        self.evidence = Evidence(self.texts)
        self.corrected = CorrectedWordsFinder(self.evidence, self.matcher)

    def reanchor(self, start: int, end: int) -> AnchorResult:
        span = self._find_same_words(start, end)
        if not isinstance(span, Reason):
            return AnchorResult(AnchorStatus.UNCHANGED if span == (start, end) else AnchorStatus.MOVED, span)
        if span is Reason.WORDS_CHANGED:
            span = self._find_corrected_words(start, end)
            if not isinstance(span, Reason):
                return AnchorResult(AnchorStatus.CHANGED, span)
        return self._review(start, end, span)

    def _review(self, start: int, end: int, reason: Reason) -> AnchorResult:
        candidates = tuple(self._candidates(start, end))
        if not candidates and reason is Reason.WORDS_CHANGED and not self.texts.unchanged_count(start, end):
            reason = Reason.REMOVED
        return AnchorResult(AnchorStatus.REVIEW, None, reason, candidates)

    def _find_same_words(self, start: int, end: int) -> Span | Reason:
        evidence = self.evidence
        in_order = self.texts.shift_in_order(start, end)
        block = evidence.moved_block(start, end)
        shifts = {shift for shift in (in_order, block.shift if block else None) if shift is not None}
        if not shifts:
            return Reason.WORDS_CHANGED
        shift = max(shifts, key=lambda shift: evidence.extent(start, end, start + shift))
        span = start + shift, end + shift
        if self._cuts((start, end), span):
            return Reason.WORDS_CHANGED
        if evidence.is_ambiguous(start, end, shift) or not evidence.has_no_close_rival(start, end, span[0]):
            return Reason.AMBIGUOUS
        if shift == in_order:
            return span if evidence.keeps_context(start, end, span[0]) else Reason.CONTEXT_LOST
        moved = block is not None and evidence.moved_with_sentences(start, end, block)
        return span if moved else Reason.CONTEXT_LOST

    def _find_corrected_words(self, start: int, end: int) -> Span | Reason:
        span = start + self.texts.shift_at(start), end + self.texts.shift_at(end)
        if self._cuts((start, end), span):
            return Reason.WORDS_CHANGED
        return self.corrected.find(start, end, span)

    def _cuts(self, old_span: Span, span: Span) -> bool:
        """Whether an end cuts a character, or cuts a word as it did not before: "go" in "gone" is another word."""
        return any(
            not is_boundary(self.new, position)
            or (is_inside_word(self.new, position) and not is_inside_word(self.old, before))
            for before, position in zip(old_span, span, strict=True)
        )

    def _candidates(self, start: int, end: int) -> list[AnchorCandidate]:
        """What an editor may choose, best first: the same words, then words similar to them."""
        words = self.old[start:end]
        expected = start + self.texts.shift_at(start)
        spans = [
            (position, position + len(words))
            for position in self.matcher.find_exact(words, expected, MAX_CANDIDATES)
        ]
        spans = [span for span in spans if not self._cuts((start, end), span)]
        spans.sort(key=lambda span: (-self._agreement(start, end, span[0]), abs(span[0] - expected)))
        candidates = [AnchorCandidate(*span, 1.0) for span in spans[:MAX_CANDIDATES]]
        if len(candidates) < MAX_CANDIDATES:
            candidates += [
                AnchorCandidate(first, last, similarity)
                for similarity, (first, last) in self.matcher.find_similar(words, SIMILAR)
                if is_markable(self.new, first, last)
                and not any(first < other.end and other.start < last for other in candidates)
            ]
        return candidates[:MAX_CANDIDATES]

    def _agreement(self, start: int, end: int, new_start: int) -> int:
        """How many characters right around the words are the same there."""
        first, last = self.texts.unchanged_extent(start, end, new_start, CANDIDATE_CONTEXT)
        return last - first
