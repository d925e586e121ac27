"""Two versions of a text side by side: what stayed in order, what moved as a block, how far they agree."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, product
from typing import Generic, TypeVar

from archive.text.comparison.edit_script import (
    Edit,
    UniqueMatch,
    edit_script,
    equal_length_after,
    equal_length_before,
    stable_matches,
    unique_matches,
)
from archive.text.paragraphs import Span

from .comparable import ComparableText
from .normalised_edits import normalise_edits

# Bytes, because a Chinese character says as much as three Latin letters.
MIN_BLOCK_BYTES = (
    24  # UTF-8 bytes of a block whose move is noticed; what it leaves or passes may be ambiguous
)
MIN_REANCHORED_BYTES = 60  # of a block that marks follow out of its order: a sentence, 20 Chinese characters
MAX_EXTENT = (
    4000  # characters beside the words that are looked at; words that share more cannot be told apart
)
MAX_EXCHANGES = 4  # times that an exchange of words is looked into; a rule of the correction is no exchange
# Times the same replacement is made for it to be a rule of this correction. With 1, random corrections of real texts
# put 5 marks of 10,000 on wrong words; with 6 a fourteenth of the corrected words was not recognised any more.
MIN_REPETITIONS = 3


Row = TypeVar("Row")


class SpanIndex(Generic[Row]):
    """Half-open spans that may overlap, each with what it stands for, found by a position without reading them all."""

    def __init__(self, rows: list[tuple[Span, Row]]):
        self.rows = sorted(rows, key=lambda row: row[0])
        self._starts = [span[0] for span, _row in self.rows]
        self._latest_ends = list(accumulate((span[1] for span, _row in self.rows), max))

    def find_overlapping(self, start: int, end: int) -> Iterator[Row]:
        """Yields the rows whose spans have a character in common with this one, the last one first."""
        number = bisect_left(self._starts, end) - 1
        while number >= 0 and self._latest_ends[number] > start:
            span, row = self.rows[number]
            if span[1] > start:
                yield row
            number -= 1


@dataclass(frozen=True, slots=True)
class Block:
    """old[start:end] stands at new[start + shift:end + shift], and no longer span around it does."""

    start: int
    end: int
    shift: int


class Comparison:
    """Everything about the two texts that does not depend on a mark."""

    def __init__(self, old: ComparableText, new: ComparableText):
        self.old_text, self.new_text = old, new
        self.old, self.new = old.text, new.text
        self.unique_matches = unique_matches(self.old, self.new)
        stable = stable_matches(self.unique_matches, min(len(self.old), len(self.new)))
        self.script = normalise_edits(edit_script(self.old, self.new, stable), old, new)
        self._ends = [edit.end for edit in self.script]
        self._new_ends = [edit.new_end for edit in self.script]
        self._match_starts = [match.start for match in self.unique_matches]
        self.moved_blocks = self._find_moved_blocks(stable)

    @cached_property
    def repeated_replacements(self) -> set[tuple[str, str]]:
        """(old, new) words of the replacements that this correction makes again and again."""
        counts = Counter(self.replacement(edit) for edit in self.script)
        return {words for words, times in counts.items() if times >= MIN_REPETITIONS and all(words)}

    def replacement(self, edit: Edit) -> tuple[str, str]:
        return self.old[edit.start : edit.end], self.new[edit.new_start : edit.new_end]

    def edits_touching(self, start: int, end: int) -> list[Edit]:
        """The edits within or across the span of the old text, and those that only border on it."""
        first = last = bisect_left(self._ends, start)
        while last < len(self.script) and self.script[last].start <= end:
            last += 1
        return self.script[first:last]

    def shift_at(self, position: int) -> int:
        """Returns by how many characters the position moves, which is the shift of the last edit before it."""
        number = bisect_right(self._ends, position)
        return self.script[number - 1].shift if number else 0

    def shift_before(self, position: int) -> int:
        """Returns the shift of a position that ends a span: an insertion at that position stands beyond it."""
        number = bisect_right(self._ends, position)
        while number and self.script[number - 1].start == position:
            number -= 1
        return self.script[number - 1].shift if number else 0

    def old_position(self, position: int) -> int:
        """Returns the position in the old text that a position of the new text comes from if everything stays in
        order."""
        number = bisect_right(self._new_ends, position)
        old = position - (self.script[number - 1].shift if number else 0)
        return min(old, self.script[number].end if number < len(self.script) else old, len(self.old))

    def exchanges(self) -> Iterator[tuple[Edit, Edit]]:
        """Pairs of edits of which one inserts the words that the other deletes."""
        deletions, insertions = defaultdict(list), defaultdict(list)
        for edit in self.script:
            deletion, insertion = self.replacement(edit)
            deletions[deletion].append(edit)
            insertions[insertion].append(edit)
        for words in (deletions.keys() & insertions.keys()) - {""}:
            if len(deletions[words]) <= MAX_EXCHANGES and len(insertions[words]) <= MAX_EXCHANGES:
                yield from product(deletions[words], insertions[words])

    def shift_in_order(self, start: int, end: int) -> int | None:
        """Returns by how much the words move if everything stays in order; None where an edit lies within them."""
        torn = any(edit.start < end and edit.end > start for edit in self.edits_touching(start, end))
        return None if torn else self.shift_at(start)

    def unchanged_count(self, start: int, end: int, shift: int | None = None, max_drift: int = 0) -> int:
        """Returns how many characters of old[start:end] stay in order, moved about as far as `shift` if it is given."""
        count, position, current = 0, start, self.shift_at(start)
        for edit in self.edits_touching(start, end):
            if edit.start > position and (shift is None or abs(current - shift) <= max_drift):
                count += edit.start - position
            position, current = max(position, edit.end), edit.shift
        if end > position and (shift is None or abs(current - shift) <= max_drift):
            count += end - position
        return count

    def unchanged_extent(self, start: int, end: int, new_start: int, limit: int | None = MAX_EXTENT) -> Span:
        """The longest span of the old text around this one that stands unchanged around new[new_start]."""
        before = equal_length_before(self.old, start, self.new, new_start, limit)
        return start - before, end + equal_length_after(
            self.old, end, self.new, new_start + end - start, limit
        )

    def max_rival_extent(self, start: int, end: int, extent: Span) -> int | None:
        """Returns how many characters around the words any other two positions share at most; 0 where none do, None
        where that is unknown. A phrase that occurs once in each text has no other reading, so no rival extends beyond
        it."""
        number = bisect_left(self._match_starts, start)
        right = self.unique_matches[number] if number < len(self.unique_matches) else None
        if right and right.start + right.length <= end:
            return 0
        while number and self._match_starts[number - 1] >= extent[0]:
            number -= 1
            left = self.unique_matches[number]
            if left.start + left.length <= end and right and right.start + right.length <= extent[1]:
                return start - left.start + right.start + right.length - end
        return None

    def _find_moved_blocks(self, stable: list[UniqueMatch]) -> list[Block]:
        """The blocks that stand in another order, found by phrases that stand once in each text."""
        blocks: list[Block] = []
        stable_starts = {match.start for match in stable}
        for match in self.unique_matches:
            is_known = blocks and blocks[-1].shift == match.shift and match.start < blocks[-1].end
            if match.start not in stable_starts and not is_known:
                end = match.start + match.length
                blocks.append(
                    Block(*self.unchanged_extent(match.start, end, match.new_start, None), match.shift)
                )
        return [
            block
            for block in blocks
            if self.byte_length(block.start, block.end) >= MIN_BLOCK_BYTES
            and self.shift_in_order(block.start, block.end) != block.shift  # the script has it in its place
        ]

    def byte_length(self, start: int, end: int) -> int:
        """Bytes in UTF-8."""
        return len(self.old[start:end].encode("utf-8", "replace"))

    def whole_sentences(self, block: Block) -> Span | None:
        """The part of the block that starts and ends with a sentence, in both texts."""
        starts = self.old_text.starts_between(block.start, block.end)
        starts = [at for at in starts if self.new_text.is_sentence_start(at + block.shift)]
        return (starts[0], starts[-1]) if len(starts) > 1 else None

    def core(self, block: Block) -> Span:
        """The block without the parts of sentences at its ends in which its old and new neighbours are alike."""
        edits = self.edits_touching(block.start, block.end)
        starts_between = self.old_text.starts_between
        first = starts_between(block.start, max(edits[0].start, block.start)) if edits else []
        last = starts_between(min(edits[-1].end, block.end), block.end) if edits else []
        return first[0] if first else block.start, last[-1] if last else block.end
