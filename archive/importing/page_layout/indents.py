"""First-line indents, as typewriters and printers begin paragraphs, and lines set in the middle."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from archive.importing.page_layout.lines import Line

MAX_STEP = 12  # columns from the margin to a first line; more is a line set in the middle or at the right
MIN_STARTS = 2
MIN_SHARE_AFTER_SENTENCES = 0.7  # of the indented lines: verse is indented in mid-sentence, too
MIN_SENTENCE_WIDTH = 40  # columns of a line that may go on in the next one
_NO_LINE = Line("")


def first_line_indents(blocks: Sequence[Sequence[Line]]) -> frozenset[int]:
    """The indents with which the text begins paragraphs."""
    starts: Counter[int] = Counter()
    others: Counter[int] = Counter()
    inside: Counter[int] = Counter()
    after_sentence: Counter[int] = Counter()
    for block in blocks:
        for before, line, after in zip((_NO_LINE, *block), block, (*block[1:], _NO_LINE), strict=False):
            if not line.indent:
                continue
            margin = after if after.text else before
            if margin.text and 0 < line.indent - margin.indent <= MAX_STEP:
                starts[line.indent] += 1
            elif after.text and after.indent == line.indent and not line.ends_sentence:
                others[line.indent] += 1
            if before.text and before.indent < line.indent:
                inside[line.indent] += 1
                after_sentence[line.indent] += before.ends_sentence
    return frozenset(
        indent
        for indent, count in starts.items()
        if count >= max(MIN_STARTS, others[indent])
        and after_sentence[indent] >= MIN_SHARE_AFTER_SENTENCES * inside[indent]
    )


def split_at_indents(block: Sequence[Line], first_indents: frozenset[int]) -> Iterator[list[Line]]:
    """The block's paragraphs as its indents show them; the whole block where they show none."""
    base = min((line.indent for line in block if line.indent not in first_indents), default=0)
    current = [block[0]]
    for before, line in pairwise(block):
        if not line.continues and _starts(before, line, first_indents, base):
            yield current
            current = []
        current.append(line)
    yield current


def _starts(before: Line, line: Line, first_indents: frozenset[int], base: int) -> bool:
    if line.starts_paragraph or line.starts_turn:
        return True
    if line.text[0].islower() and not before.ends_sentence and before.width > MIN_SENTENCE_WIDTH:
        return False  # the second line of a heading, or of an item whose lines hang
    if line.indent in first_indents:
        return True
    return _is_far_in(before, base) != _is_far_in(line, base)


def _is_far_in(line: Line, base: int) -> bool:
    """Set in the middle or at the right: a heading, a signature."""
    return line.indent - base > MAX_STEP
