"""Two whole documents in rows: sentences that belong together side by side, the others with an empty side.

Texts in one language are joined by the words they share, a text and its translation by the order and length of their
sentences.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.editing.report_pairs.translations import align_versions
from archive.matching.profile import base_language
from archive.models import Document, Statement
from archive.text.comparison.document_alignment import TextsTooLongError, align_documents
from archive.text.comparison.document_rows import arrange_rows
from archive.text.comparison.shared_words import Run, mark_shared_words
from archive.text.paragraphs import Span

from .reports import read_vocabulary
from .translations import MAX_LENGTH


class TextsDifferError(ValueError):
    """The sentences of a text and its translation do not follow each other."""


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


@dataclass(frozen=True)
class SpanRow:
    """The spans of the sentences of either side."""

    left: list[Span]
    right: list[Span]
    is_repeated: bool = False


def are_in_one_language(left: Document, right: Document) -> bool:
    return base_language(left.language) == base_language(right.language)


def find_rows(left: Document, right: Document) -> Iterator[SpanRow]:
    """In the order of the left document. Raises TextsTooLongError, and TextsDifferError for two languages."""
    return match_rows(left, right) if are_in_one_language(left, right) else translated_rows(left, right)


def match_rows(left: Document, right: Document) -> Iterator[SpanRow]:
    alignment = align_documents(left.text, right.text)
    shown: set[int] = set()
    for row in arrange_rows(alignment):
        is_repeated = bool(row.right) and shown.issuperset(row.right)
        shown.update(row.right)
        yield SpanRow(
            [alignment.left[number] for number in row.left],
            [alignment.right[number] for number in row.right],
            is_repeated,
        )


def translated_rows(left: Document, right: Document) -> Iterator[SpanRow]:
    if max(len(left.text), len(right.text)) > MAX_LENGTH:
        raise TextsTooLongError(f"more than {MAX_LENGTH:,} characters")
    alignment = align_versions(left, right)
    if alignment.order <= 0:
        raise TextsDifferError(f"{left.slug} and {right.slug}")
    for group in alignment.alignment.groups:
        here, there = alignment.here[group.start : group.end], alignment.there
        yield SpanRow(list(here), list(there[group.other_start : group.other_end]))


def compare_documents(left: Document, right: Document) -> Iterator[ComparedRow]:
    """Two queries, two for words not known yet; eight more for names where two languages are compared.

    Raises TextsTooLongError and TextsDifferError.
    """
    rows = list(find_rows(left, right))
    statements = [list(each.statements.published().in_reading_order()) for each in (left, right)]
    vocabulary = None
    if are_in_one_language(left, right):
        vocabulary = read_vocabulary([left.text, right.text], base_language(left.language))
    for row in rows:
        texts = [words_at(left, row.left), words_at(right, row.right)]
        runs = [[Run(text, "")] if text else [] for text in texts]
        if vocabulary and all(texts):
            runs = mark_shared_words(texts, vocabulary)
        yield ComparedRow(
            ComparedSide(left, runs[0], statements_at(statements[0], row.left)),
            ComparedSide(right, runs[1], statements_at(statements[1], row.right), row.is_repeated),
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
