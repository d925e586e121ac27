"""The rows of one page of the list, as readers see them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.utils.safestring import SafeString

from archive.models import Passage, Report, Statement
from archive.search.execution import Results
from archive.search.query.parser import Query
from archive.search.request.links import with_query
from archive.search.request.params import SearchParams

from .cards import cards
from .highlight import find_matches, snippet
from .reasons import Name, Reason, names_of_passage, names_of_statement, reasons


@dataclass(frozen=True)
class Hit:
    """A found statement or passage; ``url`` opens its document at the words, with the searched words marked.

    ``reports`` are all public reports of the same utterance, this one among them, where utterances are listed.
    """

    kind: str
    url: str
    snippet: SafeString
    reasons: list[Reason]
    statement: Statement | None = None
    passage: Passage | None = None
    reports: list[Statement] = field(default_factory=list)


def statements(params: SearchParams, query: Query, results: Results) -> list[Hit]:
    """1 query, one more with new words, one more where something on the page has other reports."""
    rows = cards(results.ids)
    found = [rows[pk] for pk in results.ids if pk in rows]
    themes = {count.id: count for count in results.facets["theme"].counts}
    reports = Report.objects.by_utterance(set(results.utterances.values())) if results.utterances else {}
    return [
        Hit(
            "statement",
            at_the_words(row.document, row.html_id, params.q),
            *shown,
            statement=row,
            reports=reports.get(results.utterances.get(row.pk), []),
        )
        for row, *shown in explained(query, found, lambda row: names_of_statement(row, themes))
    ]


def passages(params: SearchParams, query: Query, results: Results) -> list[Hit]:
    """1 query, one more with words."""
    rows = Passage.objects.published().for_export().in_bulk(results.ids)
    found = [rows[pk] for pk in results.ids if pk in rows]
    return [
        Hit("passage", at_the_words(row.document, row.html_id, params.q), *shown, passage=row)
        for row, *shown in explained(query, found, names_of_passage)
    ]


def explained(query: Query, found: list, names_of: Callable[[object], list[Name]]) -> Iterator[tuple]:
    """Each row with its snippet and, where its words have none of the searched ones, the names that have them.

    One query for the words of all, one more for the names where they are needed.
    """
    in_words = find_matches(query, [row.text for row in found], [row.document.language for row in found])
    needed = {
        row.pk: names_of(row)
        for row, spans in zip(found, in_words, strict=True)
        if query.wanted and not spans
    }
    texts = [(name.text, row.document.language) for row in found for name in needed.get(row.pk, ())]
    matches = iter(find_matches(query, [text for text, _ in texts], [language for _, language in texts]))
    for row, spans in zip(found, in_words, strict=True):
        own = needed.get(row.pk, [])
        yield row, snippet(row.text, spans), reasons(own, list(islice(matches, len(own))))


def at_the_words(document, anchor: str, q: str) -> str:
    return f"{with_query(document.get_absolute_url(), SearchParams(q=q).querystring())}#{anchor}"
