"""The occurrences of a term as files: a row for each place where a public statement has it."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.accounts.events import record_export
from archive.exporting.spreadsheet import cell, write_lines
from archive.models import Statement, Term
from archive.models.base.dates import iso_date
from archive.models.base.urls import permanent_path
from archive.models.statement import DEFERRED_IN_LISTS
from archive.web.addresses import redirect_former_slugs
from archive.web.citations import base_url

from .uses import public_occurrences

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
        return HttpResponse(
            message % {"most": MAX_ROWS}, status=404, content_type="text/plain; charset=utf-8"
        )
    if request.method == "GET":
        record_export(request, f"terms/{term.slug}/occurrences.{ending}")
    if ending == "json":
        response = JsonResponse(term_record(term, rows, base_url(request)))
    else:
        lines = ([str(cell(row[name])) for name in COLUMNS] for row in rows)
        text = "".join(write_lines(iter([COLUMNS, *lines])))
        response = HttpResponse(text, content_type="text/csv; charset=utf-8; header=present")
    response["Content-Disposition"] = content_disposition_header(
        ending == "csv", f"verbatim-{slug}-occurrences.{ending}"
    )
    response["X-Robots-Tag"] = "noindex"
    return response


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
    occurrences = public_occurrences(term).select_related(*(f"statement__{name}" for name in related))
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
