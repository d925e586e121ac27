"""Sentences that changed places with their like. Pure; offsets count code points.

Whether two sentences were exchanged or the names in them makes no difference to the new text, but it does to the
words: in the one reading they moved, in the other they stayed. Nobody can tell, so nothing there is followed.
"""

from collections.abc import Iterator
from functools import cache

from archive.text.collation import WORD

from .comparison import Block, Comparison, Span
from .fuzzy_matches import LIKE, Lookalikes, likeness

STAYED = 1 / 3  # share of a moved block that seems to have stayed as well
BESIDE = 60  # characters; so far, and four times its length, a block is taken to have been pushed past its neighbours


def doubts(texts: Comparison) -> Iterator[Span]:
    """The stretches of the old text of which two readings explain the new one."""
    for block in texts.moved:
        if texts.kept(block.start, block.end) >= STAYED * (block.end - block.start):
            first, last = texts.core(block)
            yield first, last
            yield _sentences(texts, texts.origin(first + block.shift), texts.origin(last + block.shift))
        for passed in _passed_lookalikes(texts, block):
            yield block.start, block.end
            yield passed
    yield from _exchanged(texts)
    yield from _passing(texts)


def _exchanged(texts: Comparison) -> Iterator[Span]:
    """The sentences that are alike and of which one lost what the other got."""
    whole = cache(lambda edit: _sentences(texts, edit.start, edit.end))
    words = cache(lambda span: frozenset(WORD.findall(texts.old[slice(*span)])))
    for one, other in ((whole(edit), whole(another)) for edit, another in texts.exchanges()):
        if len(words(one) & words(other)) * 4 < len(words(one) | words(other)):
            continue
        if likeness(texts.old[slice(*one)], texts.old[slice(*other)]) >= LIKE:
            yield one
            yield other


def _passed_lookalikes(texts: Comparison, block: Block) -> Iterator[Span]:
    """The sentences like the block's that it passed on its way, when the way is short."""
    length = block.end - block.start
    way = block.shift - texts.shift(block.start)
    if abs(way) > 4 * length + BESIDE:
        return
    first = block.end if way > 0 else max(block.start + way, 0)
    passed = texts.old[first : block.end + way if way > 0 else block.start]
    for _like, (start, end) in Lookalikes(passed).like(texts.old[block.start : block.end], LIKE):
        yield texts.sentences(first + start, first + end)


def _sentences(texts: Comparison, start: int, end: int) -> Span:
    return texts.sentences(start, min(max(start, end), len(texts.old)))


def _passing(texts: Comparison) -> Iterator[Span]:
    """A short stretch deleted on one side of its like and put in on the other, its ends perhaps shared with it.

    Where the stretch begins is open then ("b. a" deleted for "a b."), so its letters are compared in any order.
    """
    deleted = [edit for edit in texts.script if edit.new_start == edit.new_end]
    inserted = {}
    for edit in texts.script:
        if edit.start == edit.end:
            inserted["".join(sorted(texts.replacement(edit)[1]))] = edit.start
    for edit in deleted:
        words = texts.replacement(edit)[0]
        place = inserted.get("".join(sorted(words)))
        if place is None or abs(place - edit.start) > 2 * len(words) + BESIDE:
            continue
        first, last = min(place, edit.start), max(place, edit.end)
        passed = texts.old[place : edit.start] if place < edit.start else texts.old[edit.end : place]
        if likeness(words, passed) >= LIKE:
            yield _sentences(texts, first, last)
