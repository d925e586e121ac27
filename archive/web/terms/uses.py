"""Who used a term when and in which words: the numbers are those of the search for it, the words the confirmed ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from django.utils.safestring import SafeString

from archive.models import Statement, Term, TermOccurrence
from archive.search.cached_values import cache_until_change
from archive.search.engine import Key, Names
from archive.search.listing import match_statements
from archive.search.page.cards import load_statements
from archive.search.page.highlight import highlight, snippet
from archive.search.page.hits import Hit
from archive.search.request.links import url
from archive.search.request.params import SearchParams
from archive.search.trends.params import TrendParams, term_query
from archive.search.trends.series import Trend, count_trend
from archive.web.passage_links.passage_link import PassageLink
from archive.web.passage_links.text_directive import text_directive

MAX_SOURCES = 6  # named beside a wording
NO_IDS = np.array([], np.int64)


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
    trend = count_trend(TrendParams((term_query(term.slug),), machine=True))
    oldest, newest = (match_statements(term=(term.slug,), sort=sort) for sort in ("oldest", "newest"))
    ends = [ids[0] for execution in (oldest, newest) if (ids := execution.order(1))]
    uses = load_uses(term, ends)
    first, last = (uses.get(pk) for pk in ends) if ends else (None, None)
    return TermUses(trend, first, last, count_wordings(term, newest.names))


def load_uses(term: Term, ids: Iterable[int]) -> dict[int, Use]:
    """{statement id: use} with the first occurrence of the term in it."""
    ids = list(ids)
    statements = load_statements(ids)
    rows = term.occurrences.public().filter(statement__in=ids).select_related("statement__document")
    spans: dict[int, TermOccurrence] = {}
    for row in rows.order_by("statement", "start"):
        spans.setdefault(row.statement_id, row)
    return {
        pk: Use(statements[pk], snippet(row.statement.text, [(row.start, row.end)]), words_url(row))
        for pk, row in spans.items()
        if pk in statements
    }


def mark_words(term: Term, rows: Iterable[tuple[Statement, list[Statement]]]) -> None:
    """Sets the ``hit`` of each statement, with the words of the term marked; beside it stand its reports. One query."""
    rows = list(rows)
    occurrences = term.occurrences.public().filter(
        statement__in=[statement.pk for statement, _reports in rows]
    )
    spans: dict[int, list[tuple[int, int]]] = {}
    for pk, start, end in occurrences.order_by("start").values_list("statement", "start", "end"):
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


def count_wordings(term: Term, names: Names) -> list[WordingUse]:
    """The original first, then those of the record in its order, and what was confirmed under a former wording. The
    statements of each are counted once until something changes."""
    counts = cache_until_change(f"wordings of {term.pk}", lambda: count_by_source(term))
    kinds = {term.original: (term.language, "original")}
    for wording in term.wordings.all():
        kinds.setdefault(wording.text, (wording.language, wording.kind))
    kinds |= {text: ("", "former") for text in counts if text not in kinds}
    return [
        describe_wording(term, text, language, kind, rank_sources(counts.get(text, {}), names))
        for text, (language, kind) in kinds.items()
    ]


def describe_wording(
    term: Term, text: str, language: str, kind: str, sources: list[tuple[str, int]]
) -> WordingUse:
    return WordingUse(
        text,
        language,
        kind,
        sum(count for _source, count in sources),  # a statement stands in one source
        url(SearchParams(q=f'"{text}"', unit="statements", term=(term.slug,))),
        sources[:MAX_SOURCES],
        max(0, len(sources) - MAX_SOURCES),
    )


def rank_sources(counts: Mapping[Key, int], names: Names) -> list[tuple[str, int]]:
    """The names of the sources with their counts, the largest first, of equals by name."""
    sources = names.by_id["source"]
    source_counts = [(sources[int(key)], count) for key, count in counts.items() if key in sources]
    source_counts.sort(key=lambda pair: (-pair[1], pair[0].sort_key))
    return [(source.label, count) for source, count in source_counts]


def count_by_source(term: Term) -> dict[str, Mapping[Key, int]]:
    """Wording -> source -> the public statements with it, of wordings that have any; two queries at most.

    The search finds the statements with a confirmed occurrence whose words still stand. Where those of one statement
    have different wordings, its text has to say which still stand; to ask all texts takes four times as long.
    """
    matches = match_statements(term=(term.slug,))
    occurrences = term.occurrences.confirmed()
    by_wording = {wording: np.unique(ids) for wording, ids in occurrences.statements_by_wording().items()}
    statements, wordings = np.unique(np.concatenate([NO_IDS, *by_wording.values()]), return_counts=True)
    several = statements[wordings > 1]
    current = {}
    if len(several):
        occurrences_shown = occurrences.filter(statement__in=several.tolist())
        current = occurrences_shown.with_current_words().statements_by_wording()
    counts = {}
    for wording, ids in by_wording.items():
        former_ids = np.setdiff1d(several, current.get(wording, NO_IDS))
        counts[wording] = matches.count_among(np.setdiff1d(ids, former_ids), "source")
    return {wording: by_source for wording, by_source in counts.items() if by_source}
