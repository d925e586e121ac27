"""Page furniture: page numbers, running heads, marks of pages and columns that stand between the lines of a text.

Evidence is a form that nothing else has, or repetition where pages end. A line that may be one of the text stays.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from archive.importing.page_layout.lines import Line
from archive.importing.page_layout.pages import LineContext, find_page_numbers, is_regular
from archive.importing.phrases import inflect

PAGE_MARK, PAGE_NUMBER, RUNNING_HEAD = "page mark", "page number", "running head"
_DAY = r"[0-9]{1,2} [A-Z][a-z]{2,8} [0-9]{4}"
_INLINE_MARK = re.compile(r" ?\[\[Pages? [A-Z]{0,2}[0-9]+\]\] ?")
_MARKS = re.compile(
    r"\[\[Pages? [A-Z]{0,2}[0-9]+\]\]"
    rf"|{_DAY} ?: ?Columns? [0-9]+[A-Z]*(?:[-–—][0-9A-Z]*)?(?: ?[-–—]{{1,2}} ?continued)?"
    r"|VerDate .*(?:Jkt|PO) [0-9].*|.*\bJkt [0-9]+ PO [0-9]+ Frm [0-9]+ .*"
)
MAX_HEAD_LENGTH = 110  # characters
MIN_HEAD_LETTERS = 3
EDGE = 3  # lines at the top and at the bottom of a page that may be furniture
MIN_SHARE_OF_PAGES = 1 / 3
MIN_SHARE_BESIDE = 1 / 2  # of the page numbers and marks already found
MIN_REPETITIONS = 3  # where nothing but the repetition shows that pages end there
_OUTER_NUMBER = re.compile(r"^\W*(?:[Pp]age )?[0-9]{1,4}\b\W*|\W*\b(?:[Pp]age )?[0-9]{1,4}\W*$")
_STAGE_NOTE = re.compile(r"[(（\[【].*[)）\]】]$")


RemovedLines = defaultdict[str, list[str]]  # the lines taken out, by their kind and in the order of the text


def remove_furniture(lines: Sequence[Line], removed: RemovedLines) -> list[Line]:
    """The lines without it; the line after each gap has `follows_break`."""
    lines = _remove_inline_marks(lines, removed)
    kinds: dict[int, str] = {
        index: PAGE_MARK for index, line in enumerate(lines) if _MARKS.fullmatch(line.text)
    }
    groups = _repeated_lines(lines)
    repeated = {index for indexes in groups for index in indexes if not lines[index].ends_sentence}
    for index in find_page_numbers(LineContext(lines, set(kinds), repeated)):
        kinds[index] = PAGE_NUMBER
    near = LineContext(lines, set(kinds), repeated)
    for indexes in groups:
        for index in _heads_of_group([index for index in indexes if index not in kinds], near):
            kinds[index] = RUNNING_HEAD
    return list(_remaining(lines, kinds, removed)) if kinds else list(lines)


def _remove_inline_marks(lines: Sequence[Line], removed: RemovedLines) -> list[Line]:
    kept_lines = []
    for line in lines:
        if "[[Page" in line.text and not _MARKS.fullmatch(line.text):
            removed[PAGE_MARK] += map(str.strip, _INLINE_MARK.findall(line.text))
            line = replace(line, text=_INLINE_MARK.sub(" ", line.text).strip())
        kept_lines.append(line)
    return kept_lines


def _remaining(lines: Sequence[Line], kinds: dict[int, str], removed: RemovedLines) -> Iterator[Line]:
    at_gap = False
    for index, line in enumerate(lines):
        if kind := kinds.get(index):
            removed[kind].append(line.text)
            at_gap = True
        elif at_gap and line.text:
            yield replace(line, follows_break=True)
            at_gap = False
        else:
            yield line


def _repeated_lines(lines: Sequence[Line]) -> list[list[int]]:
    """The indexes of lines of one wording, but for a number at one end; of each wording that returns."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if key := _key(line.text):
            groups[key].append(index)
    return [indexes for indexes in groups.values() if len(indexes) > 1]


def _key(text: str) -> str:
    """Returns what repeats in a running head: its words without the page number."""
    if len(text) > MAX_HEAD_LENGTH:
        return ""
    words = _OUTER_NUMBER.sub("", text).casefold()
    return words if sum(map(str.isalpha, words)) >= MIN_HEAD_LETTERS else ""


def _heads_of_group(indexes: Sequence[int], context: LineContext) -> Iterable[int]:
    """Returns those lines of one wording that stand where pages end."""
    if not indexes:
        return ()
    if _carry_page_numbers(indexes, context):
        return indexes
    lines = context.lines
    if _STAGE_NOTE.fullmatch(lines[indexes[0]].text):
        return ()
    ends_sentence = lines[indexes[0]].ends_sentence
    if at_edges := _find_at_edges(indexes, ends_sentence, context):
        return _exclude_title(at_edges, context)
    if context.page_count > 1 or ends_sentence:
        return ()
    if beside := _find_beside_numbers(indexes, context):
        # That of the first page often has no number.
        first = indexes[:1] if indexes[0] == context.filled[0] != beside[0] else ()
        return _exclude_title([*first, *beside], context)
    inside = [index for index in indexes if context.interrupts_sentence(index)]
    is_repeated = len(indexes) >= MIN_REPETITIONS and len(inside) >= max(2, len(indexes) / 3)
    if is_repeated and is_regular([context.place(index) for index in indexes]):
        return _exclude_title(indexes, context)
    return ()


def _find_at_edges(indexes: Sequence[int], ends_sentence: bool, context: LineContext) -> list[int]:
    """Returns those that stand on the same line of many pages; none where they may be lines of the text."""
    by_edge: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index in indexes:
        if edge := context.edge(index, EDGE):
            by_edge[edge].append(index)
    (side, _line), repeated = max(by_edge.items(), key=lambda item: len(item[1]), default=(("", 0), []))
    separated = [index for index in repeated if context.is_separated(index, side)]
    is_usual = len(repeated) >= 2 * MIN_SHARE_OF_PAGES * context.page_count
    continues = any(context.continues_paragraph(index, side) for index in repeated)
    if len(separated) < len(repeated) / 2 and (ends_sentence or not is_usual or continues):
        return []
    share = 2 * MIN_SHARE_OF_PAGES if ends_sentence else MIN_SHARE_OF_PAGES
    return repeated if len(repeated) >= max(2 + ends_sentence, share * context.page_count) else []


def _find_beside_numbers(indexes: Sequence[int], context: LineContext) -> list[int]:
    """Returns those that stand as many lines from a page number or a mark as the others do."""
    by_step: dict[int, list[int]] = defaultdict(list)
    for index in indexes:
        for step in context.offsets_to_furniture(index):
            by_step[step].append(index)
    commonest = max(by_step.values(), key=len, default=[])
    return commonest if len(commonest) >= max(2, MIN_SHARE_BESIDE * context.removed_places) else []


def _carry_page_numbers(indexes: Sequence[int], context: LineContext) -> bool:
    """Whether their numbers count pages: upwards by one, or by two where left and right pages differ."""
    numbers = [_outer_number(context.lines[index].text) for index in indexes]
    known_numbers = [number for number in numbers if number is not None]
    if len(known_numbers) < len(numbers) or len(known_numbers) < 2:
        return False
    steps = {after - before for before, after in pairwise(known_numbers)}
    if not steps <= {1, 2} or not context.are_a_page_apart(indexes):
        return False
    at_edge = [context.edge(index, EDGE) is not None for index in indexes]
    at_break = sum(edge or context.interrupts_sentence(i) for i, edge in zip(indexes, at_edge, strict=True))
    return at_break >= max(1, len(indexes) / 5) and (len(known_numbers) >= MIN_REPETITIONS or at_break >= 2)


def _outer_number(text: str) -> int | None:
    match = _OUTER_NUMBER.search(text)
    digits = re.search("[0-9]+", match.group()) if match else None
    return int(digits.group()) if digits else None


def _exclude_title(indexes: Sequence[int], context: LineContext) -> Sequence[int]:
    """The first line of a text stays where no other could be its title."""
    if not indexes or indexes[0] != context.filled[0]:
        return indexes
    return indexes if context.is_above_title(indexes[0]) else indexes[1:]


def furniture_findings(removed: RemovedLines) -> Iterator[str]:
    """A sentence for each kind, with an example or two."""
    nouns = {
        PAGE_NUMBER: "page [number was|numbers were]",
        RUNNING_HEAD: "page [header or footer was|headers and footers were]",
        PAGE_MARK: "[mark of a page or column was|marks of pages and columns were]",
    }
    for kind, noun in nouns.items():
        if texts := removed.get(kind):
            examples = " and ".join(f"“{text[:80]}”" for text in dict.fromkeys((texts[0], texts[-1])))
            yield f"{len(texts)} {inflect(len(texts), noun)} removed, such as {examples}."
