"""A block, what a browser shows between two line breaks that are more than a `<br>`; the rows of a table as blocks."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from archive.text.canonical import clean_characters

SEPARATOR = " | "
MAX_CELL_LENGTH = 400  # characters; longer cells are columns of a page, or an argument in columns
MAX_PARAGRAPH_LENGTH = 5_000  # characters; the rows of a longer table make several paragraphs


@dataclass
class Block:
    """A paragraph of canonical text; `raw_text` still holds its invisible characters.

    `element` is the innermost block that it stands in; `link_length` counts the characters that are links to other
    pages; `row_of` is the table of which it is one row or several; `marker` is that of a list item, at its start.
    """

    text: str
    raw_text: str
    element: HtmlElement
    kind: str = ""
    link_length: int = 0
    row_of: HtmlElement | None = None
    marker: str = ""


@dataclass
class TableState:
    """A table being read; the numbers are indexes of blocks."""

    element: HtmlElement
    first: int
    row: int = 0
    cells: list[int] = field(default_factory=list)

    def start_row(self, index: int) -> None:
        self.row, self.cells = index, []


def row_block(blocks: Sequence[Block], table: TableState) -> Block | None:
    """The row just read as one block; None where its cells are no more than places on the page."""
    bounds = [*table.cells, len(blocks)]
    cells = [blocks[start:end] for start, end in itertools.pairwise(bounds)]
    filled_cells = [cell for cell in cells if cell]
    members = [cell[0] for cell in filled_cells]
    if len(members) < 2 or sum(map(len, cells)) < len(blocks) - table.row or max(map(len, filled_cells)) > 1:
        return None
    if any(member.row_of is not None or len(member.text) > MAX_CELL_LENGTH for member in members):
        return None
    texts = [cell[0].text.replace("\n", " ") if cell else "" for cell in cells]
    return Block(
        text=clean_characters(SEPARATOR.join(texts)),
        raw_text=SEPARATOR.join(member.raw_text for member in members),
        element=members[0].element,
        link_length=sum(member.link_length for member in members),
        row_of=table.element,
    )


def join_rows(blocks: Sequence[Block]) -> list[Block]:
    """Rows that follow each other become the lines of one paragraph."""
    result: list[Block] = []
    for block in blocks:
        last = result[-1] if result and block.row_of is not None else None
        is_same = last is not None and last.row_of is block.row_of
        if last and is_same and len(last.text) + len(block.text) < MAX_PARAGRAPH_LENGTH:
            last.text += f"\n{block.text}"
            last.raw_text += f"\n{block.raw_text}"
            last.link_length += block.link_length
        else:
            result.append(block)
    return result
