"""The occurrences of a term as files: a row for each place where a public statement has it."""

from collections.abc import Iterator
from typing import Any

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.exporting.spreadsheet import cell
from archive.models import Statement, Term
from archive.models.base.dates import iso_date
from archive.models.base.urls import permanent_path
from archive.models.statement import DEFERRED_IN_LISTS
from archive.web.addresses import redirect_former_slugs
from archive.web.citations import base_url
from archive.web.exports.responses import csv_file, page_file, plain_text_response

COLUMNS = [
    "statement",
    "date",
    "date_uncertain",
    "speaker",
    "source",
    "document",
    "language",
    "translation",
    "words",
    "wording",
    "start",
    "end",
    "url",
]
MAX_ROWS = 20_000  # rows


@require_safe
@redirect_former_slugs("term")
def term_file(request, slug, ending):
    """404 with a sentence for a term of too many occurrences; the search for it has files without such a limit."""
    term = get_object_or_404(Term.objects.published().prefetch_related("wordings"), slug=slug)
    rows = list(occurrence_rows(term, base_url(request)))
    if len(rows) > MAX_ROWS:
        message = _(
            "There is no file for a term with more than %(most)s occurrences. Export a search of its "
            "statements instead."
        )
        return plain_text_response(message % {"most": MAX_ROWS}, status=404)
    path = f"terms/{term.slug}/occurrences.{ending}"
    if ending == "json":
        response = JsonResponse(term_record(term, rows, base_url(request)))
        return page_file(request, path, response, attached=False)
    lines = ([str(cell(row[name])) for name in COLUMNS] for row in rows)
    return csv_file(request, path, [COLUMNS, *lines])


def term_record(term: Term, rows: list[dict[str, Any]], site: str) -> dict[str, Any]:
    return {
        "term": term.original,
        "language": term.language,
        "note": term.note,
        "url": site + permanent_path(term.get_absolute_url()),
        "wordings": [
            {"text": wording.text, "language": wording.language, "kind": wording.kind}
            for wording in term.wordings.all()
        ],
        "occurrences": rows,
    }


def occurrence_rows(term: Term, site: str) -> Iterator[dict[str, Any]]:
    """One more than MAX_ROWS at most; ``start`` and ``end`` are those of the statement's text. One query."""
    related = ("speaker", "event", "document__source")
    occurrences = term.occurrences.public().select_related(*(f"statement__{name}" for name in related))
    occurrences = occurrences.defer(*(f"statement__{name}" for name in DEFERRED_IN_LISTS))
    for row in occurrences.order_by("statement", "start")[: MAX_ROWS + 1]:
        statement: Statement = row.statement
        date, precision, uncertain = statement.effective_date
        yield {
            "statement": statement.pk,
            "date": iso_date(date, precision),
            "date_uncertain": bool(date) and uncertain,
            "speaker": str(statement.speaker or statement.speaker_display),
            "source": str(statement.document.source),
            "document": str(statement.document),
            "language": statement.document.language,
            "translation": statement.document.translator,
            "words": row.words,
            "wording": row.wording,
            "start": row.start,
            "end": row.end,
            "url": site + permanent_path(statement.get_absolute_url()),
        }
