from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from archive.exporting.loading import document_record
from archive.exporting.metadata.schema_org import whole_document_node
from archive.exporting.records import Record
from archive.models import Document, Statement, public_corrections
from archive.search.page.document_words import find_words
from archive.search.query.nodes import Field
from archive.search.query.unparse import unparse
from archive.search.request.links import url
from archive.search.request.params import SearchParams
from archive.text.layout import LINKED_WORDS, Mark, lay_out
from archive.text.paragraphs import MAX_UNDIVIDED_LENGTH

from .addresses import redirect_former_slugs
from .citations import base_url, citations, item_file, reference_files
from .comparison.documents import comparable_documents
from .metadata.page import DESCRIPTION, PageMetadata, describe_page
from .passage_links.linked_words import find_linked_words
from .passage_links.page import LinkedPassage, linked_passage, read_link, redirect_to_paragraph
from .passage_links.passage_link import PassageLink
from .terms.marks import find_terms_in
from .text_pages import StatementSpan, TextPage, TextPages

MAX_OFFERED = 12  # documents to compare with; the page of the event leads to all
MAX_MARKS = 12  # characters of layout before a speaker's label, such as “**”


@redirect_former_slugs("document")
def document(request, slug):
    document = get_object_or_404(Document.objects.published().for_page(), slug=slug)
    link = read_link(request)
    if not isinstance(link, PassageLink):
        return document_page(request, document, passage_link=link and LinkedPassage(link))
    linked_words = find_linked_words(document, link)
    redirection = redirect_to_paragraph(request, document, link, linked_words)
    return redirection or document_page(
        request, document, passage_link=linked_passage(request, document, link, linked_words)
    )


@require_safe
@redirect_former_slugs("document")
def document_file(request, slug, ending):
    """The reference to a public document."""
    document = get_object_or_404(Document.objects.published().for_page(), slug=slug)
    record = document_record(document, base_url(request))
    return item_file([record], ending, record.citation_key)


def document_page(request, document, preview=False, passage_link=None):
    """``preview`` shows an editor drafts too; only the admin asks for it. ``passage_link`` names words to be marked."""
    words = find_words(document, request.GET.get("q", ""))
    visible = document.statements.all() if preview else document.statements.published()
    text = TextPages(document, find_statement_spans(document, visible), words.spans, search_query(request))
    page = requested_page(request, text, passage_link)
    statements = number_statements(document, visible, text, page)
    terms_in_text = find_terms_in(statements)
    passages = list(document.passages.filter(number__range=(page.first, page.last)))
    parts = list(document.parts.published().newest().for_list())
    place_parts(passages, parts)
    record = document_record(document, base_url(request))
    total = len(text.statement_spans) or len(statements)
    hits = [hit for hit in text.hits if page.start <= hit[0] < page.end]
    response = render(
        request,
        "archive/document.html",
        {
            "document": document,
            "preview": preview,
            "statements": statements,
            "statement_total": total,
            "text": text,
            "page": page,
            "first_match": text.first_match(page),
            "progress": document.annotation_progress(bool(total)),
            "attributions": attributions_in(statements),
            "paragraphs": layout_paragraphs(
                document, passages, statements, hits, passage_link and passage_link.span, terms_in_text.marks
            ),
            "terms_in_text": terms_in_text.terms,
            "passage_link": passage_link,
            "words": words,
            "passage_search_url": passage_search_url(document, request.GET.get("q", "")),
            "original": document.public_original,
            "translations": document.translations.published().newest().for_list(),
            "parent": document.public_parent,
            "meta": None
            if preview
            else describe_document(
                request, document, parts, (passage_link and passage_link.record) or record, page
            ),
            "citations": citations(record),
            "citation_files": [] if preview else reference_files(f"/documents/{document.slug}"),
            "corrections": public_corrections(document.pk),
            "parts": parts,
            "comparable": []
            if preview
            else comparable_documents(document).by_source().for_list()[: MAX_OFFERED + 1],
        },
    )
    if page == text.whole and len(text.pages) > 1:
        response["X-Robots-Tag"] = "noindex"
    return response


def find_statement_spans(document, statements) -> list[StatementSpan]:
    """Returns the spans of all statements of a text that may have several pages, empty for a shorter one. Statements on
    other pages are counted from these, not loaded. One query at most."""
    if len(document.text) <= MAX_UNDIVIDED_LENGTH:
        return []
    return [StatementSpan(*row) for row in statements.in_reading_order().values_list("pk", "start", "end")]


def search_query(request) -> dict[str, str]:
    return {"q": request.GET["q"]} if request.GET.get("q") else {}


def requested_page(request, text: TextPages, passage_link) -> TextPage:
    """The page with the linked words, else that with the place which ``at`` names; all of it for ``whole=yes``."""
    if request.GET.get("whole") == "yes":
        return text.whole
    if passage_link and passage_link.span:
        return text.page_at(passage_link.span[0])
    return text.page_with(request.GET.get("at", ""))


def passage_search_url(document, words: str) -> str:
    """The address of the search for the words in the paragraphs of the document."""
    return url(
        SearchParams(f"{words.strip()} {unparse(Field('document', document.slug))}".strip(), "passages")
    )


def describe_document(request, document, parts, record: Record, page: TextPage) -> PageMetadata:
    """``record`` is what the page is cited as: the document, or the words that the address names. The pages of a long
    text have addresses of their own."""
    about = [document.get_kind_display(), document.source.name, document.date_display]
    return describe_page(
        request,
        document.title,
        f"{', '.join(filter(None, map(str, about)))}. {document.text[:DESCRIPTION]}",
        path=document.get_absolute_url() + (f"?at=p{page.first}" if page.first > 1 else ""),
        record=record,
        node=whole_document_node(document, base_url(request), parts),
    )


def number_statements(document, statements, text: TextPages, page: TextPage) -> list[Statement]:
    """The statements of the page in reading order, numbered through the text as the notes beside it are."""
    if text.statement_spans:
        statements = statements.filter(start__lt=page.end, end__gt=page.start)
    ordered_statements = list(statements.in_reading_order().for_list())
    numbers = {span.pk: number for number, span in enumerate(text.statement_spans, start=1)}
    for number, statement in enumerate(ordered_statements, start=1):
        statement.number = numbers.get(statement.pk, number)
        statement.document = document
    return ordered_statements


def attributions_in(statements) -> list[tuple[str, str]]:
    """The attributions that occur, for the key to the lines under the words."""
    present = {statement.attribution for statement in statements}
    return [choice for choice in Statement.Attribution.choices if choice[0] in present]


def place_parts(passages, parts):
    """Sets ``parts_here`` of each passage to the documents of their own that begin there."""
    for passage in passages:
        passage.parts_here = [part for part in parts if part.part_first == passage.number]


def layout_paragraphs(document, passages, statements, hits, linked_passage=None, terms=()):
    """Pairs of a passage and its text with everything that is marked in it; each passage gets ``notes``, the statements
    that begin in it. ``linked_passage`` is the span that the address names; ``terms`` are marks of their words."""
    marks = [Mark(statement.start, statement.end, statement) for statement in statements]
    marks += [Mark(*turn) for turn in map(speaker_label_span, passages) if turn]
    marks += [Mark(*linked_passage, LINKED_WORDS)] if linked_passage else []
    marks += terms
    bounds = [(passage.start, passage.end) for passage in passages]
    paragraphs = list(zip(passages, lay_out(document.text, bounds, marks, hits), strict=True))
    for passage, paragraph in paragraphs:
        subjects = [mark.subject for mark in paragraph.opening_marks]
        passage.notes = [subject for subject in subjects if isinstance(subject, Statement)]
    return paragraphs


def speaker_label_span(passage):
    """The span of the speaker's name before a turn, with its colon; marks of layout may stand before it."""
    label = passage.speaker_label
    position = passage.text.find(label, 0, len(label) + MAX_MARKS) if label else -1
    if position < 0:
        return None
    return passage.start, passage.start + min(position + len(label) + 1, len(passage.text))
