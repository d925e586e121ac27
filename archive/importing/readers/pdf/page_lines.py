"""The pages of a PDF as lines: indents, blank lines where space parts paragraphs, breaks of columns and pages."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from archive.importing.page_layout.lines import Line, display_width
from archive.importing.readers.pdf.columns import (
    Gutter,
    Region,
    find_bands,
    find_gutters,
    may_use_columns,
    split_into_regions,
)
from archive.importing.readers.pdf.footnotes import extract_footnotes
from archive.importing.readers.pdf.page import TextRun
from archive.importing.readers.pdf.rows import Row, find_rows
from archive.text.canonical import clean_characters

COLUMNS = 70  # into which each printed column is divided, as on a typewriter
PARAGRAPH_SPACE = 1.2  # of the usual distance between lines: more parts paragraphs
CLEAR_SPACE = 1.6  # that much even in mid-sentence
OTHER_SIZE = 0.12  # by which type must differ to be another
CELL_GAP = 2.0  # font sizes between two cells of a table
FULL_LINE = 0.97  # of the width of a column
EVEN_SPACES = 0.7  # of the widest space of a row, in which the others of justified words are
SNAP = 40.0  # points by which the first line of a page may stand in from the margin
BLANK = Line("")


@dataclass(frozen=True)
class PageText:
    """`is_mirrored`: its runs are as in a mirror, since its script runs from right to left."""

    runs: Sequence[TextRun]
    height: float
    is_mirrored: bool = False


@dataclass(frozen=True)
class LineSet:
    """`headings` are the texts of lines in larger or bold type that stand alone; the notes at the foot of pages, so
    many, are at the end."""

    lines: list[Line]
    headings: frozenset[str]
    pages_in_columns: int
    footnotes: int = 0


_Measure = tuple[float, float]  # the usual left edge and the width, in points, of a kind of column


def page_lines(pages: Sequence[PageText]) -> LineSet:
    """The lines of all pages in reading order, columns one after the other, and footnotes of all pages at the end."""
    rows = [find_rows(page.runs, page.is_mirrored) for page in pages]
    all_rows = [row for page in rows for row in page]
    if not all_rows:
        return LineSet([], frozenset(), 0)
    size = _usual_size(all_rows)
    gutters = _gutters(rows, size)
    regions = [
        _regions(of_page, white, page.height, size)
        for of_page, white, page in zip(rows, gutters, pages, strict=True)
    ]
    writer = _Writer(size, _measures(regions), _leading(regions))
    notes: list[list[Row]] = []
    for page in regions:
        body, of_page = extract_footnotes(page, size)
        writer.write_page(body)
        notes += of_page
    writer.write_notes(notes)
    in_columns = sum(any(region.columns > 1 for region in page) for page in regions)
    return LineSet(writer.lines, frozenset(writer.headings), in_columns, len(notes))


def _regions(rows: Sequence[Row], gutters: Sequence[Gutter], height: float, size: float) -> list[Region]:
    bands = [(rows, gutters)] if gutters else find_bands(rows, size)
    return [region for band, white in bands for region in split_into_regions(band, white, height)]


def _usual_size(rows: Sequence[Row]) -> float:
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.size, 1)] += len(row.text)
    return sizes.most_common(1)[0][0] or 1.0


def _gutters(pages: Sequence[Sequence[Row]], size: float) -> list[list[Gutter]]:
    """Returns the gutters of each page; a page with too few rows takes those of the others."""
    page_gutters = [find_gutters(rows, size) for rows in pages]
    present = [gutters for gutters in page_gutters if gutters]
    usual = max(
        present, key=lambda candidate: sum(len(candidate) == len(other) for other in present), default=[]
    )
    if len(present) * 3 < len([rows for rows in pages if rows]):
        return page_gutters
    return [
        gutters or (usual if may_use_columns(usual, rows) else [])
        for gutters, rows in zip(page_gutters, pages, strict=True)
    ]


def _measures(pages: Sequence[Sequence[Region]]) -> dict[tuple[int, int], _Measure]:
    lefts: dict[tuple[int, int], list[float]] = defaultdict(list)
    widths: dict[tuple[int, int], list[float]] = defaultdict(list)
    for page in pages:
        for region in page:
            left = min(row.x for row in region.rows)
            lefts[region[:2]].append(round(left))
            widths[region[:2]].append(max(row.right for row in region.rows) - left)
    return {key: (Counter(lefts[key]).most_common(1)[0][0], max(1.0, max(widths[key]))) for key in lefts}


def _leading(pages: Sequence[Sequence[Region]]) -> float:
    """The usual distance between two baselines, in font sizes."""
    distances = [
        (before.y - row.y) / row.size
        for page in pages
        for region in page
        for before, row in zip(region.rows, region.rows[1:], strict=False)
        if row.size > 0 and 0 < before.y - row.y < 4 * row.size
    ]
    return median(distances) if distances else 1.2


class _Writer:
    def __init__(self, size: float, measures: dict[tuple[int, int], _Measure], leading: float) -> None:
        self.lines: list[Line] = []
        self.headings: set[str] = set()
        self._size, self._measures, self._leading = size, measures, leading
        self._heading: list[str] = []
        self._follows_heading = False

    def write_page(self, regions: Sequence[Region]) -> None:
        starts_page = bool(self.lines)
        for region in regions:
            for line in self._region_lines(region, starts_page):  # which looks at those before
                self.lines.append(line)
            starts_page = False

    def write_notes(self, notes: Sequence[Sequence[Row]]) -> None:
        """Writes each note as a paragraph."""
        for note in notes:
            self.lines.append(BLANK)
            for number, row in enumerate(note):
                self.lines.append(replace(_line(row, row.x, row.size / 2), continues=number > 0))

    def _region_lines(self, region: Region, starts_page: bool) -> Iterator[Line]:
        usual_left, width = self._measures[region[:2]]
        left = min(row.x for row in region.rows)
        if usual_left <= left <= usual_left + SNAP:
            left = usual_left
        unit = width / COLUMNS
        before: Row | None = None
        for row in region.rows:
            line = _line(row, left, unit)
            if not line.text:
                continue
            if region.columns > 1 and _is_justified(row, width):
                line = replace(line, is_table_row=False)
            if before is None:
                goes_on = bool(self.lines) and (not self._follows_heading or self._is_heading(row))
                line = replace(line, follows_break=goes_on, starts_page=starts_page)
            if before is None or self._ends_paragraph(before, row, line):
                self._end_block()
                if self.lines:
                    yield BLANK
            self._heading.append(line.text if self._is_heading(row) else "")
            yield line
            before = row
        self._end_block()

    def _ends_paragraph(self, before: Row, row: Row, line: Line) -> bool:
        """Whether space or another size of type parts two rows."""
        usual = self._leading * max(before.size, row.size)
        distance = before.y - row.y
        if distance > CLEAR_SPACE * usual or distance < 0:
            return True
        runs_on = line.text[0].islower() and not self.lines[-1].ends_sentence
        is_other = abs(before.size - row.size) > OTHER_SIZE * min(before.size, row.size)
        return (is_other or distance > PARAGRAPH_SPACE * usual) and not runs_on

    def _is_heading(self, row: Row) -> bool:
        return row.size > (1 + OTHER_SIZE) * self._size or row.is_bold

    def _end_block(self) -> None:
        if self._heading:
            self._follows_heading = all(self._heading)
        if self._heading and self._follows_heading:
            self.headings.add(" ".join(self._heading))
        self._heading = []


def _is_justified(row: Row, width: float) -> bool:
    """Whether even spaces fill the column, as in few words of a narrow one; the cells of a table are not as even."""
    gaps = row.gaps
    is_full = row.right - row.x >= FULL_LINE * width
    return is_full and len(gaps) > 1 and min(gaps) >= EVEN_SPACES * max(gaps)


def _line(row: Row, left: float, unit: float) -> Line:
    source = row.text
    text = clean_characters(source.replace("\n", " "))
    printed = (row.right - row.x) / unit
    return Line(
        text,
        indent=max(0, round((row.x - left) / unit)),
        width=round(printed) if printed > 0 else display_width(text),
        is_broken=source.endswith("\u00ad"),
        is_table_row=row.widest_gap > CELL_GAP * row.size,
    )
