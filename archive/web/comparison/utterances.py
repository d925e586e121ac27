"""The page of one utterance: every public report of it beside the others."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from archive.exporting.embedding.schema_org import utterance_node
from archive.exporting.loading import load_records
from archive.exporting.own_pages import utterance_record
from archive.models import Document, Source, Statement, Utterance
from archive.search.engine import engine
from archive.text.comparison.shared_words import Run, mark_shared_words
from archive.text.words import tokens
from archive.web.citations import base_url, citations, item_file, reference_files
from archive.web.former.pages import gone
from archive.web.former.tombstones import find
from archive.web.metadata.page import describe_page

OFFICIAL_KINDS = {Document.Kind.READOUT, Document.Kind.JOINT_STATEMENT, Document.Kind.POLICY}
OFFICIAL_SOURCES = {
    Source.Kind.MINISTRY,
    Source.Kind.GOVERNMENT,
    Source.Kind.PARTY,
    Source.Kind.PARLIAMENT,
    Source.Kind.ORGANISATION,
}
ATTRIBUTIONS = Statement.Attribution.values  # the nearest to the speaker's own words first


@dataclass(frozen=True)
class ComparedReport:
    """A report and its text in runs; ``is_compared`` where another report in its language has words of it,
    ``is_alone`` where there is none in its language."""

    statement: Statement
    runs: list[Run]
    is_alone: bool

    @property
    def is_compared(self) -> bool:
        return any(run.kind for run in self.runs)


def load_reports(pk) -> tuple[Utterance, list[Statement]]:
    """Raises Http404 for what is not public."""
    utterance = get_object_or_404(Utterance.objects.published().select_related("speaker", "event"), pk=pk)
    reports = Statement.objects.published().reporting_utterance(utterance).for_list()
    return utterance, sorted(reports, key=reading_rank)


@require_safe
def utterance_file(request, pk, ending):
    """The reference to the comparison, then one to each of its reports."""
    try:
        utterance, reports = load_reports(pk)
    except Http404:
        return gone(request, find("utterance", pk))
    site = base_url(request)
    record = utterance_record(utterance, reports, site + utterance.get_absolute_url())
    each = load_records("statements", [report.pk for report in reports], site)
    return item_file([record, *each], ending, record.key)


def utterance(request, pk):
    try:
        utterance, reports = load_reports(pk)
    except Http404:
        return gone(request, find("utterance", pk))
    compared = compare_reports(reports)
    record = utterance_record(utterance, reports, base_url(request) + utterance.get_absolute_url())
    return render(
        request,
        "archive/utterance.html",
        {
            "utterance": utterance,
            "reports": compared,
            "meta": describe_page(
                request,
                str(utterance),
                f"{record.note[:1].upper()}{record.note[1:]}. {reports[0].text}",
                record=record,
                node=utterance_node(utterance, record, reports, base_url(request)),
            ),
            "citations": citations(record),
            "citation_files": reference_files(f"/utterances/{pk}"),
            "document_total": len({report.statement.document_id for report in compared}),
            "is_compared": any(report.is_compared for report in compared),
            "speaker": compared[0].statement.speaker,
            "event": compared[0].statement.event,
        },
    )


def reading_rank(report: Statement) -> tuple:
    """Official texts first, machine translations last; of either the nearest to the speaker's words, the earliest."""
    document = report.document
    return (
        document.is_machine_translation,
        not is_official(document),
        ATTRIBUTIONS.index(report.attribution),
        bool(document.translator),
        document.date is None,
        document.date,
        report.pk,
    )


def is_official(document: Document) -> bool:
    return document.kind in OFFICIAL_KINDS or document.source.kind in OFFICIAL_SOURCES


def compare_reports(reports: list[Statement]) -> list[ComparedReport]:
    """In their order; those in one language are compared with each other. One query for stems not known yet."""
    compared: dict[int, ComparedReport] = {}
    for language, group in groupby(sorted(reports, key=base_language), base_language):
        together = list(group)
        texts = [report.text for report in together]
        stems = stems_of(texts, language)
        marked = mark_shared_words(texts, lambda word, stems=stems: stems[word])
        for report, runs in zip(together, marked, strict=True):
            compared[report.pk] = ComparedReport(report, runs, is_alone=len(together) == 1)
    return [compared[report.pk] for report in reports]


def stems_of(texts: Iterable[str], language: str) -> dict[str, str]:
    words = {token.word for text in texts for token in tokens(text)}
    return {
        word: stem for (_language, word), stem in engine.stems((language, word) for word in words).items()
    }


def base_language(report: Statement) -> str:
    return report.document.language.split("-")[0]
