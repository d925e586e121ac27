"""The lines of a text with what their layout shows: indents, page breaks, soft hyphens, columns; and the first-line
indents with which typewriters and printers begin paragraphs.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.importing.errors import ImportDocumentError
from archive.text.canonical import clean_characters, unify_line_ends

MAX_LINES = 250_000  # of 5 MB: 20 characters a line
TAB_WIDTH = 8  # columns
SOFT_HYPHENS = ("\u00ad", "\u00ac")  # U+00AC as many scanned texts have it
_PAGE_BREAK = "\f"
_INDENT = re.compile(r"[^\S\n]*")
_CJK_INDENT = re.compile("\u3000\u3000(?!\u3000)")
_CELL_SPACE = re.compile(r"\S(?: {4}| {0,3}\t)")
_TITLE_END = re.compile(r"\b(?:Mr|Mrs|Ms|Messrs|Dr|Prof|St|Gen|Gov|Sen|Rep|Hon|Rev|Mme|Sr|Sra)\.$")
_SENTENCE_END = re.compile(r"[.!?;:。！？；：…][\"'”’»」』)）\]]*$")
MAX_FIRST_INDENT = (
    12  # columns from the margin to a first line; more is a line set in the middle or at the right
)
MIN_INDENTED_LINES = 2
MIN_SHARE_AFTER_SENTENCE = 0.7  # of the indented lines: verse is indented in mid-sentence, too
MIN_SENTENCE_WIDTH = 40  # columns of a line that may go on in the next one


@dataclass(frozen=True)
class Line:
    """`text` is clean, empty for a blank line; `indent` and `width` are columns, a Chinese character taking two.

    `follows_break`: a page or a column ended between the line before and this one; `starts_page`: a page did.
    `continues`: this line is known to continue the paragraph of the line before. `starts_paragraph`: its indent begins
    paragraphs in any text. `is_broken`: a soft hyphen ended the line, and was taken away. `is_table_row`: wide space
    parts it into cells. `starts_turn`: a speaker's label begins it.
    """

    text: str
    indent: int = 0
    width: int = 0
    follows_break: bool = False
    starts_page: bool = False
    continues: bool = False
    starts_paragraph: bool = False
    is_broken: bool = False
    is_table_row: bool = False
    starts_turn: bool = False

    @property
    def right(self) -> int:
        """The column at which the line ends."""
        return self.indent + self.width

    @property
    def ends_sentence(self) -> bool:
        """“Mr.” ends none."""
        return bool(_SENTENCE_END.search(self.text)) and not _TITLE_END.search(self.text)


def split_lines(text: str) -> list[str]:
    """The lines as they came in, with their indents; a line on a new page starts with a form feed."""
    lines: list[str] = []
    for number, page in enumerate(text.split(_PAGE_BREAK)):
        page_lines = unify_line_ends(page).split("\n")
        if number:
            if len(lines) > 1 and not lines[-1].strip():
                lines.pop()  # the form feed stands at the start of its own line
            page_lines[0] = _PAGE_BREAK + page_lines[0]
        lines += page_lines
    return lines


def clean_lines(lines: Sequence[str]) -> list[str]:
    """The lines in canonical characters, as many as came in."""
    return clean_characters("\n".join(line.removeprefix(_PAGE_BREAK) for line in lines)).split("\n")


def check_lines(text: str) -> None:
    """Raises ImportDocumentError for more than MAX_LINES."""
    if (count := len(split_lines(text))) > MAX_LINES:
        raise ImportDocumentError(f"The text has {count:,} lines; the limit is {MAX_LINES:,}.")


def read_lines(text: str) -> list[Line]:
    """The lines with what layout says of them; an empty line after a page break does not end the break."""
    raw = split_lines(text)
    lines, at_break = [], False
    for source, clean in zip(raw, clean_lines(raw), strict=True):
        at_break = at_break or source.startswith(_PAGE_BREAK)
        lines.append(_read_line(source.removeprefix(_PAGE_BREAK), clean, at_break))
        at_break = at_break and not clean
    return lines


def _read_line(source: str, clean: str, follows_break: bool) -> Line:
    if not clean:
        return Line("")
    is_broken = source.rstrip().endswith(SOFT_HYPHENS)
    if is_broken:
        clean = clean.removesuffix(SOFT_HYPHENS[1])
    return Line(
        clean,
        indent=indent_width(source),
        width=display_width(clean),
        follows_break=follows_break,
        starts_page=follows_break,
        starts_paragraph=bool(_CJK_INDENT.match(source)),
        is_broken=is_broken,
        is_table_row=bool(_CELL_SPACE.search(source.strip())),
    )


def indent_width(source: str) -> int:
    """The width of the white space at the beginning of a line, in columns: a tab goes to the next multiple of
    TAB_WIDTH, an ideographic space counts two."""
    match = _INDENT.match(source)
    spaces = match.group() if match else ""
    if spaces.isspace() and spaces.strip(" "):
        return sum(2 if char == "\u3000" else 1 for char in spaces.expandtabs(TAB_WIDTH))
    return len(spaces)


def display_width(text: str) -> int:
    """The width of a text in columns of a terminal, in which a Chinese character takes two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


_NO_LINE = Line("")


def first_line_indents(blocks: Sequence[Sequence[Line]]) -> frozenset[int]:
    """The indents with which the text begins paragraphs."""
    starts: Counter[int] = Counter()
    indented_runs: Counter[int] = Counter()
    indented_lines: Counter[int] = Counter()
    after_sentence: Counter[int] = Counter()
    for block in blocks:
        for before, line, after in zip((_NO_LINE, *block), block, (*block[1:], _NO_LINE), strict=False):
            if not line.indent:
                continue
            margin = after if after.text else before
            if margin.text and 0 < line.indent - margin.indent <= MAX_FIRST_INDENT:
                starts[line.indent] += 1
            elif after.text and after.indent == line.indent and not line.ends_sentence:
                indented_runs[line.indent] += 1
            if before.text and before.indent < line.indent:
                indented_lines[line.indent] += 1
                after_sentence[line.indent] += before.ends_sentence
    return frozenset(
        indent
        for indent, count in starts.items()
        if count >= max(MIN_INDENTED_LINES, indented_runs[indent])
        and after_sentence[indent] >= MIN_SHARE_AFTER_SENTENCE * indented_lines[indent]
    )


def split_at_indents(block: Sequence[Line], first_indents: frozenset[int]) -> Iterator[list[Line]]:
    """The block's paragraphs as its indents show them; the whole block where they show none."""
    base = min((line.indent for line in block if line.indent not in first_indents), default=0)
    current = [block[0]]
    for before, line in pairwise(block):
        if not line.continues and _starts_paragraph(before, line, first_indents, base):
            yield current
            current = []
        current.append(line)
    yield current


def _starts_paragraph(before: Line, line: Line, first_indents: frozenset[int], base: int) -> bool:
    if line.starts_paragraph or line.starts_turn:
        return True
    if line.text[0].islower() and not before.ends_sentence and before.width > MIN_SENTENCE_WIDTH:
        return False  # the second line of a heading, or of an item whose lines hang
    if line.indent in first_indents:
        return True
    return _is_set_apart(before, base) != _is_set_apart(line, base)


def _is_set_apart(line: Line, base: int) -> bool:
    """Set in the middle or at the right: a heading, a signature."""
    return line.indent - base > MAX_FIRST_INDENT
