"""Page numbers that stand alone on their lines."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from archive.importing.page_layout.pages import LineContext

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
EDGE = 2  # lines from the top or the bottom of a page
MAX_STEP = 2  # from one page number to the next; one may be missing


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
            if _counts_pages(sequence, form, context):
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
        steps = (number.value - step for step in range(1, MAX_STEP + 1))
        run = next((by_last.pop(last) for last in steps if last in by_last), None)
        if run is None:
            run = []
            runs.append(run)
        run.append(number)
        by_last[number.value] = run
    return runs


def _counts_pages(sequence: Sequence[PageNumber], form: str, context: LineContext) -> bool:
    indexes = [number.line for number in sequence]
    at_edges = sum(context.edge(index, EDGE) is not None for index in indexes)
    parting = sum(context.interrupts_sentence(index) for index in indexes)
    if context.page_count > 1:
        return at_edges == len(indexes) and (len(indexes) > 1 or form != "plain" or context.page_count == 2)
    if len(sequence) == 1:
        # the second page of a typed speech; “- 1 -” alone may be the number of a section
        return (
            form in ("decorated", "word") and (sequence[0].value > 1 or bool(parting)) and form == "decorated"
        )
    if not context.are_a_page_apart(indexes):
        return False
    if form == "decorated":
        return True
    if sequence[0].value in _YEARS and form == "plain":
        return parting >= max(2, len(indexes) / 3)
    # Sections are numbered, too, but pages end inside of sentences.
    return parting >= max(1, len(indexes) / 5)
