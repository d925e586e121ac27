"""The page of one utterance: every public report of it beside the others."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from archive.exporting.loading import load_records
from archive.exporting.metadata.schema_org import utterance_node
from archive.exporting.page_records import utterance_record
from archive.models import Statement, Utterance
from archive.models.base.urls import permanent_path
from archive.web.citations import base_url, citations, item_file, reference_files
from archive.web.metadata.page import describe_page
from archive.web.permanence.tombstones import find_tombstone
from archive.web.permanence.views import gone_page

from .reports import compare_with_translations, reading_rank


def load_reports(pk) -> tuple[Utterance, list[Statement]]:
    """The public reports of the utterance; raises Http404 where there are none."""
    utterance = get_object_or_404(Utterance.objects.published().select_related("speaker", "event"), pk=pk)
    reports = Statement.objects.published().reporting_utterance(utterance).for_list()
    return utterance, sorted(reports, key=reading_rank)


@require_safe
def utterance_file(request, pk, ending):
    """The reference to the comparison, then one to each of its reports."""
    try:
        utterance, reports = load_reports(pk)
    except Http404:
        return gone_page(request, find_tombstone("utterance", pk))
    site = base_url(request)
    record = utterance_record(utterance, reports, site + permanent_path(utterance.get_absolute_url()))
    report_records = load_records("statements", [report.pk for report in reports], site)
    return item_file([record, *report_records], ending, record.citation_key)


def utterance(request, pk):
    try:
        utterance, reports = load_reports(pk)
    except Http404:
        return gone_page(request, find_tombstone("utterance", pk))
    comparison = compare_with_translations(reports)
    record = utterance_record(
        utterance, reports, base_url(request) + permanent_path(utterance.get_absolute_url())
    )
    return render(
        request,
        "archive/utterance.html",
        {
            "utterance": utterance,
            "reports": comparison,
            "meta": describe_page(
                request,
                str(utterance),
                f"{record.note[:1].upper()}{record.note[1:]}. {reports[0].text}",
                record=record,
                node=utterance_node(utterance, record, reports, base_url(request)),
            ),
            "citations": citations(record),
            "citation_files": reference_files(f"/utterances/{pk}"),
            "document_total": len({report.statement.document_id for report in comparison}),
            "is_compared": any(report.is_compared for report in comparison),
            "speaker": comparison[0].statement.speaker,
            "event": comparison[0].statement.event,
        },
    )
