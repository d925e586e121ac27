"""Two texts side by side: what stayed in order, what moved as a block, how far places agree. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from archive.text.diff import Edit, chain, common_after, common_before, script, seeds

Span = tuple[int, int]
BOUNDARY = re.compile(r"[.!?。！？…\n][\"'”’»)」』]*\s*\Z")
SHORT = 24  # bytes in UTF-8 of a block whose move is noticed; what it leaves or passes may be in doubt
LONG = 60  # bytes in UTF-8 of a block that is followed out of its order: a sentence, 20 Chinese characters
FAR = 4000  # characters beside the words that are looked at; lookalikes that share more cannot be told apart
FEW = 4  # times that an exchange of words is looked into; a rule of the correction is no exchange
HABIT = 3  # times the same replacement is made for it to be a rule of this correction


@dataclass(frozen=True, slots=True)
class Block:
    """old[start:end] stands at new[start + shift:end + shift], and no longer stretch does."""

    start: int
    end: int
    shift: int


class Comparison:
    """Everything about the two texts that does not depend on a span."""

    def __init__(self, old: str, new: str):
        self.old, self.new = old, new
        self.seeds = seeds(old, new)
        stays = chain(self.seeds, min(len(old), len(new)))
        self.script = script(old, new, stays)
        self._ends = [edit.end for edit in self.script]
        self._new_ends = [edit.new_end for edit in self.script]
        self._starts = [seed.start for seed in self.seeds]
        self.moved = self._moved({seed.start for seed in stays})

    @cached_property
    def habits(self) -> set[tuple[str, str]]:
        """The replacements that this correction makes again and again."""
        made = Counter(self.replacement(edit) for edit in self.script)
        return {words for words, times in made.items() if times >= HABIT and all(words)}

    def replacement(self, edit: Edit) -> tuple[str, str]:
        return self.old[edit.start : edit.end], self.new[edit.new_start : edit.new_end]

    def touching(self, start: int, end: int) -> list[Edit]:
        """The edits that touch the stretch, those that only border on it included."""
        first = last = bisect_left(self._ends, start)
        while last < len(self.script) and self.script[last].start <= end:
            last += 1
        return self.script[first:last]

    def shift(self, start: int) -> int:
        """By how much the place moves: that of the last edit before it."""
        number = bisect_right(self._ends, start)
        return self.script[number - 1].shift if number else 0

    def origin(self, place: int) -> int:
        """The place of the old text that a place of the new one comes from when everything stays in order."""
        number = bisect_right(self._new_ends, place)
        came = place - (self.script[number - 1].shift if number else 0)
        return min(came, self.script[number].end if number < len(self.script) else came, len(self.old))

    def exchanges(self) -> Iterator[tuple[Edit, Edit]]:
        """Edits of which the one puts in the words that the other takes out."""
        gone, came = defaultdict(list), defaultdict(list)
        for edit in self.script:
            out, into = self.replacement(edit)
            gone[out].append(edit)
            came[into].append(edit)
        for words in (gone.keys() & came.keys()) - {""}:
            if len(gone[words]) <= FEW and len(came[words]) <= FEW:
                yield from product(gone[words], came[words])

    def in_order(self, start: int, end: int) -> int | None:
        """By how much the words move when everything stays in order, or None when they do not stay together."""
        torn = any(edit.start < end and edit.end > start for edit in self.touching(start, end))
        return None if torn else self.shift(start)

    def kept(self, start: int, end: int, shift: int | None = None, drift: int = 0) -> int:
        """How many characters of old[start:end] stay in order, about as far as `shift` if given."""
        kept, at, moved = 0, start, self.shift(start)
        for edit in self.touching(start, end):
            if edit.start > at and (shift is None or abs(moved - shift) <= drift):
                kept += edit.start - at
            at, moved = max(at, edit.end), edit.shift
        if end > at and (shift is None or abs(moved - shift) <= drift):
            kept += end - at
        return kept

    def reach(self, start: int, end: int, there: int, limit: int | None = FAR) -> Span:
        """The longest stretch of the old text around the span that stands unchanged around new[there]."""
        before = common_before(self.old, start, self.new, there, limit)
        return start - before, end + common_after(self.old, end, self.new, there + end - start, limit)

    def rival_reach(self, start: int, end: int, reach: Span) -> int | None:
        """More characters around the words than any other two places share; 0 when there are none, None: unknown.

        A phrase that stands once in each text leads nowhere else: no other reading gets past it.
        """
        number = bisect_left(self._starts, start)
        right = self.seeds[number] if number < len(self.seeds) else None
        if right and right.start + right.length <= end:
            return 0
        while number and self._starts[number - 1] >= reach[0]:
            number -= 1
            left = self.seeds[number]
            if left.start + left.length <= end and right and right.start + right.length <= reach[1]:
                return start - left.start + right.start + right.length - end
        return None

    def _moved(self, chained: set[int]) -> list[Block]:
        """The blocks that stand in another order, found by phrases that stand once in each text."""
        blocks: list[Block] = []
        for seed in self.seeds:
            shift = seed.there - seed.start
            known = blocks and blocks[-1].shift == shift and seed.start < blocks[-1].end
            if seed.start not in chained and not known:
                stretch = self.reach(seed.start, seed.start + seed.length, seed.there, None)
                blocks.append(Block(*stretch, shift))
        return [block for block in blocks if self.weight(block.start, block.end) >= SHORT]

    def weight(self, start: int, end: int) -> int:
        """Bytes in UTF-8: a Chinese character says as much as three Latin letters."""
        return len(self.old[start:end].encode("utf-8", "replace"))

    def whole(self, block: Block) -> Span | None:
        """The part of the block that begins and ends with a sentence, in both texts."""
        marks = self._marks(block.start, block.end)
        marks = [at for at in marks if begins_sentence(self.new, at + block.shift)]
        return (marks[0], marks[-1]) if len(marks) > 1 else None

    def core(self, block: Block) -> Span:
        """The block without the pieces of sentences at its ends in which its old and new neighbours are alike."""
        edits = self.touching(block.start, block.end)
        first = self._marks(block.start, max(edits[0].start, block.start)) if edits else []
        last = self._marks(min(edits[-1].end, block.end), block.end) if edits else []
        return first[0] if first else block.start, last[-1] if last else block.end

    def _marks(self, start: int, end: int) -> list[int]:
        return [at for at in range(start, end + 1) if begins_sentence(self.old, at)]

    def sentences(self, start: int, end: int) -> Span:
        """The stretch of the old text with its first and last sentence whole."""
        while not begins_sentence(self.old, start):
            start -= 1
        while not begins_sentence(self.old, end):
            end += 1
        return start, end


def begins_sentence(text: str, at: int) -> bool:
    """Whether a sentence ends right before this place, or the text begins or ends there."""
    return at in (0, len(text)) or bool(BOUNDARY.search(text[max(at - 6, 0) : at]))
