"""Where the marked words of a text stand after it was corrected (design, rule 2). Pure; offsets count code points.

A span is followed only on evidence that no other reading of the two texts shares: its words with what stands
unchanged beside them must reach further than those of any lookalike. What is doubtful is left to an editor.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from archive.text.characters import breaks
from archive.text.collation import WORD

from .ambiguity import doubts
from .comparison import LONG, Block, Comparison
from .fuzzy_matches import LIKE, Lookalikes, finds, likeness

Span = tuple[int, int]
AROUND = 60  # characters on either side that tell which place is meant
DRIFT = 16  # how far the surroundings may shift against the words and still be theirs
HELD = 40  # bytes in UTF-8 right beside the words that tell as much as half of what stands around them
MARGIN = 16  # characters by which a reading must reach further than the next one
RIVALS = 50  # equal words looked at; where more stand, nothing is sure without a phrase that stands once
CLEAR = 0.25  # by how much the surroundings must be more like than a rival's, where corrections stand close
ALIKE = 0.75  # of the characters stay: a quarter of a sentence rewritten is a new sentence
WORDS_ALIKE = 0.5  # of the characters of the first and of the last word stay
RUNNER_UP = 0.1  # by how much corrected words must be more like the old ones than any others in the text
NEW_WORDS = 40  # characters that one correction within the words may add or take away
HOLD = (
    12  # characters beside corrected words that stay, but for what is replaced everywhere: they hold the ends
)
CANDIDATES = 5


class Fate(StrEnum):
    KEPT = "kept"  # the same words at the same offsets
    MOVED = "moved"  # the same words at another place
    CHANGED = "changed"  # the words were corrected, and it is certain which they are now
    REVIEW = "review"  # an editor must decide


class Why(StrEnum):
    TOUCHED = "touched"  # the correction changes, cuts or interrupts the words
    UNSURE = "unsure"  # the same words, or words as like, stand in several places
    STRANDED = "stranded"  # the words are there, but what stood around them is not
    GONE = "gone"  # the passage was deleted, and no words like it stand anywhere


@dataclass(frozen=True, slots=True)
class Candidate:
    start: int
    end: int
    likeness: float  # to the old words; 0 to 1


@dataclass(frozen=True, slots=True)
class Followed:
    fate: Fate
    span: Span | None = None  # in the new text; None exactly in REVIEW
    why: Why | None = None  # exactly in REVIEW
    candidates: tuple[Candidate, ...] = ()  # only in REVIEW, best first


def follow(old: str, new: str, spans: list[Span]) -> list[Followed]:
    """Where each span of `old` stands in `new`. A span is not empty and lies within the old text."""
    if old == new:
        return [Followed(Fate.KEPT, span) for span in spans]
    follower = _Follower(old, new)
    return [follower.follow(*span) for span in spans]


class _Follower:
    def __init__(self, old: str, new: str):
        self.old, self.new = old, new
        self.texts = Comparison(old, new)
        self.lookalikes = Lookalikes(new)
        self.doubts = list(doubts(self.texts))
        self.blocks = [
            block for block in self.texts.moved if self.texts.weight(block.start, block.end) >= LONG
        ]
        self.wholes = [(whole, block.shift) for block in self.blocks if (whole := self.texts.whole(block))]

    def follow(self, start: int, end: int) -> Followed:
        place = self._same_words(start, end)
        if not isinstance(place, Why):
            return Followed(Fate.KEPT if place == (start, end) else Fate.MOVED, place)
        if place is Why.TOUCHED:
            changed = self._corrected(start, end)
            if not isinstance(changed, Why):
                return Followed(Fate.CHANGED, changed)
            place = changed
        candidates = tuple(self._candidates(start, end))
        if not candidates and place is Why.TOUCHED and not self.texts.kept(start, end):
            place = Why.GONE
        return Followed(Fate.REVIEW, None, place, candidates)

    # The same words

    def _same_words(self, start: int, end: int) -> Span | Why:
        in_order = self.texts.in_order(start, end)
        block = self._moved_block(start, end)
        shifts = {in_order, block and block.shift} - {None}
        if not shifts:
            return Why.TOUCHED
        shift = max(shifts, key=lambda way: self._extent(start, end, start + way))
        place = start + shift, end + shift
        if self._breaks((start, end), place):
            return Why.TOUCHED
        if self._is_doubtful(start, end, shift) or not self._is_sure(start, end, place[0]):
            return Why.UNSURE
        if shift == in_order:
            return place if self._is_surrounded(start, end, place[0]) else Why.STRANDED
        return place if self._moved_whole(start, end, block) else Why.STRANDED

    def _moved_block(self, start: int, end: int) -> Block | None:
        blocks = [block for block in self.blocks if block.start <= start and end <= block.end]
        return max(blocks, key=lambda block: block.end - block.start, default=None)

    def _moved_whole(self, start: int, end: int, block: Block) -> bool:
        """Whether whole sentences moved; a lone quotation found elsewhere may be somebody else's."""
        whole = self.texts.whole(block)
        return whole is not None and whole[0] <= start and end <= whole[1]

    def _extent(self, start: int, end: int, there: int) -> int:
        return sum(self._extents(start, end, there))

    def _extents(self, start: int, end: int, there: int) -> tuple[int, int]:
        """How many characters before and after the words are the same in both texts, without a gap.

        Where both texts begin or both end, they agree on that too.
        """
        first, last = self.texts.reach(start, end, there)
        shift = there - start
        begin = MARGIN * (not first and not shift)
        return start - first + begin, last - end + MARGIN * (
            last + shift == len(self.new) and last == len(self.old)
        )

    def _is_sure(self, start: int, end: int, there: int) -> bool:
        """Whether no other reading comes near: the words elsewhere in the new text, or others of the old one here.

        None may reach further on either side: an old neighbour that stands elsewhere may have taken the words along.
        """
        bound = self.texts.rival_reach(start, end, self.texts.reach(start, end, there))
        own = self._extents(start, end, there)
        if bound is not None and (not bound or sum(own) >= bound + MARGIN):
            return True
        rivals = list(islice(self._rivals(start, end, there), RIVALS))
        if len(rivals) == RIVALS:
            return False
        rivals = [rival for rival in rivals if not self._is_settled(start, end, there, *rival)]
        extents = [self._extents(here, here + end - start, place) for here, place in rivals]
        if any(one > two for other in extents for one, two in zip(other, own, strict=True)):
            return False
        apart = sum(own) - max(map(sum, extents), default=-MARGIN)
        return apart >= MARGIN or (apart > 0 and self._is_clear(start, end, there, rivals))

    def _rivals(self, start: int, end: int, there: int) -> Iterator[tuple[int, int]]:
        """Pairs of an old and a new place of the words, of which one is that of the span."""
        words = self.old[start:end]
        yield from ((start, place) for place in finds(self.new, words) if place != there)
        yield from ((place, there) for place in finds(self.old, words) if place != start)

    def _is_settled(self, start: int, end: int, there: int, here: int, place: int) -> bool:
        """Whether the rival has a better reading of its own: equal words that stayed among their neighbours."""
        length = end - start
        if here == start:
            first, last = self.texts.origin(place), place
        else:
            first, last = here, here + self.texts.shift(here)
        words = self.old[start:end]
        if first == start or last == there or self.texts.in_order(first, first + length) != last - first:
            return False
        if self.old[first : first + length] != words or self.new[last : last + length] != words:
            return False
        own, other = self._extents(first, first + length, last), self._extents(here, here + length, place)
        return (
            all(one >= two for one, two in zip(own, other, strict=True)) and sum(own) >= sum(other) + MARGIN
        )

    def _is_clear(self, start: int, end: int, there: int, rivals: list[tuple[int, int]]) -> bool:
        """Whether the surroundings, corrected here and there, are still more like than those of any rival."""
        length = end - start
        own = self._surroundings_alike(start, there, length)
        return all(own >= self._surroundings_alike(*rival, length) + CLEAR for rival in rivals)

    def _surroundings_alike(self, here: int, there: int, length: int) -> float:
        before = likeness(self.old[max(here - AROUND, 0) : here], self.new[max(there - AROUND, 0) : there])
        here, there = here + length, there + length
        return (before + likeness(self.old[here : here + AROUND], self.new[there : there + AROUND])) / 2

    def _is_surrounded(self, start: int, end: int, there: int) -> bool:
        first, last = self.texts.reach(start, end, there)
        beside = self.old[max(first, start - AROUND) : start] + self.old[end : min(last, end + AROUND)]
        return len(beside.encode("utf-8", "replace")) >= HELD or self._half_kept(start, end)

    def _half_kept(self, start: int, end: int) -> bool:
        """Whether half of what stands around stays, and stays near."""
        sides = (max(start - AROUND, 0), start), (end, min(end + AROUND, len(self.old)))
        shifts = self.texts.shift(start), self.texts.shift(end)
        kept = sum(self.texts.kept(*side, shift, DRIFT) for side, shift in zip(sides, shifts, strict=True))
        return 2 * kept >= sum(last - first for first, last in sides)

    def _breaks(self, here: Span, there: Span) -> bool:
        """Whether an end lies within a word or a grapheme where it did not before: "go" in "gone" is another word."""
        return any(
            breaks(self.new, after) and not breaks(self.old, before)
            for before, after in zip(here, there, strict=True)
        )

    def _is_doubtful(self, start: int, end: int, shift: int | None) -> bool:
        """Whether part of the words lies in a stretch with two readings, or in sentences that moved otherwise."""
        elsewhere = (whole for whole, way in self.wholes if way != shift)
        return any(first < end and start < last for first, last in (*self.doubts, *elsewhere))

    # Corrected words

    def _corrected(self, start: int, end: int) -> Span | Why:
        """Where the words stand that were corrected in their place, or why that is not certain."""
        place = start + self.texts.shift(start), end + self.texts.shift(end)
        if not self._is_held(start, end) or self._breaks((start, end), place):
            return Why.TOUCHED
        if not self._half_kept(start, end) or not self._stays_itself(start, end, place):
            return Why.TOUCHED
        if self._is_doubtful(start, end, None) or self._has_rival(start, end, place):
            return Why.UNSURE
        return place

    def _is_held(self, start: int, end: int) -> bool:
        """Whether every edit lies within the words, is small and adds or takes no sentence."""
        edits = self.texts.touching(start, end)
        within = all(start <= e.start < end and start < e.end <= end for e in edits)
        beside = (*self.texts.touching(start - HOLD, start - 1), *self.texts.touching(end + 1, end + HOLD))
        strange = (e for e in beside if (e.end <= start or e.start >= end))
        within = within and all(self.texts.replacement(e) in self.texts.habits for e in strange)
        return within and all(self._is_small(*self.texts.replacement(edit)) for edit in edits)

    def _is_small(self, gone: str, came: str) -> bool:
        longer, shorter = sorted((gone, came), key=len, reverse=True)
        return len(longer.encode("utf-8", "replace")) <= NEW_WORDS + len(
            shorter.encode("utf-8", "replace")
        ) and not any(re.search(r"\n\n|[.!?。！？]['\"”’]?\s*\w", words) for words in (gone, came))

    def _stays_itself(self, start: int, end: int, place: Span) -> bool:
        """Whether the words remain clearly alike; what the correction replaces everywhere counts on neither side."""
        one, other = self.old[start:end], self.new[slice(*place)]
        edits = self.texts.touching(start, end)
        kept = self.texts.kept(start, end)
        strange = [e for e in edits if self.texts.replacement(e) not in self.texts.habits]
        differing = sum(e.end - e.start + e.new_end - e.new_start for e in strange)
        return (
            kept >= ALIKE * (kept + differing / 2)
            and 2 * kept >= ALIKE * ALIKE * (len(one) + len(other))
            and all(self._edge_stays(one, other, edge, strange, (start, end)) for edge in (0, -1))
        )

    def _edge_stays(self, one: str, other: str, edge: int, strange: list, span: Span) -> bool:
        """Whether the first or last word is still that word, or only replaced as it is everywhere."""
        words, now = WORD.findall(one), WORD.findall(other)
        if not words or not now:
            return False
        if likeness(words[edge], now[edge]) >= WORDS_ALIKE:
            return True
        if edge:
            return not any(edit.end > span[1] - len(words[edge]) for edit in strange)
        return not any(edit.start < span[0] + len(words[edge]) for edit in strange)

    def _has_rival(self, start: int, end: int, place: Span) -> bool:
        """Whether the old words, or words as like them as the corrected ones, stand elsewhere in the new text."""
        words = self.old[start:end]
        if self.lookalikes.holds(words):
            return True
        least = likeness(words, self.new[slice(*place)]) - RUNNER_UP
        others = self.lookalikes.like(words, least)
        return any(not (first < place[1] and place[0] < last) for _like, (first, last) in others)

    # What an editor may choose

    def _candidates(self, start: int, end: int) -> list[Candidate]:
        words = self.old[start:end]
        expected = start + self.texts.shift(start)
        equal = [
            (place, place + len(words))
            for place in self.lookalikes.equal(words, expected, CANDIDATES)
            if not self._breaks((start, end), (place, place + len(words)))
        ]
        equal.sort(key=lambda span: (-self._agreement(start, end, span[0]), abs(span[0] - expected)))
        found = [Candidate(*span, 1.0) for span in equal[:CANDIDATES]]
        if len(found) < CANDIDATES:
            found += [
                Candidate(first, last, like)
                for like, (first, last) in self.lookalikes.like(words, LIKE)
                if not any(first < other.end and other.start < last for other in found)
            ]
        return found[:CANDIDATES]

    def _agreement(self, start: int, end: int, there: int) -> int:
        """How many characters right around the words are the same there."""
        first, last = self.texts.reach(start, end, there, AROUND)
        return last - first
