"""The rows of one page of the list, as readers see them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from django.utils.safestring import SafeString

from archive.models import Passage, Report, Statement
from archive.models.base.urls import document_url_at
from archive.search.engine import Names
from archive.search.query.nodes import Term
from archive.search.query.unparse import unparse
from archive.search.request.params import SearchParams
from archive.search.results import Results

from .cards import load_statements
from .highlight import find_matches, snippet
from .matched_fields import IndexedName, MatchedField, matched_fields, passage_names, statement_names

Row = TypeVar("Row", Statement, Passage)


@dataclass(frozen=True)
class Hit:
    """A found statement or passage; ``url`` opens its document at the text, with the words of the query marked.

    ``reports`` are all public reports of the same utterance, this one among them, where utterances are listed.
    """

    kind: str
    url: str
    snippet: SafeString
    matched_fields: list[MatchedField]
    statement: Statement | None = None
    passage: Passage | None = None
    reports: list[Statement] = field(default_factory=list)

    @property
    def object_id(self) -> int:
        """The id of the statement or the passage."""
        row = self.statement or self.passage
        assert row
        return int(row.pk)


def statement_hits(
    rows: Sequence[Statement],
    terms: Sequence[Term],
    q: str,
    names: Names,
    utterances: dict[int, int],
) -> list[Hit]:
    """Returns the statements with the terms marked, in their documents the words of ``q``. One query with new words,
    one more where something on the page has other reports."""
    reports = Report.objects.by_utterance(set(utterances.values())) if utterances else {}
    words = SearchParams(q=q).querystring()
    return [
        Hit(
            "statement",
            url_at(row, words),
            text,
            fields,
            statement=row,
            reports=reports.get(utterances.get(row.pk, 0), []),
        )
        for row, text, fields in with_matches(terms, rows, lambda row: statement_names(row, names))
    ]


def passage_hits(ids: list[int], terms: Sequence[Term], q: str, names: Names) -> list[Hit]:
    """Returns the passages with the terms marked. One query, one more with words."""
    by_id = Passage.objects.published().for_export().in_bulk(ids)
    rows = [by_id[pk] for pk in ids if pk in by_id]
    words = SearchParams(q=q).querystring()
    return [
        Hit("passage", url_at(row, words), text, fields, passage=row)
        for row, text, fields in with_matches(terms, rows, lambda row: passage_names(row, names))
    ]


def find_hits(params: SearchParams, results: Results) -> tuple[list[Hit], list[Hit]]:
    """Returns the hits of this page of the list, and those that merely come near."""
    is_passages = params.unit == "passages"
    statements = {} if is_passages else load_statements([*results.ids, *results.nearest])

    def hits(ids: list[int], terms: Sequence[Term], is_relaxed: bool) -> list[Hit]:
        q = " ".join(map(unparse, terms)) if is_relaxed else params.q
        if is_passages:
            return passage_hits(ids, terms, q, results.names)
        rows = [statements[pk] for pk in ids if pk in statements]
        return statement_hits(rows, terms, q, results.names, results.utterances)

    nearest = hits(results.nearest, results.relaxed_terms, True) if results.nearest else []
    if results.is_relaxed:
        return hits(results.ids, results.relaxed_terms, True), nearest
    return hits(results.ids, results.terms, False), nearest


def with_matches(
    terms: Sequence[Term], rows: Sequence[Row], names_of: Callable[[Row], Iterable[IndexedName]]
) -> Iterator[tuple[Row, SafeString, list[MatchedField]]]:
    """Yields each row with its snippet and, where its text has none of the words, the names that have them. One query
    for the words of all texts, one more for the names where they are needed."""
    in_text = find_matches(terms, [row.text for row in rows], [row.document.language for row in rows])
    names = {
        row.pk: list(names_of(row)) for row, spans in zip(rows, in_text, strict=True) if terms and not spans
    }
    texts = [(name.text, row.document.language) for row in rows for name in names.get(row.pk, ())]
    in_names = iter(find_matches(terms, [text for text, _ in texts], [language for _, language in texts]))
    for row, spans in zip(rows, in_text, strict=True):
        row_names = names.get(row.pk, [])
        yield row, snippet(row.text, spans), matched_fields(row_names, list(islice(in_names, len(row_names))))


def url_at(row: Statement | Passage, words: str) -> str:
    """Returns the document's page with the words of a query string marked, at a statement or paragraph."""
    return document_url_at(row.document.get_absolute_url(), row.html_id, row.start, words)
