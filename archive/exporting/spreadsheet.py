"""CSV (RFC 4180): a row for each record, and in its last columns the search that found it."""

import csv
from collections.abc import Iterable, Iterator
from itertools import chain

from .description import SearchDescription
from .records import COLUMNS, Record

SEARCH_COLUMNS = ["query", "unit", "total", "retrieved", "search_url", "search_notes"]
BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads UTF-8 as the code page of its country
# What a spreadsheet takes for a formula (OWASP, "CSV Injection"); in Japanese Excel the full-width characters too.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


class LineWriter:
    """Serves csv.writer as a file that returns each line written to it."""

    def write(self, line: str) -> str:
        return line


def write(records: Iterable[Record], search: SearchDescription) -> Iterator[str]:
    """CSV (RFC 4180) with a byte order mark, so that Excel reads UTF-8; one piece a row. The search stands in the last
    columns of each. A file without rows says it in the name of a further column: a line of its own would be read as a
    row, and programs look up the other columns by their names."""
    writer = csv.writer(LineWriter(), lineterminator="\r\n")
    search_cells: list[str | int] = [
        escape_formula(search.query),
        search.unit,
        search.total,
        search.timestamp,
        search.url,
        escape_formula(" ".join(search.notes)),
    ]
    record_iterator = iter(records)
    first = next(record_iterator, None)
    remark = [] if first else [escape_formula(" ".join([search.sentence, *search.notes]))]
    yield BYTE_ORDER_MARK + writer.writerow([*COLUMNS, *SEARCH_COLUMNS, *remark])
    for record in chain(filter(None, [first]), record_iterator):
        yield writer.writerow([*map(cell, record.values()), *search_cells])


def write_lines(lines: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yields the lines of any table of texts as CSV."""
    writer = csv.writer(LineWriter(), lineterminator="\r\n")
    yield BYTE_ORDER_MARK
    for line in lines:
        yield writer.writerow([escape_formula(text) for text in line])


def cell(value: str | int | bool | tuple[str, ...] | None) -> str | int:
    """``true`` or ``false``, several values joined by semicolons, numbers as they are; what a spreadsheet would read as
    a formula is escaped."""
    if isinstance(value, str):
        return escape_formula(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape_formula("; ".join(value)) if isinstance(value, tuple) else value


def escape_formula(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
