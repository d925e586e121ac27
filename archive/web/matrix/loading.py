"""Reads the matrix of an event: only what is public, in a number of queries that no row changes."""

from dataclasses import replace

from archive.models import Event, Report, Statement, StatementTheme
from archive.search.engine import Coverage
from archive.text.comparison.shared_words import shorten_runs
from archive.web.comparison.reports import compare_reports, is_official, read_words, reading_rank
from archive.web.paging import page_url, paginate

from .table import Matrix, MatrixBuilder

MAX_STATEMENTS = 2_000  # public ones of an event that are compared
MAX_LENGTH = 180  # characters of a statement in a cell
MAX_COLUMNS, MAX_IN_CELL = 8, 2  # on the page; the file has all
ROWS = 15  # on a page: with more, a phone lays the table out for longer than it loads the page


def load_page_matrix(request, event: Event, total: int) -> Matrix | None:
    """Returns the rows and columns that one page shows, in six queries, and two for words not known yet. None where
    fewer than two sources have public statements (one query) or where their number, ``total``, is above MAX_STATEMENTS
    (no query)."""
    statements = event.statements.published()
    if total > MAX_STATEMENTS or not statements.has_several_sources():
        return None
    matrix = load_matrix(event).truncate(MAX_COLUMNS, MAX_IN_CELL)
    page = paginate(matrix.rows, request, ROWS, "rows")
    matrix = replace(
        matrix, rows=page.rows, page=page, utterances_url=utterances_url(request, matrix, page.number)
    )
    return compare_cells(load_paragraph_numbers(matrix))


def utterances_url(request, matrix: Matrix, number: int) -> str:
    """The address of the page with the first utterance; empty where there is none or it is page ``number``."""
    rows = (row for row, matrix_row in enumerate(matrix.rows) if matrix_row.kind == "utterance")
    first = next(rows, None)
    if first is None or first // ROWS + 1 == number:
        return ""
    return page_url(request, first // ROWS + 1, "rows")


def load_whole_matrix(event: Event) -> Matrix:
    return load_paragraph_numbers(load_matrix(event))


def load_matrix(event: Event) -> Matrix:
    """The whole matrix; four queries."""
    rows = event.statements.published().for_matrix()
    statements = sorted(rows, key=reading_rank)
    keys = [statement.pk for statement in statements]
    official = {statement.document.source_id for statement in statements if is_official(statement.document)}
    documents = list(event.documents.published().only("event", "source", "coverage").order_by())
    documents = {
        row.pk: row for row in (*documents, *(statement.document for statement in statements))
    }.values()
    partial = {document.source_id for document in documents if not document.coverage}
    themes = StatementTheme.objects.filter(statement__in=keys).select_related("theme")
    reports = Report.objects.confirmed().filter(statement__in=keys).select_related("utterance")
    matrix = MatrixBuilder(event, statements, official, partial).build(
        [(row.statement_id, row.theme) for row in themes.order_by("theme__sort_key", "id")],
        [(row.statement_id, row.utterance) for row in reports.order_by("utterance", "id")],
    )
    annotated_count = sum(bool(document.coverage) for document in documents)
    return replace(matrix, coverage=Coverage(len(documents), annotated_count))


def load_paragraph_numbers(matrix: Matrix) -> Matrix:
    """Sets the ``paragraph`` of each statement that is shown. One query."""
    shown_statements = matrix.shown_statements()
    ids = {statement.pk for statement in shown_statements}
    numbers = Statement.objects.filter(pk__in=ids).paragraph_numbers()
    for statement in shown_statements:
        statement.paragraph = numbers.get(statement.pk)
    return matrix


def compare_cells(matrix: Matrix) -> Matrix:
    """Sets ``runs``, the compared words, of each statement that is shown in the row of an utterance."""
    rows = [
        [statement for cell in row.cells for statement in cell.shown_statements]
        for row in matrix.rows
        if row.kind == "utterance"
    ]
    read_words([statement for row in rows for statement in row])
    for row in rows:
        for report in compare_reports(row):
            report.statement.runs = shorten_runs(report.runs, MAX_LENGTH)
    return matrix
