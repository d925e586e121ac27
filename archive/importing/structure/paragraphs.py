"""Which lines make a paragraph: blank lines separate them, or every line is one, or indents begin them, or lines were
wrapped. Page furniture between them is taken out, and words broken at line ends are joined.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

from archive.importing.page_layout.furniture import RemovedLines, furniture_findings, remove_furniture
from archive.importing.page_layout.hyphens import HYPHENS, Hyphenation, HyphenOutcome, find_word_break
from archive.importing.page_layout.lines import (
    MAX_FIRST_INDENT,
    Line,
    check_lines,
    display_width,
    first_line_indents,
    read_lines,
    split_at_indents,
)
from archive.importing.phrases import inflect
from archive.importing.structure.turns import find_turn_lines
from archive.text.canonical import compose
from archive.text.paragraphs import join_paragraphs

# Columns. Between these may be the column at which a text was wrapped: printed and mailed texts are wrapped at 60 to
# 80; shorter lines are verse or lists, longer ones were not wrapped.
NARROWEST, WIDEST = 40, 110
SLACK = 10  # columns by which a full line may miss the margin
MIN_WRAPPED_LINES = 3
# Wider than `archive.text.words.CJK`: punctuation and full width forms are no words, but no space joins them either.
_OPEN_NUMBER = re.compile(r"[^\W_][-–]$")
_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_LIST_ITEM = re.compile(
    r"([-*•·–—‣◦] |\(?[a-z]\) |\(?[0-9]{1,3}[.)、．] ?"
    r"|[（(][0-9一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)"
)
_TABLE_LINE = re.compile(r"\.{4}|-{4}|_{4}|={4}")
_ABBREVIATION = re.compile(r"\b[A-Z]\.$")


class ReflowedText(NamedTuple):
    """A text in canonical form; `removed` are the lines of page furniture, which `findings` count."""

    text: str
    findings: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass
class _Changes:
    """Counts what was removed or joined, over all rounds."""

    removed: RemovedLines = field(default_factory=lambda: defaultdict(list))
    joined: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)

    def findings(self) -> Iterator[str]:
        yield from furniture_findings(self.removed)
        if count := len(self.joined):
            words = inflect(count, "[word broken at a line end was|words broken at line ends were]")
            yield f"{count} {words} joined without the hyphen, such as “{self.joined[0]}”."
        if count := len(self.doubtful):
            hyphens = inflect(count, "[hyphen at a line end was|hyphens at line ends were]")
            examples = ", ".join(f"“{word}”" for word in list(dict.fromkeys(self.doubtful))[:5])
            yield f"{count} {hyphens} kept in doubt: {examples}."


def reflow(text: str, lines_may_be_paragraphs: bool = True) -> ReflowedText:
    """The canonical form of a text with the layout of its lines. Raises ImportDocumentError for too many lines."""
    check_lines(text)
    return reflow_lines(read_lines(text), lines_may_be_paragraphs)


def reflow_lines(lines: Sequence[Line], lines_may_be_paragraphs: bool = True) -> ReflowedText:
    """Repeated until nothing changes, so that a canonical text stays as it is."""
    changes = _Changes()
    before = None
    while True:
        paragraphs = _paragraphs(lines, lines_may_be_paragraphs, changes)
        # Joining can bring a letter and a combining mark together, hence NFC once more.
        text = compose(join_paragraphs(paragraphs))
        if text == before:
            return ReflowedText(text, tuple(changes.findings()), tuple(chain(*changes.removed.values())))
        before, lines = text, read_lines(text)


def _paragraphs(lines: Sequence[Line], lines_may_be_paragraphs: bool, changes: _Changes) -> Iterator[str]:
    lines = _mark_turns(remove_furniture(lines, changes.removed))
    blocks = _blocks(lines)
    first_indents = first_line_indents(blocks)
    whole = [part for block in blocks for part in split_at_indents(block, first_indents)]
    column = _wrap_column(whole)
    blocks = _join_over_pages(blocks, first_indents, column)
    parts = [part for block in blocks for part in split_at_indents(block, first_indents)]
    turns = sum(line.starts_turn for line in lines)
    is_single = lines_may_be_paragraphs and len(parts) - turns == 1
    joiner = _Joiner(Hyphenation(lines), changes)
    for part in parts:
        joined = _join_wrapped(part, column, is_single, joiner)
        if len(joined) > 1 and (is_single or max(map(display_width, joined)) > WIDEST):
            yield from joined
        else:
            yield "\n".join(joined)


def _mark_turns(lines: Sequence[Line]) -> Sequence[Line]:
    turns = find_turn_lines([line.text for line in lines])
    return [replace(line, starts_turn=index in turns) for index, line in enumerate(lines)] if turns else lines


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines between blank lines."""
    blocks: list[list[Line]] = [[]]
    for line in lines:
        if line.text:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _join_over_pages(
    blocks: Sequence[list[Line]], first_indents: frozenset[int], column: int
) -> list[list[Line]]:
    """The blocks again: where a page ended inside a paragraph, its halves are one."""
    joined: list[list[Line]] = []
    for block in blocks:
        first = block[0]
        if joined and first.follows_break and _runs_over(joined[-1], first, first_indents, column):
            joined[-1] += [replace(first, continues=True), *block[1:]]
        elif joined and first.follows_break and _is_list_over_pages(joined[-1], block):
            joined[-1] += block
        else:
            joined.append(block)
    return joined


def _runs_over(block: Sequence[Line], line: Line, first_indents: frozenset[int], column: int) -> bool:
    """Whether the paragraph with which a page ends goes on with the first line of the next page."""
    before = block[-1]
    is_prose = before.width > NARROWEST or (len(block) > 1 and block[-2].width > NARROWEST)
    if line.starts_paragraph or not is_prose or line.indent - before.indent > MAX_FIRST_INDENT:
        return False
    ends = before.ends_sentence and not before.text.endswith((";", ":"))
    if find_word_break(before, line.text) or (line.text[0].islower() and not ends):
        return True
    if line.indent in first_indents or _LIST_ITEM.match(line.text):
        return False
    is_full = _is_full(before, line, column) if column else min(line.width, before.width) > NARROWEST
    if before.ends_sentence:
        return bool(first_indents) and bool(column) and is_full and line.width > NARROWEST
    return is_full


def _is_list_over_pages(block: Sequence[Line], following: Sequence[Line]) -> bool:
    """Whether two blocks of short lines, such as names, are one list in which a page ended."""
    lines = [*block, *following]
    is_list = len(block) > 1 and max(line.width for line in lines) <= NARROWEST
    return is_list and following[0].text[0].islower() and not any(line.ends_sentence for line in lines)


def _wrap_column(blocks: Sequence[Sequence[Line]]) -> int:
    """The column at which lines were broken, or 0 where no machine wrapped the text.

    It is the column that the most lines reach for want of room: they end before it, and with the first word of the
    next line they would not.
    """
    pairs = [
        (line, following)
        for block in blocks
        for line, following in pairwise(block)
        if not (line.is_table_row or following.is_table_row or _TABLE_LINE.search(line.text))
    ]
    if len(pairs) < MIN_WRAPPED_LINES:
        return 0
    changes: Counter[int] = Counter()
    for line, following in pairs:
        changes[line.right] += 1
        changes[line.right + 1 + _first_width(following)] -= 1
    columns = sorted(changes)
    counts = dict(zip(columns, accumulate(changes[column] for column in columns), strict=True))
    column = max(counts, key=lambda width: (counts[width], -width))
    if not NARROWEST <= column <= WIDEST:
        return 0
    full = sum(_is_full(line, following, column) for line, following in pairs)
    # Lines that end where sentences end were broken by a person.
    in_sentence = sum(not line.ends_sentence for line, _following in pairs)
    return column if full >= 0.6 * len(pairs) and in_sentence >= 0.5 * len(pairs) else 0


def _is_full(line: Line, following: Line, column: int, slack: int = SLACK) -> bool:
    """Whether the next line's first word would not have fitted on this line."""
    return column - slack < line.right + 1 + _first_width(following) and line.right <= column + SLACK


def _first_width(line: Line) -> int:
    return display_width(line.text[0] if _CJK.match(line.text) else line.text.split(" ", 1)[0])


class _Joiner:
    """Puts the lines of a paragraph together, and notes what it did to hyphens."""

    def __init__(self, hyphenation: Hyphenation, changes: _Changes) -> None:
        self._hyphenation, self._changes = hyphenation, changes

    def join(self, pieces: list[str], before: Line, after: Line) -> None:
        """Adds the line `after` to the pieces of a paragraph, the last of which ends the line `before`."""
        outcome = self._hyphenation.outcome(before, after.text)
        separator = {
            HyphenOutcome.NONE: self._separator(before.text, after.text),
            HyphenOutcome.SUSPEND: " ",
        }.get(outcome, "")
        if outcome in (HyphenOutcome.JOIN, HyphenOutcome.DOUBT) and (
            line_break := find_word_break(before, after.text)
        ):
            notes = self._changes.joined if outcome is HyphenOutcome.JOIN else self._changes.doubtful
            notes.append(f"{line_break.chain}{line_break.first}-{line_break.second}")
        if outcome is HyphenOutcome.JOIN and pieces[-1][-1] in HYPHENS:
            pieces[-1] = pieces[-1][:-1]
        pieces += [separator, after.text]

    def _separator(self, before: str, after: str) -> str:
        """Nothing between Chinese characters, and after a dash that the text prints without spaces."""
        if _CJK.match(before[-1]) and _CJK.match(after[0]):
            return ""
        if before.endswith(("—", "--")) and not before.endswith((" —", " --", "---")):
            return self._hyphenation.dash_separator()
        return " "


def _join_wrapped(lines: Sequence[Line], column: int, is_single: bool, joiner: _Joiner) -> list[str]:
    joined, first = [[lines[0].text]], lines[0]
    is_narrow = max(line.width for line in lines) <= WIDEST
    for before, line in pairwise(lines):
        if line.continues or _continues(first, before, line, column, is_narrow, is_single):
            joiner.join(joined[-1], before, line)
        else:
            joined.append([line.text])
            first = line
    return ["".join(pieces) for pieces in joined]


def _continues(first: Line, before: Line, line: Line, column: int, is_narrow: bool, is_single: bool) -> bool:
    """Whether `line` continues the paragraph whose lines so far are `first` to `before`."""
    if find_word_break(before, line.text) and (line.text[0].islower() or not before.text.endswith("-")):
        return True  # nothing but a line end parts a word
    if _OPEN_NUMBER.search(before.text) and line.text[0].isdigit():
        return True  # 10-⏎20
    if before.is_table_row or line.is_table_row:
        # The words of a row's first cell may go on below it.
        hangs = line.indent > before.indent == first.indent and not line.is_table_row
        return hangs and line.text[0].islower()
    # Without blank lines only the room for another word shows a paragraph's last line: measure closely.
    slack = 0 if is_single and before.ends_sentence else SLACK
    is_full = bool(column) and _is_full(before, line, column, slack)
    if _LIST_ITEM.match(line.text):
        # A dash or a number may also have slipped to the front of a line in the middle of a sentence.
        return is_full and not before.ends_sentence and not _LIST_ITEM.match(first.text)
    # Two lines prove no column, but a sentence that continues in small letters was broken by a machine.
    ends = before.ends_sentence and not _ABBREVIATION.search(before.text)
    is_chinese = first.starts_paragraph and bool(_CJK.match(before.text[-1]) and _CJK.match(line.text))
    runs_on = before.width > NARROWEST and (line.text[0].islower() or is_chinese) and not ends
    return is_full or (is_narrow and runs_on)
