"""The matrix of an event: what each of its sources reports on each of its themes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from archive.models import Event, Source, Statement, Theme, Utterance
from archive.search.engine import Coverage
from archive.search.request.links import url
from archive.search.request.params import SearchParams
from archive.web.paging import Page

Subject = Theme | Utterance | None  # None: the statements without a theme


@dataclass(frozen=True)
class Column:
    """A source; ``is_official``: it has official texts of the event, or is official itself; ``is_partial``: one of its
    texts is not fully annotated; ``statements``: how many public ones of the event."""

    source: Source
    is_official: bool
    is_partial: bool
    statements: int


@dataclass(frozen=True)
class Cell:
    """Statements of one source, official texts first and machine translations last; ``url``: where all of them are."""

    column: Column
    statements: list[Statement]
    url: str = ""
    max_statements: int | None = None

    @property
    def shown_statements(self) -> list[Statement]:
        return self.statements[: self.max_statements]

    @property
    def hidden_count(self) -> int:
        return len(self.statements) - len(self.shown_statements)


@dataclass(frozen=True)
class Row:
    subject: Subject
    cells: list[Cell]

    @property
    def sources(self) -> int:
        return sum(bool(cell.statements) for cell in self.cells)

    @property
    def statements(self) -> int:
        return sum(len(cell.statements) for cell in self.cells)

    @property
    def kind(self) -> str:
        if isinstance(self.subject, Theme):
            return "theme"
        return "utterance" if self.subject else "without_theme"


@dataclass(frozen=True)
class Matrix:
    """Columns: official sources first, then those with the most statements. Rows: themes, those most sources report
    first, then what has no theme, then the utterances with reports of two sources or more.

    ``columns_omitted`` of the whole matrix are not in this one; ``page`` is the one that ``rows`` stand on, None of the
    whole matrix; ``utterances_url`` leads to the first utterance, where that is on another. ``coverage`` is of the
    public documents about the event, and of those whose statements are compared.
    """

    columns: list[Column]
    rows: list[Row]
    columns_omitted: int = 0
    page: Page | None = None
    utterances_url: str = ""
    coverage: Coverage = field(default_factory=lambda: Coverage(0, 0))

    @property
    def is_partial(self) -> bool:
        return any(column.is_partial for column in self.columns)

    @property
    def has_utterances(self) -> bool:
        return any(row.kind == "utterance" for row in self.rows)

    @property
    def has_more(self) -> bool:
        return any(cell.hidden_count for row in self.rows for cell in row.cells)

    def truncate(self, columns: int, statements: int) -> "Matrix":
        """The first columns, the rows that have anything there, and so many statements a cell."""
        within = [
            replace(row, cells=[replace(cell, max_statements=statements) for cell in row.cells[:columns]])
            for row in self.rows
        ]
        return replace(
            self,
            columns=self.columns[:columns],
            rows=[row for row in within if row.sources],
            columns_omitted=max(0, len(self.columns) - columns),
        )

    def shown_statements(self) -> list[Statement]:
        return [statement for row in self.rows for cell in row.cells for statement in cell.shown_statements]


class MatrixBuilder:
    """Makes the matrix of an event from its public statements, in the order in which cells are to show them.

    ``official``, ``partial``: the keys of official sources, and of those of which a text is not fully annotated.
    """

    def __init__(
        self,
        event: Event,
        statements: list[Statement],
        official: set[int],
        partial: set[int],
    ) -> None:
        self.event, self.statements = event, statements
        self.official, self.partial = official, partial
        self.by_key = {statement.pk: number for number, statement in enumerate(statements)}

    @cached_property
    def columns(self) -> list[Column]:
        counts = Counter(statement.document.source_id for statement in self.statements)
        sources = {statement.document.source_id: statement.document.source for statement in self.statements}
        columns = [
            Column(source, pk in self.official, pk in self.partial, counts[pk])
            for pk, source in sources.items()
        ]
        return sorted(
            columns, key=lambda column: (not column.is_official, -column.statements, column.source.name)
        )

    def build(self, themes: list[tuple[int, Theme]], utterances: list[tuple[int, Utterance]]) -> Matrix:
        theme_rows = sorted(
            self.rows(themes), key=lambda row: (-row.sources, -row.statements, str(row.subject))
        )
        with_theme = {pk for pk, _theme in themes}
        without_theme = [
            (statement.pk, None) for statement in self.statements if statement.pk not in with_theme
        ]
        rows = [row for row in self.rows(utterances) if row.sources > 1]
        return Matrix(self.columns, [*theme_rows, *self.rows(without_theme), *rows])

    def rows(self, pairs: Iterable[tuple[int, Subject]]) -> Iterator[Row]:
        """Yields a row for each subject of the pairs (id of a statement, subject), in the order in which the subjects
        first come."""
        places: dict[Subject, list[int]] = {}
        for pk, subject in pairs:
            places.setdefault(subject, []).append(self.by_key[pk])
        for subject, numbers in places.items():
            by_source: dict[int, list[Statement]] = {}
            for number in sorted(numbers):
                statement = self.statements[number]
                by_source.setdefault(statement.document.source_id, []).append(statement)
            cells = [
                Cell(column, by_source.get(column.source.pk, []), self.cell_url(subject, column))
                for column in self.columns
            ]
            yield Row(subject, cells)

    def cell_url(self, subject: Subject, column: Column) -> str:
        """A search finds the statements of narrower themes, too; none finds those without a theme."""
        if isinstance(subject, Theme):
            return url(
                SearchParams(
                    unit="statements",
                    event=(self.event.slug,),
                    theme=(subject.slug,),
                    source=(column.source.slug,),
                )
            )
        return subject.get_absolute_url() if subject else ""
