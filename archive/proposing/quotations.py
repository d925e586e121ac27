"""Pairs of quotation marks, found in one pass over the text."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from archive.text.paragraphs import Span

_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』", "〝": "〞", "﹁": "﹂"}
_NEUTRAL = frozenset('"＂')
_MARK = re.compile("[“”„«»‹›「」『』〝〞﹁﹂\"＂]|``|''|‘‘|’’|[‘’']")
_LATER_END = re.compile("[^‘]*?[.,!?…]’(?!\\w)")
_NEXT_OPENS = re.compile(r"\s*“")  # the paragraph that goes on with a quotation
_SPACE_BEFORE = frozenset(" \t\n(（[—–-:：，,")
_PRESENT = ("“", '"', "＂", "``", "''", "‘‘", "「", "«", "»", "„")
_MAX_PARAGRAPHS = 30  # of one quotation whose paragraphs each begin with a mark


@dataclass(frozen=True, slots=True)
class Quotation:
    """text[start:end] with its marks, text[first:last] without them; `is_closed` where a closing mark ends it."""

    start: int
    end: int
    first: int
    last: int
    is_closed: bool = True


def find_quotations(text: str, paragraphs: Sequence[Span]) -> list[Quotation]:
    """The outermost quotations in reading order, none overlapping another.

    One that runs over paragraphs begins each of them with a mark, as print has it. A mark that is never closed is
    taken to its paragraph's end where it begins it, and else for no mark at all.
    """
    quotations: list[Quotation] = []
    for start, end in paragraphs:
        for quotation in _quotations_of_paragraph(text, start, end):
            before = quotations[-1] if quotations else None
            if before and _continues(text, before, quotation, start):
                quotations[-1] = Quotation(
                    before.start, quotation.end, before.first, quotation.last, quotation.is_closed
                )
            else:
                quotations.append(quotation)
    return quotations


def between(quotations: Sequence[Quotation], starts: Sequence[int], start: int, end: int) -> list[Quotation]:
    """Returns the quotations that begin in text[start:end]; `starts` are the positions at which they begin."""
    return list(quotations[bisect_left(starts, start) : bisect_left(starts, end)])


def _continues(text: str, before: Quotation, quotation: Quotation, paragraph: int) -> bool:
    """Whether the quotation goes on that the paragraph before left open."""
    if before.is_closed or quotation.start != paragraph or text[before.start] != text[quotation.start]:
        return False
    between = text[before.end : quotation.start]
    return not between.strip() and text.count("\n", before.start, quotation.start) <= 2 * _MAX_PARAGRAPHS


def _quotations_of_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    quotations: list[Quotation] = []
    opening: int | None = None
    opener = ""
    depth = 0
    paragraph = text[start:end]
    present = {mark for mark in _PRESENT if mark in paragraph}
    has_double = bool(present)
    for match in _MARK.finditer(text, start, end):
        mark, position = match.group(), match.start()
        if opener == "“" == mark and opening is not None and _ends_words(text, position, end):
            mark = "”"  # “so printed,“ he said
        if (
            mark == "”"
            and opening is None
            and position == start
            and text[position + 1 : position + 2].isalnum()
        ):
            mark = "“"  # ”so printed,” he said
        if mark in "‘’'" and (
            has_double or not _is_single_mark(text, position, start, end, opening is not None)
        ):
            continue
        if opening is None:
            if _opens(text, mark, position, start, present):
                opening, opener, depth = position, mark, 0
        elif mark == opener and mark in _PAIRS:
            depth += 1
        elif _closes(mark, opener):
            if depth:
                depth -= 1
                continue
            quotations.append(Quotation(opening, match.end(), opening + len(opener), position))
            opening = None
    if opening is not None and opening == start:
        quotations = [Quotation(opening, end, opening + len(opener), end, is_closed=False)]
    elif opening is not None and (
        text[opening - 2 : opening].rstrip()[-1:] in (":", "：")
        or (opener == "“" and _NEXT_OPENS.match(text, end))
    ):
        quotations.append(Quotation(opening, end, opening + len(opener), end, is_closed=False))
    return quotations


def _ends_words(text: str, position: int, end: int) -> bool:
    """Whether an opening mark stands where only a closing one can: after a stop and before a space or the end."""
    return text[position - 1] in ".,!?…" and (position + 1 >= end or text[position + 1].isspace())


def _opens(text: str, mark: str, position: int, start: int, present: set[str]) -> bool:
    if mark == "''" and "``" in present:
        return False
    if mark in _NEUTRAL or mark == "''" or mark == "'":
        is_free = position == start or text[position - 1] in _SPACE_BEFORE
        after = text[position + len(mark) : position + len(mark) + 1]
        return bool(after) and (is_free or (not after.isspace() and _is_wide(text[position - 1])))
    if mark == "»":
        return "«" not in present
    return mark in _PAIRS or mark in ("``", "‘‘", "‘")


def _is_wide(character: str) -> bool:
    return character >= "\u2e80"


def _closes(mark: str, opener: str) -> bool:
    if opener in _NEUTRAL or opener in ("''", "'"):
        return mark == opener or (opener == '"' and mark == "”")
    if opener == "``":
        return mark == "''"
    if opener == "‘‘":
        return mark == "’’"
    if opener == "‘":
        return mark == "’"
    return mark in _PAIRS.get(opener, "") or (opener == "“" and mark in ('"', "''"))


def _is_single_mark(text: str, position: int, start: int, end: int, is_open: bool) -> bool:
    """An apostrophe is no mark; a single mark opens before a letter. It closes after a stop, and after a letter where
    no later one in the paragraph closes after a stop: “the workers’ rights”."""
    before = text[position - 1] if position > start else " "
    after = text[position + 1] if position + 1 < end else " "
    if not is_open:
        is_opening = (
            text[position] == "‘"
            or after.upper() == after
            or text[max(start, position - 2) : position] in (", ", ": ")
        )
        return text[position] in "‘'" and not before.isalnum() and after.isalnum() and is_opening
    if text[position] not in "’'" or after.isalnum():
        return False
    return before in ".,!?…" or (
        text[position] == "’"
        and before.isalnum()
        and not _LATER_END.match(text, position + 1, min(end, position + 2_000))
    )
