"""Two whole documents of one event beside each other: what both report, and what only one of them has."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404, render

from archive.models import Document, Statement
from archive.text.comparison.document_alignment import TextsTooLongError, align_documents
from archive.text.comparison.document_rows import arrange_rows
from archive.text.comparison.shared_words import Run, mark_shared_words
from archive.text.paragraphs import Span
from archive.web.addresses import redirect_former_slugs


@dataclass(frozen=True)
class ComparedSide:
    """What one document has in a row: its sentences in runs, and the public statements that are marked there.

    ``is_repeated`` where all of it stands in an earlier row already.
    """

    document: Document
    runs: list[Run]
    statements: list[Statement]
    is_repeated: bool = False


@dataclass(frozen=True)
class ComparedRow:
    """A side without runs is empty: only the other document has this."""

    left: ComparedSide
    right: ComparedSide

    @property
    def sides(self) -> tuple[ComparedSide, ComparedSide]:
        return self.left, self.right

    @property
    def is_shared(self) -> bool:
        return bool(self.left.runs and self.right.runs)


@redirect_former_slugs("document")
def document_comparison(request, slug, other):
    left = get_object_or_404(Document.objects.published().for_page(), slug=slug)
    right = get_object_or_404(comparable_documents(left).for_page(), slug=other)
    try:
        rows = list(compare_documents(left, right))
    except TextsTooLongError:
        rows = []
    return render(
        request,
        "archive/comparison.html",
        {
            "documents": (left, right),
            "left": left,
            "right": right,
            "rows": rows,
            "shared_total": sum(row.is_shared for row in rows),
            "left_total": sum(not row.right.runs for row in rows),
            "right_total": sum(not row.left.runs for row in rows),
        },
    )


def comparable_documents(document: Document) -> QuerySet[Document]:
    """Public texts of the same event in the same language, without the text it is part of and its own parts."""
    base = document.language.split("-")[0]
    if not base or document.event_id is None:
        return Document.objects.none()
    same_language = Q(language=base) | Q(language__startswith=f"{base}-")
    return (
        Document.objects.published()
        .filter(same_language, event=document.event_id)
        .exclude(pk__in=[document.pk, document.part_of_id or 0])
        .exclude(part_of=document.pk)
    )


def compare_documents(left: Document, right: Document) -> Iterator[ComparedRow]:
    """In the order of the left document; two queries. Raises TextsTooLongError."""
    alignment = align_documents(left.text, right.text)
    here, there = (list(each.statements.published().in_reading_order()) for each in (left, right))
    shown: set[int] = set()
    for row in arrange_rows(alignment):
        spans = (
            [alignment.left[number] for number in row.left],
            [alignment.right[number] for number in row.right],
        )
        texts = [words_at(left, spans[0]), words_at(right, spans[1])]
        runs = mark_shared_words(texts) if all(texts) else [[Run(text, "")] if text else [] for text in texts]
        is_repeated = bool(row.right) and shown.issuperset(row.right)
        shown.update(row.right)
        yield ComparedRow(
            ComparedSide(left, runs[0], statements_at(here, spans[0])),
            ComparedSide(right, runs[1], statements_at(there, spans[1]), is_repeated),
        )


def words_at(document: Document, spans: Sequence[Span]) -> str:
    """Sentences that do not follow each other are parted by dots."""
    parts: list[str] = []
    for number, (start, end) in enumerate(spans):
        if number:
            between = document.text[spans[number - 1][1] : start]
            parts.append(" … " if between.strip() else " ")
        parts.append(document.text[start:end])
    return "".join(parts)


def statements_at(statements: Sequence[Statement], spans: Sequence[Span]) -> list[Statement]:
    """Those of which the greater part, or of a long one the beginning, stands in these sentences."""
    found = []
    for statement in statements[
        : bisect_left([each.start for each in statements], spans[-1][1] if spans else 0)
    ]:
        overlap = sum(max(min(statement.end, end) - max(statement.start, start), 0) for start, end in spans)
        begins = any(start <= statement.start < end for start, end in spans)
        if begins or 2 * overlap > statement.end - statement.start:
            found.append(statement)
    return found
