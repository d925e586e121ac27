"""Who used a term when and in which words: the numbers are those of the search for it, the words the confirmed ones."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.safestring import SafeString

from archive.models import Source, Statement, Term, TermOccurrence
from archive.search.engine import engine
from archive.search.page.cards import load_statements
from archive.search.page.highlight import highlight, snippet
from archive.search.page.hits import Hit
from archive.search.query.parser import parse
from archive.search.request.links import url
from archive.search.request.params import SearchParams
from archive.search.trends.params import TrendParams, term_query
from archive.search.trends.series import Trend, count_trend
from archive.web.passage_links.passage_link import PassageLink
from archive.web.passage_links.text_directive import text_directive

SOURCES = 6  # named beside a wording


@dataclass(frozen=True)
class Use:
    """One statement with the term: ``excerpt`` has its words marked, ``words_url`` leads to them in the document."""

    statement: Statement
    excerpt: SafeString
    words_url: str


@dataclass(frozen=True)
class WordingUse:
    """``count`` statements have the wording; ``sources`` are those that print it most, with how many each."""

    text: str
    language: str
    kind: str
    count: int
    url: str
    sources: list[tuple[str, int]]
    more: int


@dataclass(frozen=True)
class TermUses:
    """``trend`` counts the statements over time; ``first`` and ``last`` are None where nobody has used the term."""

    trend: Trend
    first: Use | None
    last: Use | None
    wordings: list[WordingUse]


def count_uses(term: Term) -> TermUses:
    """Ten queries at most, whatever the number of statements."""
    params = SearchParams(unit="statements", term=(term.slug,))
    trend = count_trend(TrendParams((term_query(term.slug),), machine=True))
    ends = [ids[0] for sort in ("oldest", "newest") if (ids := _match(params.change(sort=sort)))]
    uses = load_uses(term, ends)
    first, last = (uses.get(pk) for pk in ends) if ends else (None, None)
    return TermUses(trend, first, last, count_wordings(term))


def _match(params: SearchParams) -> list[int]:
    return engine.match(params, parse("")).order(1)


def public_occurrences(term: Term) -> QuerySet:
    return TermOccurrence.objects.public().filter(term=term)


def load_uses(term: Term, ids: Iterable[int]) -> dict[int, Use]:
    """By the id of the statement, with the term's first words in it."""
    ids = list(ids)
    statements = load_statements(ids)
    rows = public_occurrences(term).filter(statement__in=ids).select_related("statement__document")
    spans: dict[int, TermOccurrence] = {}
    for row in rows.order_by("statement", "start"):
        spans.setdefault(row.statement_id, row)
    return {
        pk: Use(statements[pk], snippet(row.statement.text, [(row.start, row.end)]), words_url(row))
        for pk, row in spans.items()
        if pk in statements
    }


def mark_words(term: Term, rows: Iterable[tuple[Statement, list[Statement]]]) -> None:
    """Each statement gets a ``hit`` with the words of the term marked; beside it stand its reports. One query."""
    rows = list(rows)
    found = public_occurrences(term).filter(statement__in=[statement.pk for statement, _reports in rows])
    spans: dict[int, list[tuple[int, int]]] = {}
    for pk, start, end in found.order_by("start").values_list("statement", "start", "end"):
        spans.setdefault(pk, []).append((start, end))
    for statement, reports in rows:
        text = highlight(statement.text, spans.get(statement.pk, []))
        statement.hit = Hit("statement", statement.url_in_document, text, [], statement, reports=reports)


def words_url(row: TermOccurrence) -> str:
    """The address of the very words in their document."""
    document, start = row.statement.document, row.statement.start
    span = start + row.start, start + row.end
    link = PassageLink.of_span(document.text, span, document.text_version)
    directive = text_directive(document.text, span, breaks=[row.statement.end], title=document.title)
    return link.address(document.get_absolute_url()) + directive


def count_wordings(term: Term) -> list[WordingUse]:
    """The original first, then those of the record in its order, and what was confirmed under a former wording; two
    queries."""
    rows = (
        public_occurrences(term)
        .values("wording", "statement__document__source")
        .annotate(n=Count("statement", distinct=True))
        .order_by()
        .values_list("wording", "statement__document__source", "n")
    )
    by_source = list(rows)
    names = Source.objects.in_bulk({source for _wording, source, _count in by_source})
    counts: Counter[str] = Counter()  # a statement stands in one source
    sources: dict[str, list[tuple[str, int]]] = {}
    for wording, source, count in sorted(by_source, key=lambda row: (-row[2], str(names[row[1]]))):
        counts[wording] += count
        sources.setdefault(wording, []).append((str(names[source]), count))
    known = {term.original: (term.language, "original")}
    for each in term.wordings.all():
        known.setdefault(each.text, (each.language, each.kind))
    known |= {text: ("", "former") for text in counts if text not in known}
    return [
        WordingUse(
            text,
            language,
            kind,
            counts[text],
            url(SearchParams(q=f'"{text}"', unit="statements", term=(term.slug,))),
            sources.get(text, [])[:SOURCES],
            max(0, len(sources.get(text, [])) - SOURCES),
        )
        for text, (language, kind) in known.items()
    ]
