"""The page of two whole documents beside each other: what both report, and what only one of them has."""

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from archive.models import Document, Statement
from archive.text.comparison.document_alignment import TextsTooLongError
from archive.text.languages import base_language
from archive.web.addresses import redirect_former_slugs
from archive.web.metadata.page import PageMetadata, describe_page

from .document_rows import DocumentPair, TextsDifferError


@redirect_former_slugs("document")
@redirect_former_slugs("document", "other")
def document_comparison(request, slug, other):
    left = get_object_or_404(Document.objects.published().for_page(), slug=slug)
    right = get_object_or_404(comparable_documents(left).for_page(), slug=other)
    pair = DocumentPair(left, right, (public_statements(left), public_statements(right)))
    rows, reason = [], ""
    try:
        rows = pair.rows()
    except TextsTooLongError:
        reason = _("These two texts are too long to be compared sentence by sentence.")
    except TextsDifferError:
        reason = _(
            "The sentences of these two texts are not in the same order, so they cannot be shown "
            "side by side."
        )
    return render(
        request,
        "archive/comparison.html",
        {
            "documents": (left, right),
            "left": left,
            "right": right,
            "title_event": left.event or right.event,
            "rows": rows,
            "reason": reason,
            "is_one_language": pair.is_one_language,
            "shared_total": sum(row.is_shared for row in rows),
            "left_total": sum(not row.right.runs for row in rows),
            "right_total": sum(not row.left.runs for row in rows),
            "meta": describe_comparison(request, left, right),
        },
    )


def describe_comparison(request, left: Document, right: Document) -> PageMetadata:
    title = _("%(left)s and %(right)s compared") % {"left": left.source, "right": right.source}
    return describe_page(request, title, f"{title}: {left}; {right}")


def public_statements(document: Document) -> list[Statement]:
    return list(document.statements.published().in_reading_order())


def comparable_documents(document: Document) -> QuerySet[Document]:
    return related_documents(document, Document.objects.published())


def related_documents(document: Document, documents: QuerySet[Document]) -> QuerySet[Document]:
    """The ``documents`` that are texts of the same event in the same language, and the document's original and
    translations; without its parts and the text it is part of."""
    base = base_language(document.language)
    same_language = Q(language=base) | Q(language__startswith=f"{base}-")
    event, original = document.event_id or 0, document.translation_of_id or 0
    is_related = Q(translation_of=document.pk) | Q(pk=original) | Q(translation_of=original)
    return (
        documents.filter(Q(same_language, event=event) | (is_related & ~same_language))
        .exclude(pk__in=[document.pk, document.part_of_id or 0])
        .exclude(part_of=document.pk)
    )
