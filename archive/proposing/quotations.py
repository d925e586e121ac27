"""Pairs of quotation marks, found in one pass over the text."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from archive.text.paragraphs import Span

_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』", "〝": "〞", "﹁": "﹂"}
_CLOSING = frozenset("”“»«›」』〞﹂")
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
    found: list[Quotation] = []
    for start, end in paragraphs:
        for each in _quotations_of_paragraph(text, start, end):
            before = found[-1] if found else None
            if before and _continues(text, before, each, start):
                found[-1] = Quotation(before.start, each.end, before.first, each.last, each.is_closed)
            else:
                found.append(each)
    return found


def between(quotations: Sequence[Quotation], starts: Sequence[int], start: int, end: int) -> list[Quotation]:
    """Those that begin in text[start:end]; `starts` are the places where they begin."""
    return list(quotations[bisect_left(starts, start) : bisect_left(starts, end)])


def _continues(text: str, before: Quotation, each: Quotation, paragraph: int) -> bool:
    """Whether the quotation goes on that the paragraph before left open."""
    if before.is_closed or each.start != paragraph or text[before.start] != text[each.start]:
        return False
    between = text[before.end : each.start]
    return not between.strip() and text.count("\n", before.start, each.start) <= 2 * _MAX_PARAGRAPHS


def _quotations_of_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: int | None = None
    opener = ""
    depth = 0
    paragraph = text[start:end]
    present = {mark for mark in _PRESENT if mark in paragraph}
    has_double = bool(present)
    for match in _MARK.finditer(text, start, end):
        mark, place = match.group(), match.start()
        if opener == "“" == mark and opened is not None and _ends_words(text, place, end):
            mark = "”"  # “so printed,“ he said
        if mark == "”" and opened is None and place == start and text[place + 1 : place + 2].isalnum():
            mark = "“"  # ”so printed,” he said
        if mark in "‘’'" and (has_double or not _is_single_mark(text, place, start, end, opened is not None)):
            continue
        if opened is None:
            if _opens(text, mark, place, start, present):
                opened, opener, depth = place, mark, 0
        elif _nests(mark, opener):
            depth += 1
        elif _closes(mark, opener):
            if depth:
                depth -= 1
                continue
            found.append(Quotation(opened, match.end(), opened + len(opener), place))
            opened = None
    if opened is not None and opened == start:
        found = [Quotation(opened, end, opened + len(opener), end, is_closed=False)]
    elif opened is not None and (
        text[opened - 2 : opened].rstrip()[-1:] in (":", "：")
        or (opener == "“" and _NEXT_OPENS.match(text, end))
    ):
        found.append(Quotation(opened, end, opened + len(opener), end, is_closed=False))
    return found


def _ends_words(text: str, place: int, end: int) -> bool:
    """Whether an opening mark stands where only a closing one can: after a stop and before a blank or the end."""
    return text[place - 1] in ".,!?…" and (place + 1 >= end or text[place + 1].isspace())


def _opens(text: str, mark: str, place: int, start: int, present: set[str]) -> bool:
    if mark == "''" and "``" in present:
        return False
    if mark in _NEUTRAL or mark == "''" or mark == "'":
        is_free = place == start or text[place - 1] in _SPACE_BEFORE
        after = text[place + len(mark) : place + len(mark) + 1]
        return bool(after) and (is_free or (not after.isspace() and _is_wide(text[place - 1])))
    if mark == "»":
        return "«" not in present
    return mark in _PAIRS or mark in ("``", "‘‘", "‘")


def _is_wide(character: str) -> bool:
    return character >= "\u2e80"


def _nests(mark: str, opener: str) -> bool:
    return mark == opener and mark in _PAIRS


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


def _is_single_mark(text: str, place: int, start: int, end: int, is_open: bool) -> bool:
    """An apostrophe is no mark; a single mark opens before a letter. It closes after a stop, and after a letter where
    no later one in the paragraph closes after a stop: “the workers’ rights”."""
    before = text[place - 1] if place > start else " "
    after = text[place + 1] if place + 1 < end else " "
    if not is_open:
        is_opening = (
            text[place] == "‘"
            or after.upper() == after
            or text[max(start, place - 2) : place] in (", ", ": ")
        )
        return text[place] in "‘'" and not before.isalnum() and after.isalnum() and is_opening
    if text[place] not in "’'" or after.isalnum():
        return False
    return before in ".,!?…" or (
        text[place] == "’"
        and before.isalnum()
        and not _LATER_END.match(text, place + 1, min(end, place + 2_000))
    )
