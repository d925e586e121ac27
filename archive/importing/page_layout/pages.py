"""Where pages may end in a text: the edges of pages that form feeds show, sentences that a line parts, distances; and
the numbers of pages that stand alone on their lines.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from itertools import dropwhile, pairwise, takewhile
from statistics import mean, pstdev
from typing import NamedTuple

from archive.importing.page_layout.lines import Line

# Characters of a page: of a small book, in large letters, to a newspaper's.
SHORTEST_PAGE, LONGEST_PAGE = 500, 12_000
MAX_VARIATION = 0.25  # of the distances between running heads: their standard deviation by their mean
MIN_PARTED_LENGTH = 30  # characters of a line whose sentence may go on after a page's end
TOP, BOTTOM = "top", "bottom"
MAX_TITLE_LINES = 6
NEAR = 2  # filled lines between a running head and its page number
_OF_TOTAL = re.compile(
    r"(?:page|seite|page|página|pagina|pág\.|p\.|стр\.|страница)? ?([0-9]{1,4}) (?:of|von|de|di|sur|из) ([0-9]{1,4})"
    r"|第? ?([0-9]{1,4}) ?页 ?[,，/／]? ?共 ?([0-9]{1,4}) ?页",
    re.IGNORECASE,
)
_DECORATED = re.compile(r"([-–—~·•*]) ?([0-9]{1,4}) ?[-–—~·•*]")
_WITH_WORD = re.compile(
    r"(?:page|seite|página|pagina|p\.|pg\.|s\.) ?([0-9]{1,4})|第 ?([0-9]{1,4}) ?[页頁]", re.IGNORECASE
)
_PLAIN = re.compile(r"[\[(]?([0-9]{1,4})(?:[\])/]| ?/ ?[0-9]{1,4})?")
_ROMAN = re.compile(r"(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_YEARS = range(1900, 2100)
NUMBER_EDGE = 2  # lines from the top or the bottom of a page
MAX_NUMBER_STEP = 2  # from one page number to the next; one may be missing


class LineContext:
    """The lines of a text and what stands around each.

    `removed` are the indexes of lines that are furniture, `repeated` those of lines that may be.
    """

    def __init__(self, lines: Sequence[Line], removed: set[int], repeated: Set[int] = frozenset()) -> None:
        self.lines, self.removed = lines, removed
        self.filled = [index for index, line in enumerate(lines) if line.text]
        self._rank = {index: rank for rank, index in enumerate(self.filled)}
        furniture = removed | repeated
        self._text = [rank for rank, index in enumerate(self.filled) if index not in furniture]
        self._offsets = [0]
        for index in self.filled:
            self._offsets.append(self._offsets[-1] + len(lines[index].text))
        breaks = [rank for rank, index in enumerate(self.filled) if lines[index].starts_page and rank]
        self._page_starts = [0, *breaks] if breaks else []
        ranks = sorted(self._rank[index] for index in removed)
        self._removed_ranks = set(ranks)
        self.removed_places = sum(after > before + 1 for before, after in pairwise([-2, *ranks]))

    @property
    def page_count(self) -> int:
        """The number of pages, counted by form feeds; 0 where there are none."""
        return len(self._page_starts)

    def place(self, index: int) -> int:
        """The number of characters of the text before this line."""
        return self._offsets[self._rank[index]]

    def edge(self, index: int, depth: int) -> tuple[str, int] | None:
        """The side of the page (“top” or “bottom”) and the number, counted from 0, of a line that is among its first
        or last `depth` filled lines; None for any other line."""
        if not self._page_starts:
            return None
        rank = self._rank[index]
        page = bisect_right(self._page_starts, rank) - 1
        end = self._page_starts[page + 1] if page + 1 < self.page_count else len(self.filled)
        from_top, from_bottom = rank - self._page_starts[page], end - 1 - rank
        if min(from_top, from_bottom) >= depth:
            return None
        return (TOP, from_top) if from_top <= from_bottom else (BOTTOM, from_bottom)

    def is_separated(self, index: int, side: str) -> bool:
        """Whether a blank line, or more page furniture, is between this line of an edge and the text."""
        inner = index + (1 if side == TOP else -1)
        return not 0 <= inner < len(self.lines) or not self.lines[inner].text or inner in self.removed

    def continues_paragraph(self, index: int, side: str) -> bool:
        """Whether this line of an edge looks like one of a paragraph."""
        place = index + (1 if side == TOP else -1)
        inner = self.lines[place] if 0 <= place < len(self.lines) else Line("")
        is_before = side == TOP and inner.text[:1].islower()
        return (
            is_before or self.lines[index].text[:1].islower() or (side == BOTTOM and not inner.ends_sentence)
        )

    def offsets_to_furniture(self, index: int) -> list[int]:
        """Returns how many filled lines after this one (before it, where negative) page furniture stands, within
        NEAR."""
        rank = self._rank[index]
        return [step for step in range(-NEAR, NEAR + 1) if rank + step in self._removed_ranks]

    def interrupts_sentence(self, index: int) -> bool:
        """Whether the lines before and after this one are halves of one sentence."""
        # Of the lines right beside this one some may be furniture, too.
        rank = self._rank[index]
        first, last = bisect_left(self._text, rank), bisect_right(self._text, rank)
        if not first or last == len(self._text):
            return False
        before, after = (self.lines[self.filled[self._text[place]]] for place in (first - 1, last))
        if before.ends_sentence or len(before.text) < MIN_PARTED_LENGTH:
            return False
        return after.text[0].islower() or not (after.text[0].isupper() or after.text[0].isascii())

    def is_above_title(self, index: int) -> bool:
        """Whether the block below this line is short and no sentence, as titles are."""
        below = list(
            takewhile(lambda line: line.text, dropwhile(lambda line: not line.text, self.lines[index + 1 :]))
        )
        return 0 < len(below) <= MAX_TITLE_LINES and not below[-1].ends_sentence

    def are_a_page_apart(self, indexes: Sequence[int]) -> bool:
        """Whether about one page lies from each to the next; the last may be short."""
        distances = [after - before for before, after in pairwise(map(self.place, indexes))]
        return (
            max(distances, default=0) <= 2 * LONGEST_PAGE
            and min(distances[:-1], default=SHORTEST_PAGE) >= SHORTEST_PAGE
        )


def is_regular(places: Sequence[int]) -> bool:
    """Whether the distances are those of pages, one like the other; the last may be of less than a page."""
    distances = [after - before for before, after in pairwise(places)]
    if not distances or min(distances[:-1] or distances) < SHORTEST_PAGE:
        return False
    full = distances[:-1] if len(distances) > 2 else distances
    return max(full) <= LONGEST_PAGE and pstdev(full) <= MAX_VARIATION * mean(full)


class PageNumber(NamedTuple):
    """A page number on the line with the index `line`. `form` tells ways of writing apart; `is_certain` where
    nothing else is written in that form."""

    line: int
    form: str
    value: int
    is_certain: bool = False


def find_page_numbers(context: LineContext) -> set[int]:
    """The indexes of the lines that hold nothing but the number of a page."""
    candidates = [
        number for index in context.filled if (number := read_page_number(index, context.lines[index].text))
    ]
    number_lines = {number.line for number in candidates if number.is_certain}
    by_form: dict[str, list[PageNumber]] = {}
    for number in candidates:
        if not number.is_certain:
            by_form.setdefault(number.form, []).append(number)
    for form, numbers in by_form.items():
        for sequence in _sequences(numbers):
            if _are_page_numbers(sequence, form, context):
                number_lines.update(number.line for number in sequence)
    return number_lines


def read_page_number(index: int, text: str) -> PageNumber | None:
    """The page number that a line holds and nothing else; None for any other line, and for lines of over 30
    characters. `index` is that of the line."""
    if len(text) > 30:
        return None
    if (match := _OF_TOTAL.fullmatch(text)) and match[0] != match[1]:
        values = [int(value) for value in match.groups() if value]
        # “3 of 9” in a list of parts is not told from a page's, “Page 3 of 9” is
        is_named = not text[0].isdigit() or "页" in text
        return PageNumber(index, "of", values[0], is_named and values[0] <= values[1])
    forms = (("decorated", _DECORATED, 2), ("word", _WITH_WORD, 0), ("plain", _PLAIN, 1))
    for form, pattern, group in forms:
        if match := pattern.fullmatch(text):
            return PageNumber(index, form, int(match[group] if group else match[1] or match[2]))
    if _ROMAN.fullmatch(text):
        return PageNumber(index, "roman", _roman_value(text))
    return None


def _roman_value(text: str) -> int:
    values = [_ROMAN_VALUES[char] for char in text]
    return sum(-value if value < following else value for value, following in pairwise([*values, 0]))


def _sequences(numbers: Sequence[PageNumber]) -> list[list[PageNumber]]:
    """Runs of numbers that count upwards in the order of the text; other numbers may stand between."""
    runs: list[list[PageNumber]] = []
    by_last: dict[int, list[PageNumber]] = {}
    for number in numbers:
        steps = (number.value - step for step in range(1, MAX_NUMBER_STEP + 1))
        run = next((by_last.pop(last) for last in steps if last in by_last), None)
        if run is None:
            run = []
            runs.append(run)
        run.append(number)
        by_last[number.value] = run
    return runs


def _are_page_numbers(sequence: Sequence[PageNumber], form: str, context: LineContext) -> bool:
    indexes = [number.line for number in sequence]
    at_edges = sum(context.edge(index, NUMBER_EDGE) is not None for index in indexes)
    parting = sum(context.interrupts_sentence(index) for index in indexes)
    if context.page_count > 1:
        return at_edges == len(indexes) and (len(indexes) > 1 or form != "plain" or context.page_count == 2)
    if len(sequence) == 1:
        # the second page of a typed speech; “- 1 -” alone may be the number of a section
        return form == "decorated" and (sequence[0].value > 1 or bool(parting))
    if not context.are_a_page_apart(indexes):
        return False
    if form == "decorated":
        return True
    if sequence[0].value in _YEARS and form == "plain":
        return parting >= max(2, len(indexes) / 3)
    # Sections are numbered, too, but pages end inside of sentences.
    return parting >= max(1, len(indexes) / 5)
