"""Evidence that words of the old text are at a position of the new one, and at no other.

The figures were set by random corrections of real texts in which every character keeps its identity (now
`python -m tests.benchmarks.anchors`). Halved and doubled one by one they put no mark on wrong words and changed the
share of followed marks by 0.1 points at most: they stand in the middle of what works, not at an edge.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from archive.text.quotes import find_all

from .ambiguity import ambiguous_ranges
from .comparison import MIN_REANCHORED_BYTES, Block, Comparison, SpanIndex
from .fuzzy_matches import similarity

CONTEXT = 60  # characters on either side that show which position is meant
MAX_DRIFT = 16  # characters that the context may shift against the words and still be theirs
MIN_ADJACENT_BYTES = (
    40  # UTF-8 bytes unchanged right beside the words that say as much as half of the context
)
# Share of the characters of a sentence that stay, for a phrase within it to be followed. At 0, one phrase of 145,600
# was found in another text that a paragraph had made way for.
MIN_UNCHANGED_OF_SENTENCE = 0.4
MIN_EXTENT_LEAD = 16  # characters by which a reading must extend further than the next one
MAX_RIVALS = (
    50  # equal words that are compared; with more of them only a phrase that occurs once gives certainty
)
MAX_SAID_TWICE = (
    20  # characters of words that are compared with the same ones so near, whatever marks they have
)
END_MARKS = " .,;:!?…\"'-"
MIN_CONTEXT_LEAD = (
    0.25  # by how much the context must be more similar than a rival's, where corrections stand close
)


class Evidence:
    """Questions about spans of two texts; an extent is how far the texts agree around a pair of positions."""

    def __init__(self, texts: Comparison):
        self.texts, self.old, self.new = texts, texts.old, texts.new

    @cached_property
    def _ambiguous(self) -> SpanIndex[None]:
        return SpanIndex([(span, None) for span in ambiguous_ranges(self.texts)])

    @cached_property
    def _reanchored_blocks(self) -> SpanIndex[Block]:
        texts = self.texts
        blocks = [
            block
            for block in texts.moved_blocks
            if texts.byte_length(block.start, block.end) >= MIN_REANCHORED_BYTES
        ]
        return SpanIndex([((block.start, block.end), block) for block in blocks])

    @cached_property
    def _moved_sentences(self) -> SpanIndex[int]:
        blocks = (block for _span, block in self._reanchored_blocks.rows)
        spans = ((self.texts.whole_sentences(block), block.shift) for block in blocks)
        return SpanIndex([(span, shift) for span, shift in spans if span])

    def moved_block(self, start: int, end: int) -> Block | None:
        """The largest block that moved with the words and more."""
        around = self._reanchored_blocks.find_overlapping(start, end)
        blocks = [block for block in around if block.start <= start and end <= block.end]
        return max(blocks, key=lambda block: block.end - block.start, default=None)

    def moved_with_sentences(self, start: int, end: int, block: Block) -> bool:
        """Whether whole sentences moved; a lone quotation found elsewhere may be somebody else's."""
        span = self.texts.whole_sentences(block)
        return span is not None and span[0] <= start and end <= span[1]

    def is_ambiguous(self, start: int, end: int, shift: int | None) -> bool:
        """Whether part of the words lies in a range with two readings, or in sentences that moved otherwise."""
        if any(True for _ in self._ambiguous.find_overlapping(start, end)):
            return True
        return any(other_shift != shift for other_shift in self._moved_sentences.find_overlapping(start, end))

    def extent(self, start: int, end: int, new_start: int) -> int:
        return sum(self._extents(start, end, new_start))

    def _extents(self, start: int, end: int, new_start: int) -> tuple[int, int]:
        """Returns how many characters before and after the words are the same in both texts, without a gap. Where both
        texts start or both end, they agree on that too."""
        first, last = self.texts.unchanged_extent(start, end, new_start)
        shift = new_start - start
        both_start = not first and not shift
        both_end = last == len(self.old) and last + shift == len(self.new)
        return start - first + MIN_EXTENT_LEAD * both_start, last - end + MIN_EXTENT_LEAD * both_end

    def has_no_close_rival(self, start: int, end: int, new_start: int) -> bool:
        """Whether no other reading comes near: the words elsewhere in the new text, or others of the old one here.

        None may extend further on either side: an old neighbour that stands elsewhere may have taken the words along.
        """
        bound = self.texts.max_rival_extent(start, end, self.texts.unchanged_extent(start, end, new_start))
        own_extents = self._extents(start, end, new_start)
        if bound is not None and (not bound or sum(own_extents) >= bound + MIN_EXTENT_LEAD):
            return True
        rivals = list(islice(self._rivals(start, end, new_start), MAX_RIVALS))
        if len(rivals) == MAX_RIVALS:
            return False
        rivals = [rival for rival in rivals if not self._belongs_elsewhere(start, end, new_start, *rival)]
        extents = [self._extents(old, old + end - start, new) for old, new in rivals]
        if any(size > own for other in extents for size, own in zip(other, own_extents, strict=True)):
            return False
        lead = sum(own_extents) - max(map(sum, extents), default=-MIN_EXTENT_LEAD)
        return lead >= MIN_EXTENT_LEAD or (
            lead > 0 and self._has_clearly_closer_context(start, end, new_start, rivals)
        )

    def _rivals(self, start: int, end: int, new_start: int) -> Iterator[tuple[int, int]]:
        """Pairs of an old and a new position of the words, of which one is that of the span."""
        words = self.old[start:end]
        yield from ((start, position) for position in find_all(self.new, words) if position != new_start)
        yield from ((position, new_start) for position in find_all(self.old, words) if position != start)
        yield from self._rivals_with_other_marks(start, end, new_start)

    def _rivals_with_other_marks(self, start: int, end: int, new_start: int) -> Iterator[tuple[int, int]]:
        """Yields rivals of a few words said twice, as "Stop. Stop, please": the marks at their ends may have
        changed."""
        words = self.old[start:end]
        core = words.strip(END_MARKS)
        if core == words or not core or end - start > MAX_SAID_TWICE:
            return
        offset, reach = words.index(core), MAX_SAID_TWICE + end - start
        for position in find_all(self.new[: new_start + reach], core, max(new_start - reach, 0)):
            if position != new_start + offset and position >= offset:
                yield start, position - offset
        for position in find_all(self.old[: start + reach], core, max(start - reach, 0)):
            if position != start + offset and position >= offset:
                yield position - offset, new_start

    def _belongs_elsewhere(self, start: int, end: int, new_start: int, rival: int, new_rival: int) -> bool:
        """Whether the rival has a better reading of its own: equal words that stayed among their neighbours."""
        length = end - start
        if rival == start:
            first, last = self.texts.old_position(new_rival), new_rival
        else:
            first, last = rival, rival + self.texts.shift_at(rival)
        words = self.old[start:end]
        in_order = self.texts.shift_in_order(first, first + length)
        if first == start or last == new_start or in_order != last - first:
            return False
        if self.old[first : first + length] != words or self.new[last : last + length] != words:
            return False
        own_extents = self._extents(first, first + length, last)
        rival_extents = self._extents(rival, rival + length, new_rival)
        as_far = all(size >= rival_size for size, rival_size in zip(own_extents, rival_extents, strict=True))
        return as_far and sum(own_extents) >= sum(rival_extents) + MIN_EXTENT_LEAD

    def _has_clearly_closer_context(
        self, start: int, end: int, new_start: int, rivals: list[tuple[int, int]]
    ) -> bool:
        """Whether the context, corrected here and there, is still more similar than that of any rival."""
        length = end - start
        own = self._context_similarity(start, new_start, length)
        return all(own >= self._context_similarity(*rival, length) + MIN_CONTEXT_LEAD for rival in rivals)

    def _context_similarity(self, start: int, new_start: int, length: int) -> float:
        before = similarity(
            self.old[max(start - CONTEXT, 0) : start], self.new[max(new_start - CONTEXT, 0) : new_start]
        )
        end, new_end = start + length, new_start + length
        after = similarity(self.old[end : end + CONTEXT], self.new[new_end : new_end + CONTEXT])
        return (before + after) / 2

    def keeps_context(self, start: int, end: int, new_start: int) -> bool:
        first, last = self.texts.unchanged_extent(start, end, new_start)
        beside = self.old[max(first, start - CONTEXT) : start] + self.old[end : min(last, end + CONTEXT)]
        return len(beside.encode("utf-8", "replace")) >= MIN_ADJACENT_BYTES or self.keeps_half_of_context(
            start, end
        )

    def is_whole_sentences(self, start: int, end: int, shift: int) -> bool:
        """Whether the words are sentences in both texts and so long that they say themselves where they are."""
        old, new = self.texts.old_text, self.texts.new_text
        edges = all(old.is_sentence_start(at) and new.is_sentence_start(at + shift) for at in (start, end))
        return edges and self.texts.byte_length(start, end) >= MIN_REANCHORED_BYTES

    def keeps_sentence(self, start: int, end: int) -> bool:
        """Whether enough of the sentences around the words is unchanged, and of each that an end of them cuts; a phrase
        alone may be in any sentence."""
        text = self.texts.old_text
        around = text.enclosing_sentences(start, end)
        cut = (text.enclosing_sentences(at, at + 1) for at in (start, end - 1))
        return all(
            self.texts.unchanged_count(first, last) >= MIN_UNCHANGED_OF_SENTENCE * (last - first)
            for first, last in {around, *cut}
        )

    def keeps_half_of_context(self, start: int, end: int) -> bool:
        """Whether half of the context is unchanged and moved about as far as the words."""
        sides = (max(start - CONTEXT, 0), start), (end, min(end + CONTEXT, len(self.old)))
        shifts = self.texts.shift_at(start), self.texts.shift_at(end)
        unchanged_length = sum(
            self.texts.unchanged_count(*side, shift, MAX_DRIFT)
            for side, shift in zip(sides, shifts, strict=True)
        )
        return 2 * unchanged_length >= sum(last - first for first, last in sides)
