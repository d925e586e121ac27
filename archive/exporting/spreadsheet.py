"""CSV (RFC 4180): a row for each record, and in its last columns the search that found it."""

import csv
from collections.abc import Iterable, Iterator

from .description import Asked
from .records import COLUMNS, Record

SEARCH = ["query", "unit", "total", "retrieved", "search_url"]
# What a spreadsheet takes for a formula (OWASP, "CSV Injection"); in Japanese Excel the full-width signs too.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


class Line:
    """What csv.writer needs of a file: it hands each written line back."""

    def write(self, line: str) -> str:
        return line


def write(records: Iterable[Record], asked: Asked) -> Iterator[str]:
    writer = csv.writer(Line(), lineterminator="\r\n")
    search = [harmless(asked.query), asked.unit, asked.total, asked.moment, asked.url]
    yield writer.writerow([*COLUMNS, *SEARCH])
    for record in records:
        yield writer.writerow([*map(cell, record.values().values()), *search])


def cell(value: str | int | bool | tuple[str, ...] | None) -> str | int:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return harmless("; ".join(value))
    return harmless(value) if isinstance(value, str) else value


def harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
