"""Which lines make a paragraph: blank lines part them, or every line is one, or lines were wrapped."""

import re
import unicodedata
from itertools import pairwise

from archive.text.canonical import compose
from archive.text.paragraphs import join_paragraphs, split_blocks

NARROWEST, WIDEST = 40, 110
SLACK = 10
_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_LIST_ITEM = re.compile(
    r"([-*•·–—‣◦] |\(?[a-z]\) |\(?[0-9]{1,3}[.)、．] ?"
    r"|[（(][0-9一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)"
)
_SENTENCE_END = re.compile(r"[.!?;:。！？；：…][\"'”’」』)）]*$")


def width(text):
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def lay_out(text, lines_may_be_paragraphs=True):
    """Canonical text of a cleaned one. Repeated until it rests, so that canonical text is left as it is."""
    while True:
        # Joining can bring a letter and a combining mark together, hence NFC once more.
        canonical = compose(join_paragraphs(_paragraphs(split_blocks(text), lines_may_be_paragraphs)))
        if canonical == text:
            return text
        text = canonical


def _paragraphs(parts, lines_may_be_paragraphs):
    wrap = _wrap_width(parts)
    one_block = lines_may_be_paragraphs and len(parts) == 1
    for block in parts:
        joined = _join_wrapped(block, wrap, one_block)
        if _every_line_is_one(joined, one_block):
            yield from joined
        else:
            yield "\n".join(joined)


def _every_line_is_one(lines, one_block):
    return len(lines) > 1 and (one_block or max(map(width, lines)) > WIDEST)


def _wrap_width(parts):
    """The column at which lines were broken, or 0 when the text was not wrapped by a machine."""
    inner = [width(line) for block in parts for line in block[:-1]]
    if not inner or not NARROWEST <= max(inner) <= WIDEST:
        return 0
    column = max(width(line) for block in parts for line in block)
    column = min(column, max(inner) + SLACK)
    pairs = [(a, b) for block in parts for a, b in pairwise(block)]
    full = sum(_is_full(a, b, column) for a, b in pairs)
    # Lines that end where sentences end were broken by a person.
    broken = sum(not _SENTENCE_END.search(a) for a, _b in pairs)
    return column if len(pairs) >= 3 and full >= 0.6 * len(pairs) and broken >= 0.5 * len(pairs) else 0


def _is_full(line, following, column, slack=SLACK):
    """True when the next line's first word would not have fitted on this line."""
    first = following[0] if _CJK.match(following) else following.split(" ", 1)[0]
    return width(line) + 1 + width(first) > column - slack


def _join_wrapped(lines, column, one_block):
    joined, previous = [[lines[0]]], lines[0]
    narrow = max(map(width, lines)) <= WIDEST
    for line in lines[1:]:
        if _continues(joined[-1][0], previous, line, column, narrow, one_block):
            joined[-1] += [_between(previous, line), line]
        else:
            joined.append([line])
        previous = line
    return ["".join(pieces) for pieces in joined]


def _continues(begun, previous, line, column, narrow, one_block):
    ends = bool(_SENTENCE_END.search(previous))
    # Without blank lines only the room for another word tells a paragraph's last line: measure closely.
    slack = 0 if one_block and ends else SLACK
    full = bool(column) and width(previous) <= column and _is_full(previous, line, column, slack)
    if _LIST_ITEM.match(line):
        # A dash or a number may also have slipped to the front of a line in the middle of a sentence.
        return full and not ends and not _LIST_ITEM.match(begun)
    # Two lines prove no column, but a sentence that runs on in small letters was broken by a machine.
    runs_on = width(previous) > NARROWEST and line[0].islower() and not ends
    return full or (narrow and runs_on)


def _between(before, after):
    """Nothing between Chinese characters and after a hyphen inside a word, else a blank."""
    chinese = _CJK.match(before[-1]) and _CJK.match(after[0])
    hyphenated = re.search(r"[^\W\d]-$", before) and after[0].isalnum()
    return "" if chinese or hyphenated else " "
