"""CSV as it comes out of Excel, databases and hands: any delimiter, “sep=;”, lines within quotation marks."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from archive.importing.errors import ImportDocumentError
from archive.importing.limits import MAX_SIZE
from archive.importing.parsed_document import Refusal
from archive.importing.phrases import count_phrase
from archive.importing.readers.records.rows import Row, Table, unique_names

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_LINES = 50
_EXCEL_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_QUOTED_CELL = re.compile(r'"(?:[^"]|"")*"')
csv.field_size_limit(MAX_SIZE)  # of the whole process; a file is not larger


def read_csv(text: str, name: str) -> Table:
    """The first row names the columns; rows count as in a spreadsheet, where that is row 1. Raises
    ImportDocumentError."""
    text = text.lstrip("\ufeff")
    if excel := _EXCEL_LINE.match(text):
        text, delimiter = text[excel.end() :], excel[1]
    else:
        delimiter = find_delimiter(text)
    is_quoted = _check_quotation_marks(text, delimiter, name)
    rows = _numbered_rows(text, delimiter, name) if is_quoted else _unquoted_rows(text, delimiter, name)
    _number, header = next(rows, (0, []))
    names = (" ".join(cell.split()) or f"column {number}" for number, cell in enumerate(header, 1))
    table = Table(unique_names(names))
    for number, cells in rows:
        if len(cells) == len(header):
            table.rows.append(Row(f"row {number:,}", dict(zip(table.columns, cells, strict=True))))
        else:
            reason = f"It has {count_phrase(len(cells), 'cell')}, but the first row has {len(header):,}."
            table.refusals.append(Refusal(f"row {number:,}", reason))
    return table


def find_delimiter(text: str) -> str:
    """The one that parts most rows into the same number of cells, two or more."""
    return max(DELIMITERS, key=lambda delimiter: _consistency(text, delimiter))


def _consistency(text: str, delimiter: str) -> tuple[int, int]:
    """(rows that have as many cells as the first, cells of the first)."""
    sample = "".join(text.splitlines(keepends=True)[:SAMPLE_LINES])
    rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    widths = [len(cells) for cells in rows if cells]
    if not widths or widths[0] < 2:
        return 0, 0
    return sum(width == widths[0] for width in widths), widths[0]


def _numbered_rows(text: str, delimiter: str, name: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Yields the rows with their numbers, without empty rows, which count."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error as error:
        raise ImportDocumentError(
            f"{name} cannot be read as a table: line {reader.line_num:,}, {error}."
        ) from error


def _unquoted_rows(text: str, delimiter: str, name: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Yields the rows of a file whose quotation marks are words of its cells: “"Quoted" words”. Marks around a whole
    cell are not. Raises ImportDocumentError where the rows differ without them."""
    rows = [line.split(delimiter) for line in text.splitlines()]
    if len({len(row) for row in rows if any(row)}) > 1:
        raise ImportDocumentError(
            f'{name} has cells with quotation marks that neither surround the cell nor are doubled: “"Harbour" news” '
            'is written as “"""Harbour"" news"”.'
        )
    for number, cells in enumerate(rows, 1):
        if any(cell.strip() for cell in cells):
            is_quoted = map(_QUOTED_CELL.fullmatch, cells)
            pairs = zip(cells, is_quoted, strict=True)
            yield number, [cell[1:-1].replace('""', '"') if quoted else cell for cell, quoted in pairs]


def _check_quotation_marks(text: str, delimiter: str, name: str) -> bool:
    """False where a mark ends inside of a cell, so that it marks no cell. Raises ImportDocumentError.

    One that nothing closes would make a single cell of all that follows.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for _cells in reader:
            line = reader.line_num + 1
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise ImportDocumentError(
                f"{name} has a quotation mark that nothing closes, in the row that starts at line {line:,}."
            ) from error
        return "expected after" not in str(error)
    return True
