"""Two whole documents in rows: sentences that belong together side by side, the others with an empty side.

Texts in one language are joined by what editors have linked and by the words they share, a text and its translation by
the order and length of their sentences.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from archive.editing.report_pairs.translations import align_versions
from archive.models import Document, Report, Statement
from archive.text.comparison.document_alignment import TextsTooLongError, align_documents, check_length
from archive.text.comparison.document_rows import arrange_rows
from archive.text.comparison.shared_words import Run, WordRules, mark_shared_words
from archive.text.languages import base_language
from archive.text.paragraphs import Span

from .reports import read_word_rules
from .translations import MAX_LENGTH


class TextsDifferError(ValueError):
    """The sentences of a text and its translation do not follow each other."""


@dataclass(frozen=True)
class ComparedSide:
    """One document's part of a row: its sentences in runs, and the public statements marked in them.

    ``is_repeated`` is set where all of it stands in an earlier row already.
    """

    document: Document
    runs: list[Run]
    statements: list[Statement]
    is_repeated: bool = False


@dataclass(frozen=True)
class ComparedRow:
    """A side without runs is empty: only the other document has this. ``is_confirmed``: an editor has linked
    statements of the two sides."""

    left: ComparedSide
    right: ComparedSide
    is_confirmed: bool

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


class DocumentPair:
    """Two documents with statements of theirs, in reading order, and which of these editors have linked."""

    def __init__(self, left: Document, right: Document, statements: tuple[list[Statement], list[Statement]]):
        self.left, self.right, self.statements = left, right, statements
        self.is_one_language = base_language(left.language) == base_language(right.language)

    @cached_property
    def links(self) -> list[tuple[Statement, Statement]]:
        """Confirmed reports of one utterance; one query."""
        by_key = {row.pk: row for side in self.statements for row in side}
        rows = Report.objects.confirmed().filter(statement__in=by_key).values_list("utterance", "statement")
        utterances: dict[int, list[Statement]] = {}
        for utterance, statement in rows.order_by("utterance", "statement"):
            utterances.setdefault(utterance, []).append(by_key[statement])
        return [
            (left, right)
            for reports in utterances.values()
            for left, right in product(reports, reports)
            if left.document_id == self.left.pk and right.document_id == self.right.pk
        ]

    def rows(self) -> list[ComparedRow]:
        """Returns the rows in the order of the left document. One query, two for words not known yet, eight for names
        where two languages are compared. Raises TextsTooLongError, and TextsDifferError for two languages."""
        if not self.is_one_language:
            return [self.make_row(row, None) for row in self.translated_spans()]
        check_length(self.left.text, self.right.text)
        rules = read_word_rules([self.left.text, self.right.text], base_language(self.left.language))
        return [self.make_row(row, rules) for row in self.match_spans(rules)]

    def match_spans(self, rules: WordRules) -> Iterator[SpanRow]:
        links = [((left.start, left.end), (right.start, right.end)) for left, right in self.links]
        alignment = align_documents(self.left.text, self.right.text, rules, links)
        placed_ids: set[int] = set()
        for row in arrange_rows(alignment):
            is_repeated = bool(row.right) and placed_ids.issuperset(row.right)
            placed_ids.update(row.right)
            yield SpanRow(
                [alignment.left[number] for number in row.left],
                [alignment.right[number] for number in row.right],
                is_repeated,
            )

    def translated_spans(self) -> Iterator[SpanRow]:
        if max(len(self.left.text), len(self.right.text)) > MAX_LENGTH:
            raise TextsTooLongError(f"more than {MAX_LENGTH:,} characters")
        alignment = align_versions(self.left, self.right)
        if alignment.order_gain <= 0:
            raise TextsDifferError(f"{self.left.slug} and {self.right.slug}")
        for group in alignment.alignment.groups:
            left, right = alignment.left[group.start : group.end], alignment.right
            yield SpanRow(list(left), list(right[group.other_start : group.other_end]))

    def make_row(self, row: SpanRow, rules: WordRules | None) -> ComparedRow:
        texts = [words_at(self.left, row.left), words_at(self.right, row.right)]
        runs = [[Run(text, "")] if text else [] for text in texts]
        if rules and all(texts):
            runs = mark_shared_words(texts, rules)
        left, right = (
            statements_at(self.statements[0], row.left),
            statements_at(self.statements[1], row.right),
        )
        return ComparedRow(
            ComparedSide(self.left, runs[0], left),
            ComparedSide(self.right, runs[1], right, row.is_repeated),
            any(left_id in left and right_id in right for left_id, right_id in self.links),
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
    """Returns the statements that begin in these sentences or have more than half of their characters there."""
    overlaps = []
    for statement in statements[
        : bisect_left([candidate.start for candidate in statements], spans[-1][1] if spans else 0)
    ]:
        overlap = sum(max(min(statement.end, end) - max(statement.start, start), 0) for start, end in spans)
        begins = any(start <= statement.start < end for start, end in spans)
        if begins or 2 * overlap > statement.end - statement.start:
            overlaps.append(statement)
    return overlaps
