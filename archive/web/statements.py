from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.exporting.loading import statement_record
from archive.exporting.metadata.schema_org import statement_node
from archive.exporting.provenance import attribution_chain, relay_names
from archive.exporting.records import Record
from archive.exporting.reference import entry_title
from archive.models import Passage, Publication, Statement, Utterance
from archive.text.layout import Mark, lay_out

from .citations import base_url, citations, item_file, reference_files
from .comparison.reports import compare_with_translations, reading_rank
from .metadata.card import card_address
from .metadata.page import PageMetadata, describe_page, labelled_words
from .permanence.views import former_record, gone_statement, statement_at_version
from .terms.marks import find_terms_in


def statement(request, pk):
    row = Statement.objects.published().for_page().filter(pk=pk).first()
    if row is None:
        return gone_statement(request, pk)
    version = request.GET.get("version")
    earlier_statement = statement_at_version(request, row, version) if version else None
    return earlier_statement or statement_page(request, row)


@require_safe
def statement_file(request, pk, ending):
    """The reference to a public statement; to an earlier wording where the address has its ``version``."""
    record, gone_response = find_record(request, pk)
    return gone_response or item_file([record], ending, record.citation_key)


@require_safe
def statement_json(request, pk):
    """Answers with the statement as /search.json has it."""
    record, gone_response = find_record(request, pk)
    if gone_response:
        return gone_response
    response = JsonResponse(record.as_dict(), json_dumps_params={"ensure_ascii": False})
    response["X-Robots-Tag"] = "noindex"
    return response


def find_record(request, pk) -> tuple[Record | None, HttpResponse | None]:
    """The record of the words that the address names, or a tombstone where they are shown no more."""
    row = Statement.objects.published().for_page().filter(pk=pk).first()
    if row is None:
        return None, gone_statement(request, pk)
    version = request.GET.get("version")
    record = version and former_record(request, row, version)
    withheld = None if record or not version else statement_at_version(request, row, version)
    return record or statement_record(row, base_url(request)), withheld


def statement_page(request, statement, preview=False):
    """``preview`` shows an editor a draft, or a statement of one; only the admin uses it."""
    document = statement.document
    passages = list((Passage.objects if preview else Passage.objects.published()).around(statement))
    bounds = [(passage.start, passage.end) for passage in passages]
    record = statement_record(statement, base_url(request))
    terms_in_text = find_terms_in([statement])
    mark = Mark(statement.start, statement.end, statement)
    text = lay_out(document.text, bounds, [mark, *terms_in_text.marks])
    return render(
        request,
        "archive/statement.html",
        {
            "statement": statement,
            "preview": preview,
            "document": document,
            "paragraphs": list(zip(passages, text, strict=True)),
            "terms_in_text": terms_in_text.terms,
            "attribution_chain": attribution_chain(statement, relay_names(statement)),
            **other_reports(statement),
            "earlier": [] if preview else Publication.objects.earlier_words(statement),
            "meta": None if preview else describe_statement(request, statement, record),
            "citations": citations(record),
            "citation_files": [] if preview else reference_files(f"/statements/{statement.pk}"),
        },
    )


def describe_statement(request, statement, record: Record) -> PageMetadata:
    return describe_page(
        request,
        entry_title(record),
        f"{labelled_words(record)} {record.provenance}",
        record=record,
        node=statement_node(statement, record, base_url(request)),
        image=card_address(statement),
    )


def other_reports(statement):
    """This statement and the other reports of its utterance, compared."""
    reports = Statement.objects.published().reporting_same_utterance_as(statement).for_list()
    reports = sorted(reports, key=reading_rank)
    utterance = (
        Utterance.objects.filter(reports__in=statement.reports.confirmed()).first() if reports else None
    )
    comparisons = compare_with_translations([statement, *reports]) if reports else []
    return {
        "reports": comparisons,
        "utterance": utterance,
        "is_compared": any(report.is_compared for report in comparisons),
    }
