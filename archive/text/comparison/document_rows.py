"""Arranges the sentences of two aligned texts in rows: pairs side by side, other sentences with an empty side."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from .document_alignment import DocumentAlignment


@dataclass(slots=True)
class AlignedRow:
    """Indexes of sentences of either text, in order; a side is empty where only the other text has the sentence."""

    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)


def arrange_rows(alignment: DocumentAlignment) -> list[AlignedRow]:
    """The rows in the order of the left text; sentences of the right text alone follow what stands before them there.

    Every sentence is in a row, those of the left text in one each; a sentence of the right text whose partners are not
    neighbours is in several.
    """
    partners: dict[int, list[int]] = defaultdict(list)
    for pair in alignment.pairs:
        partners[pair.left].append(pair.right)
    rows: list[AlignedRow] = []
    for number in range(len(alignment.left)):
        right = partners.get(number, [])
        last = rows[-1] if rows else None
        if last and (set(last.right) & set(right) or not (last.right or right)):
            last.left.append(number)
            last.right = sorted({*last.right, *right})
        else:
            rows.append(AlignedRow([number], sorted(right)))
    return _insert_right(rows, alignment.only_right)


def _insert_right(rows: list[AlignedRow], unpaired_indexes: Iterable[int]) -> list[AlignedRow]:
    row_of: dict[int, AlignedRow] = {}
    for row in rows:
        for number in row.right:
            row_of.setdefault(number, row)
    first = AlignedRow()
    following: dict[int, list[AlignedRow]] = defaultdict(list)
    for number in unpaired_indexes:
        before = row_of.get(number - 1, first)
        if before.left or before is first:  # a row of both, or the beginning
            following[id(before)].append(AlignedRow(right=[number]))
            row_of[number] = following[id(before)][-1]
        else:
            before.right.append(number)
            row_of[number] = before
    ordered_rows = following[id(first)]
    for row in rows:
        ordered_rows += [row, *following[id(row)]]
    return ordered_rows
