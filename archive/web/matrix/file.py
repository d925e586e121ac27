"""The matrix of an event as a file: a line for each row, a column for each source, nothing left out."""

from collections.abc import Iterator

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.models import Event, Statement
from archive.models.base.urls import permanent_path
from archive.search.listing import count_statements
from archive.web.addresses import redirect_former_slugs
from archive.web.citations import base_url
from archive.web.exports.responses import csv_file, plain_text_response

from .loading import MAX_STATEMENTS, load_whole_matrix
from .table import Cell, Matrix, Row


@require_safe
@redirect_former_slugs("event")
def event_matrix_csv(request, slug):
    """404 with a sentence for an event of too many statements."""
    event = get_object_or_404(Event.objects.published(), slug=slug)
    if count_statements("event").get(event.pk, 0) > MAX_STATEMENTS:
        message = _(
            "There is no matrix for an event with more than %(most)s statements. Export a search of "
            "its statements instead."
        )
        return plain_text_response(message % {"most": MAX_STATEMENTS}, status=404)
    lines = matrix_lines(load_whole_matrix(event), base_url(request))
    return csv_file(request, f"events/{event.slug}/matrix.csv", lines)


def matrix_lines(matrix: Matrix, base: str) -> Iterator[list[str]]:
    """The second line says of each source whether its texts are fully annotated."""
    yield ["row", "label", "url", *(column.source.name for column in matrix.columns)]
    coverage = {True: _("Not fully annotated"), False: _("Fully annotated")}
    yield ["coverage", "", "", *(coverage[column.is_partial] for column in matrix.columns)]
    for row in matrix.rows:
        yield [row.kind, *subject_values(row, base), *(cell_text(cell, base) for cell in row.cells)]


def subject_values(row: Row, base: str) -> tuple[str, str]:
    if row.subject is None:
        return _("Without a theme"), ""
    return str(row.subject), base + permanent_path(row.subject.get_absolute_url())


def cell_text(cell: Cell, base: str) -> str:
    """Returns each statement on a line of its own: who, the words, and in brackets how, where and its address."""
    return "\n".join(statement_text(statement, base) for statement in cell.statements) or _("not reported")


def statement_text(statement: Statement, base: str) -> str:
    facts = [
        statement.attribution_label,
        _("Machine translation") if statement.document.is_machine_translation else "",
        statement.document.title,
        f"¶{statement.paragraph}" if statement.paragraph else "",
        base + permanent_path(statement.get_absolute_url()),
    ]
    speaker = str(statement.speaker or statement.speaker_display)
    return f"{speaker}: {' '.join(statement.text.split())} [{'; '.join(filter(None, facts))}]"
