"""Sentences that exchanged positions with similar ones.

Whether two sentences were exchanged or the names in them makes no difference to the new text, but it does to the
words: in one reading they moved, in the other they stayed. Nobody can know, so no mark there is followed.
"""

from collections.abc import Iterator
from functools import cache

from archive.text.comparison.edit_script import Edit
from archive.text.paragraphs import Span
from archive.text.words import find_words

from .comparison import Block, Comparison
from .fuzzy_matches import SIMILAR, FuzzyMatcher, similarity
from .normalised_edits import slide_of
from .page_headers import PageHeaders

# Share of a moved block that seems to have stayed as well. At 1/6, random corrections of real texts had 0.4
# points fewer marks followed; neither 1/6 nor 2/3 made faults.
MIN_STATIONARY_SHARE = 1 / 3
# Characters; so far, and four times its length, a block is taken to have been pushed past its neighbours. Halved or
# doubled it changes the share of followed marks by less than 0.1 points.
MAX_DISTANCE = 60
MIN_REPETITION = 12  # characters; a word or two put in beside themselves leave the marks where they are
MAX_WORDS_APART = 4  # of two sentences alike, one word in so many at least is in both


def ambiguous_ranges(texts: Comparison) -> Iterator[Span]:
    """The spans of the old text of which two readings explain the new one."""
    for block in texts.moved_blocks:
        if texts.unchanged_count(block.start, block.end) >= MIN_STATIONARY_SHARE * (block.end - block.start):
            start, end = texts.core(block)
            yield start, end
            yield _sentences(
                texts, texts.old_position(start + block.shift), texts.old_position(end + block.shift)
            )
        for passage in _similar_sentences_passed(texts, block):
            yield block.start, block.end
            yield passage
    yield from _exchanged_sentences(texts)
    yield from _exchanged_lines(texts)
    yield from _moved_past_similar(texts)
    yield from _repetitions(texts)


def _exchanged_sentences(texts: Comparison) -> Iterator[Span]:
    """The similar sentences of which one lost the words that the other got."""

    @cache
    def sentences_of(edit: Edit) -> Span:
        return _sentences(texts, edit.start, edit.end)

    @cache
    def words_of(span: Span) -> frozenset[str]:
        return frozenset(find_words(texts.old[slice(*span)]))

    for edit, another in texts.exchanges():
        left, right = sentences_of(edit), sentences_of(another)
        if len(words_of(left) & words_of(right)) * MAX_WORDS_APART < len(words_of(left) | words_of(right)):
            continue
        if similarity(texts.old[slice(*left)], texts.old[slice(*right)]) >= SIMILAR:
            yield left
            yield right


def _exchanged_lines(texts: Comparison) -> Iterator[Span]:
    """Short lines that became others of the text, as "Article 7" where "Article 8" is now: they, or the paragraphs
    below them, moved."""
    old, new = texts.old_text, texts.new_text
    old_headers, new_headers = (
        PageHeaders(old.original, new.original),
        PageHeaders(new.original, old.original),
    )
    for edit in texts.script:
        line = old_headers.find_line(old.to_original(edit.start), old.to_original(edit.end))
        new_line = new_headers.find_line(new.to_original(edit.new_start), new.to_original(edit.new_end))
        if line is None or new_line is None:
            continue
        words, other_words = old.original[slice(*line)], new.original[slice(*new_line)]
        if (
            words == other_words
            or words not in old_headers.lines_of_other
            or other_words not in new_headers.lines_of_other
        ):
            continue
        if not (old_headers.is_header(words) and new_headers.is_header(other_words)):
            yield old.comparable_span(*line)


def _similar_sentences_passed(texts: Comparison, block: Block) -> Iterator[Span]:
    """The sentences similar to the block that it passed on its way, when the way is short."""
    length = block.end - block.start
    distance = block.shift - texts.shift_at(block.start)
    if abs(distance) > 4 * length + MAX_DISTANCE:
        return
    first = block.end if distance > 0 else max(block.start + distance, 0)
    passage = texts.old[first : block.end + distance if distance > 0 else block.start]
    for _similarity, (start, end) in FuzzyMatcher(passage).find_similar(
        texts.old[block.start : block.end], SIMILAR
    ):
        yield texts.old_text.enclosing_sentences(first + start, first + end)


def _sentences(texts: Comparison, start: int, end: int) -> Span:
    return texts.old_text.enclosing_sentences(start, min(max(start, end), len(texts.old)))


def _moved_past_similar(texts: Comparison) -> Iterator[Span]:
    """Yields words deleted on one side of similar ones and inserted on the other, their ends perhaps shared with those.
    It is then open where the words start ("b. a" deleted for "a b."), so their letters are compared in any order."""
    deletions = [edit for edit in texts.script if edit.new_start == edit.new_end]
    inserted_at = {}
    for edit in texts.script:
        if edit.start == edit.end:
            inserted_at["".join(sorted(texts.replacement(edit)[1]))] = edit.start
    for edit in deletions:
        words = texts.replacement(edit)[0]
        position = inserted_at.get("".join(sorted(words)))
        if position is None or abs(position - edit.start) > 2 * len(words) + MAX_DISTANCE:
            continue
        first, last = min(position, edit.start), max(position, edit.end)
        passage = (
            texts.old[position : edit.start] if position < edit.start else texts.old[edit.end : position]
        )
        if similarity(words, passage) >= SIMILAR:
            yield _sentences(texts, first, last)


def _repetitions(texts: Comparison) -> Iterator[Span]:
    """Yields words inserted beside the same words, or one of two equal runs removed: it may have been either."""
    for edit in texts.script:
        deletion, insertion = texts.replacement(edit)
        length = len(deletion) + len(insertion)
        if (deletion and insertion) or length < MIN_REPETITION:
            continue
        back, forth = slide_of(edit, texts.old, texts.new)
        if back + forth >= length:
            yield edit.start - back, edit.end + forth
