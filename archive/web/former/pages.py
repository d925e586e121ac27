"""The pages of what was public once: 410 with what became of it, and a statement as it read in an earlier version."""

from dataclasses import replace

from django.http import Http404
from django.shortcuts import render

from archive.exporting.loading import statement_record
from archive.models import Publication, Withholding

from ..citations import base_url, citations
from .tombstones import find


def gone(request, tombstone):
    """Raises Http404 for None."""
    if tombstone is None:
        raise Http404
    response = render(request, "archive/former/gone.html", {"stone": tombstone}, status=410)
    response["X-Robots-Tag"] = "noindex"
    return response


def gone_statement(request, pk):
    return gone(request, find("statement", pk))


def statement_at_version(request, statement, number: str):
    """The statement as readers saw it while its document's text had that version; None where they see it so now."""
    version = read_version(number)
    periods = Publication.objects.of("statement", statement.pk).filter(first_version__lte=version)
    open_period = periods.filter(until=None).first()
    if open_period and version <= statement.document.text_version:
        return None
    period = periods.filter(last_version__gte=version).with_words().first()
    if period is None:
        raise Http404
    withholding = Withholding.objects.covering(statement.pk, statement.document_id).first()
    current = statement.text
    statement.text, statement.document.text_version = period.words, version
    context = {
        "statement": statement,
        "document": statement.document,
        "current": current,
        "period": period,
        "version": version,
        "withholding": withholding,
    }
    if withholding is None:
        record = statement_record(statement, base_url(request))
        # Its paragraph is known of the present text only.
        context["citations"] = citations(
            replace(record, url=f"{record.url}?version={version}", paragraph=None)
        )
    status = 410 if withholding else 200
    response = render(request, "archive/former/statement_version.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def read_version(number: str) -> int:
    """Raises Http404 for what is no number of a version."""
    if not number.isascii() or not number.isdecimal() or len(number) > 9:
        raise Http404
    return int(number)
