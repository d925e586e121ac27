"""The words a reader selected: what the page shows of a link to them, and what is copied of them."""

from dataclasses import dataclass, replace

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from archive.exporting.items import ITEM_FORMATS
from archive.exporting.loading import document_record, passage_record, statement_record, with_citation
from archive.exporting.records import Record
from archive.exporting.styles import quotation
from archive.models import Document, Passage
from archive.models.base.urls import permanent_path
from archive.text.paragraphs import Span

from ..addresses import redirect_former_slugs
from ..citations import base_url, citations, item_file
from .linked_words import earlier_text
from .passage_link import PassageLink, PassageLinkError
from .text_directive import TextDirective, text_directive

DIRECTIVE_CONTEXT = 200  # characters around the words, in which the text directive may look for a context
TITLE_MARK = "title"  # instead of a mark
COPIED_STYLE = "Chicago"  # of the citation that the bar copies; the page of the link offers all


@dataclass(frozen=True)
class SelectedWords:
    """A span, not empty, of the text of a version that readers may see."""

    document: Document
    text: str
    span: Span
    version: int

    @property
    def words(self) -> str:
        return self.text[slice(*self.span)]

    @property
    def link(self) -> PassageLink:
        return PassageLink.of_span(self.text, self.span, self.version)

    def record(self, site: str) -> Record:
        """Returns the record of the shortest public statement around the words, which says who spoke, else of their
        paragraph."""
        link = self.link
        statement = self.statement_around()
        record = (
            statement_record(statement, site) if statement else passage_record(self.passage(link.first), site)
        )
        return with_citation(
            replace(
                record,
                text=self.words,
                url=site + permanent_path(link.address(self.document.get_absolute_url(), with_words=False)),
                paragraph=link.first,
                last_paragraph=link.last,
                text_version=self.version,
            )
        )

    def directive(self) -> str:
        """The text directive of a link to the words; a query, for the numbers of notes among them."""
        statements = (
            self.document.statements.published() if self.is_current else self.document.statements.none()
        )
        window = self.span[0] - DIRECTIVE_CONTEXT, self.span[1] + DIRECTIVE_CONTEXT
        ends = statements.filter(end__range=window).order_by().values_list("end", flat=True)
        return text_directive(self.text, self.span, breaks=ends, title=self.document.title)

    @property
    def is_current(self) -> bool:
        return self.version == self.document.text_version

    def statement_around(self):
        """The shortest public statement around the words; None in an earlier version, whose statements are not
        recorded."""
        if not self.is_current:
            return None
        start, end = self.span
        around = self.document.statements.published().filter(start__lte=start, end__gte=end)
        shortest = min(
            around.for_export(),
            key=lambda candidate: (candidate.end - candidate.start, candidate.pk),
            default=None,
        )
        if shortest:
            shortest.document = self.document
        return shortest

    def passage(self, number: int) -> Passage:
        """The paragraph; in an earlier version one that only has its number and its document."""
        if self.is_current:
            passage = self.document.passages.get(number=number)
            passage.document = self.document
            return passage
        return Passage(pk=self.document.pk * 1_000_000 + number, document=self.document, number=number)


@require_safe
@redirect_former_slugs("document")
def passage_file(request, slug, ending):
    """Answers with what a browser copies for selected words (``json``), or with their reference as a file."""
    document = get_object_or_404(Document.objects.published().for_page(), slug=slug)
    if request.GET.get("mark") == TITLE_MARK and ending == "json":
        return json_answer(title_copy_formats(document, base_url(request)))
    selection = read_selection(request, document)
    record = selection.record(base_url(request))
    if ending in ITEM_FORMATS:
        return item_file([record], ending, record.citation_key)
    return json_answer(copy_formats(selection, record, base_url(request)))


def json_answer(values: dict[str, str]) -> JsonResponse:
    response = JsonResponse(values, json_dumps_params={"ensure_ascii": False})
    response["X-Robots-Tag"] = "noindex"
    return response


def copy_formats(selected_words: SelectedWords, record: Record, site: str) -> dict[str, str]:
    """{name of a button: the text it copies}."""
    link = selected_words.link.address(selected_words.document.get_absolute_url())
    return {
        "link": site + link + selected_words.directive(),
        "quotation": quotation(record),
        "citation": dict(citations(record))[COPIED_STYLE],
    }


def title_copy_formats(document: Document, site: str) -> dict[str, str]:
    """Returns what ``copy_formats`` does, for the title: it is not part of the text and stands for the document."""
    record = document_record(document, site)
    return {
        "link": f"{record.url}#{TextDirective(document.title)}",
        "quotation": quotation(record),
        "citation": dict(citations(record))[COPIED_STYLE],
    }


def read_selection(request, document: Document) -> SelectedWords:
    """Raises Http404 for words that are in no text readers may see."""
    try:
        link = PassageLink.read(request.GET)
    except PassageLinkError as error:
        raise Http404 from error
    if link is None:
        raise Http404
    current = link.version == document.text_version
    text = document.text if current else earlier_text(document, link.version)
    span = link.span_in(text) if text else None
    if text is None or span is None:
        raise Http404
    return SelectedWords(document, text, span, link.version)
