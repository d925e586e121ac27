"""Which lines make a paragraph: blank lines separate them, or every line is one, or lines were wrapped."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from archive.text.canonical import compose
from archive.text.paragraphs import join_paragraphs, split_blocks

# Columns. Between these the longest line of a text may be the column it was wrapped at: printed and mailed texts are
# wrapped at 60 to 80; shorter lines are verse or lists, longer ones were not wrapped.
NARROWEST, WIDEST = 40, 110
SLACK = 10  # columns by which a full line may miss the margin
MIN_WRAPPED_LINES = 3
# Wider than `archive.text.words.CJK`: punctuation and full width forms are no words, but no space joins them either.
_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_LIST_ITEM = re.compile(
    r"([-*•·–—‣◦] |\(?[a-z]\) |\(?[0-9]{1,3}[.)、．] ?"
    r"|[（(][0-9一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)"
)
_SENTENCE_END = re.compile(r"[.!?;:。！？；：…][\"'”’」』)）]*$")


def reflow(text: str, lines_may_be_paragraphs: bool = True) -> str:
    """The canonical form of a clean text, its wrapped lines joined.

    Repeated until nothing changes, so that a canonical text stays as it is.
    """
    while True:
        paragraphs = _paragraphs(split_blocks(text), lines_may_be_paragraphs)
        # Joining can bring a letter and a combining mark together, hence NFC once more.
        result = compose(join_paragraphs(paragraphs))
        if result == text:
            return text
        text = result


def _width(text: str) -> int:
    """In columns of a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _paragraphs(text_blocks: Sequence[list[str]], lines_may_be_paragraphs: bool) -> Iterator[str]:
    column = _wrap_column(text_blocks)
    is_single = lines_may_be_paragraphs and len(text_blocks) == 1
    for block in text_blocks:
        lines = _join_wrapped(block, column, is_single)
        if len(lines) > 1 and (is_single or max(map(_width, lines)) > WIDEST):
            yield from lines
        else:
            yield "\n".join(lines)


def _wrap_column(text_blocks: Sequence[list[str]]) -> int:
    """The column at which lines were broken, or 0 where no machine wrapped the text."""
    inner = [_width(line) for block in text_blocks for line in block[:-1]]
    if not inner or not NARROWEST <= max(inner) <= WIDEST:
        return 0
    column = min(max(_width(line) for block in text_blocks for line in block), max(inner) + SLACK)
    pairs = [pair for block in text_blocks for pair in pairwise(block)]
    full = sum(_is_full(line, following, column) for line, following in pairs)
    # Lines that end where sentences end were broken by a person.
    in_sentence = sum(not _SENTENCE_END.search(line) for line, _following in pairs)
    is_wrapped = (
        len(pairs) >= MIN_WRAPPED_LINES and full >= 0.6 * len(pairs) and in_sentence >= 0.5 * len(pairs)
    )
    return column if is_wrapped else 0


def _is_full(line: str, following: str, column: int, slack: int = SLACK) -> bool:
    """Whether the next line's first word would not have fitted on this line."""
    first_word = following[0] if _CJK.match(following) else following.split(" ", 1)[0]
    return _width(line) + 1 + _width(first_word) > column - slack


def _join_wrapped(lines: Sequence[str], column: int, is_single: bool) -> list[str]:
    groups, previous = [[lines[0]]], lines[0]
    is_narrow = max(map(_width, lines)) <= WIDEST
    for line in lines[1:]:
        if _continues(groups[-1][0], previous, line, column, is_narrow, is_single):
            groups[-1] += [_separator(previous, line), line]
        else:
            groups.append([line])
        previous = line
    return ["".join(group) for group in groups]


def _continues(first: str, previous: str, line: str, column: int, is_narrow: bool, is_single: bool) -> bool:
    """Whether `line` continues the paragraph whose lines so far are `first` to `previous`."""
    ends = bool(_SENTENCE_END.search(previous))
    # Without blank lines only the room for another word shows a paragraph's last line: measure closely.
    slack = 0 if is_single and ends else SLACK
    is_full = bool(column) and _width(previous) <= column and _is_full(previous, line, column, slack)
    if _LIST_ITEM.match(line):
        # A dash or a number may also have slipped to the front of a line in the middle of a sentence.
        return is_full and not ends and not _LIST_ITEM.match(first)
    # Two lines prove no column, but a sentence that continues in small letters was broken by a machine.
    runs_on = _width(previous) > NARROWEST and line[0].islower() and not ends
    return is_full or (is_narrow and runs_on)


def _separator(before: str, after: str) -> str:
    """Nothing between Chinese characters and after a hyphen inside a word, else a space."""
    is_cjk = _CJK.match(before[-1]) and _CJK.match(after[0])
    is_hyphenated = re.search(r"[^\W\d]-$", before) and after[0].isalnum()
    return "" if is_cjk or is_hyphenated else " "
