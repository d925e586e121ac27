"""The pages of what was public once: 410 with what became of it, and a statement as it read in an earlier version."""

from dataclasses import replace

from django.http import Http404
from django.shortcuts import render

from archive.exporting.loading import statement_record, with_citation
from archive.exporting.records import Record
from archive.exporting.reference import entry_title
from archive.models import Publication, Withholding
from archive.text.layout import LINKED_WORDS, Mark, Paragraph, lay_out
from archive.text.paragraphs import paragraph_bounds

from ..citations import base_url, citations, reference_files
from ..metadata.page import describe_page, labelled_words
from ..passage_links.linked_words import find_span
from ..passage_links.passage_link import PassageLink, PassageLinkError
from .gone_files import gone_file
from .tombstones import EXPLANATIONS, Tombstone, find_tombstone


def gone_page(request, tombstone):
    """The page of the tombstone, status 410. Raises Http404 for None."""
    if tombstone is None:
        raise Http404
    if file := gone_file(request, tombstone):
        return file
    is_linked, paragraphs = mark_linked_words(request, tombstone)
    context = {"tombstone": tombstone, "is_linked": is_linked, "paragraphs": paragraphs}
    response = render(request, "archive/permanence/tombstone.html", context, status=410)
    response["X-Robots-Tag"] = "noindex"
    return response


def mark_linked_words(request, tombstone) -> tuple[bool, list[Paragraph]]:
    """Whether the address names words of the document, and its last public text, where they are marked if they are
    those of that version."""
    text = tombstone.text
    try:
        link = PassageLink.read(request.GET)
    except PassageLinkError:
        link = None
    span = find_span(text, link) if link and text else None
    return link is not None, lay_out(
        text, paragraph_bounds(text), [Mark(*span, LINKED_WORDS)] if span else []
    )


def gone_statement(request, pk):
    return gone_page(request, find_tombstone("statement", pk))


def find_period(statement, version: int) -> Publication | None:
    """The period in which the statement was public with that version of the text; None where the present one is."""
    periods = Publication.objects.for_object("statement", statement.pk).filter(first_version__lte=version)
    open_period = periods.filter(until=None).first()
    if open_period and version <= statement.document.text_version:
        return None
    period = periods.filter(last_version__gte=version).with_words().first()
    if period is None:
        raise Http404
    return period


def former_record(request, statement, number: str) -> Record | None:
    """The record of the words that readers saw then; None where they are the present ones, or are withheld."""
    version = read_version(number)
    period = find_period(statement, version)
    if period is None or Withholding.objects.covering(statement.pk, statement.document_id).exists():
        return None
    statement.text, statement.document.text_version = period.words, version
    return record_at(request, statement, version)


def record_at(request, statement, version: int) -> Record:
    record = statement_record(statement, base_url(request))
    # Its paragraph is known of the present text only.
    return with_citation(replace(record, url=f"{record.url}?version={version}", paragraph=None))


def statement_at_version(request, statement, number: str):
    """The statement as readers saw it while its document's text had that version; None where they see it so now."""
    version = read_version(number)
    period = find_period(statement, version)
    if period is None:
        return None
    withholding = Withholding.objects.covering(statement.pk, statement.document_id).first()
    if withholding:
        tombstone = Tombstone("statement", statement.pk, EXPLANATIONS["reworded"], period.until, withholding)
        if file := gone_file(request, tombstone):
            return file
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
        record = record_at(request, statement, version)
        context["meta"] = describe_page(
            request,
            entry_title(record),
            f"{labelled_words(record)} {record.provenance}",
            path=f"{statement.get_absolute_url()}?version={version}",
            record=record,
        )
        context["citations"] = citations(record)
        context["citation_files"] = reference_files(f"/statements/{statement.pk}", f"?version={version}")
    status = 410 if withholding else 200
    response = render(request, "archive/permanence/statement_version.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def read_version(number: str) -> int:
    """The number of a version; raises Http404 for anything else."""
    if not number.isascii() or not number.isdecimal() or len(number) > 9:
        raise Http404
    return int(number)
