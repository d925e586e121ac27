"""The public statements of a speaker, an event or a theme, and how many each of them has.

All of it comes from the columns, so a theme of a hundred thousand statements costs little more than one of ten.
"""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings

from archive.models import Document, Report, Statement, Utterance
from archive.text.words import folded_words, unspaced_runs

from .buckets import buckets
from .cached_values import cache_until_change
from .engine import FacetCounts, Key, Matches, engine
from .facets import FACETS_BY_NAME
from .page.cards import load_statements
from .page.facets import Facet, build_facet
from .query.nodes import And, Term
from .query.parser import Query, parse
from .request.params import SearchParams

MAX_NEWEST = 5_000  # statements that are looked at for the newest documents
FILTERS = ("speaker", "theme", "event", "attribution", "source", "language")
MAX_FILTERS = 12  # values of a facet beside a list; all of them are on a page of their own
MAX_CANDIDATES = 20  # utterances whose documents are counted


@dataclass
class StatementList:
    """One page of a list, newest first, and what was said on one day in the order in which its document has it.

    ``rows``: each statement with all public reports of its utterance where there are several. ``total`` lines are in
    the list, ``statements`` if each report of an utterance were a line. ``years``: (year, lines), ascending.
    ``filters``: the values of other facets, with addresses of searches that narrow the list.
    """

    rows: list[tuple[Statement, list[Statement]]]
    page: int
    pages: int
    total: int
    statements: int
    years: list[tuple[int, int]]
    filters: list[Facet]


def list_statements(params: SearchParams, size: int) -> StatementList:
    """The page of ``params``, the last one where there are fewer; at most four queries for any number of rows."""
    matches = engine.match(params, parse(""))
    total = matches.counts.total
    pages = max(1, -(-total // size))
    page = min(params.page, pages)
    ids = matches.order(page * size, (page - 1) * size)
    utterances = matches.utterances(ids) if params.unit == "utterances" else {}
    reports = Report.objects.by_utterance(set(utterances.values())) if utterances else {}
    by_id = load_statements(ids)
    statements = in_reading_order([by_id[pk] for pk in ids if pk in by_id])
    rows = [(row, reports.get(utterances.get(row.pk, 0), [])) for row in statements]
    counts = matches.counts
    return StatementList(
        rows, page, pages, total, counts.statements, counts.years, open_facets(params, matches)
    )


def open_facets(params: SearchParams, matches: Matches) -> list[Facet]:
    """Returns the facets that would divide the list and of which nothing is chosen."""
    facets = [
        FACETS_BY_NAME[name]
        for name in FILTERS
        if not params.selected_values(name) and len(matches.counts.facets[name]) > 1
    ]
    return [
        build_facet(
            facet,
            params,
            buckets(matches.names, facet.name, matches.counts.facets[facet.name], (), MAX_FILTERS),
        )
        for facet in facets
    ]


def in_reading_order(rows: list[Statement]) -> list[Statement]:
    """Returns the statements in the given order, except that those of one document and day follow the text."""
    statements: list[Statement] = []
    for _day, group in groupby(rows, lambda row: (row.effective_date[0], row.document_id)):
        statements += sorted(group, key=lambda row: (row.start, -row.end, row.pk))
    return statements


def count_statements(facet: str) -> FacetCounts:
    """The number of public statements of each value of the facet that has any; no query where nothing changed."""
    return match_statements().counts.facets[facet]


def statement_total() -> int:
    """The number of public statements."""
    return match_statements().counts.total


@dataclass(frozen=True)
class StatementCounts:
    """``by_key``: id -> public statements. Beside them what occurs of the other facets, each whatever is chosen of
    itself: sources as (slug, name), alphabetical; languages as codes; years."""

    by_key: dict[Key, int]
    sources: list[tuple[str, str]]
    languages: list[str]
    years: list[int]


def count_by_values(facet: str, **params: Any) -> StatementCounts:
    """The public statements of each value of the facet, of those that ``params`` (of SearchParams) choose."""
    matches = match_statements(**params)
    facets = matches.counts.facets
    names_by_id = matches.names.by_id["source"]
    sources = sorted(
        (names_by_id[int(pk)] for pk in facets["source"] if pk in names_by_id),
        key=lambda entity: entity.sort_key,
    )
    return StatementCounts(
        dict(facets[facet].items()),
        [(source.slug, source.label) for source in sources],
        [str(code) for code in facets["language"]],
        [year for year, _count in matches.counts.years],
    )


def ids_by_name(facet: str, text: str) -> list[int]:
    """The ids of what has the words in one of its names, the last of them perhaps only begun; none for no words."""
    with engine.index_reader() as reader:
        entities = reader.names.with_prefix(facet, folded_words(text), tuple(unspaced_runs(text)))
        return [entity.id for entity in entities]


def documents_by_name(text: str) -> list[int]:
    """The ids of documents, published or not, with the words in their titles or address, the last perhaps only begun.
    One query or two; the first that are found in SEARCH_BUDGET."""
    *whole, last = folded_words(text) or ("",)
    terms = (*(Term(word, exact=True) for word in whole), Term(last, prefix=True))
    query = Query(And(terms) if whole else terms[0])
    return engine.find_documents(query, settings.SEARCH_BUDGET, in_names=True).ids.tolist() if last else []


def public_event_ids(**params: Any) -> set[Key]:
    """Returns the ids of events with a public statement or document; ``params`` may name one ``source`` and
    ``language``. One query, for documents all of whose paragraphs are in parts of their own and have no passage."""
    passages = engine.match(SearchParams(unit="passages", **params), parse("")).counts.facets["event"]
    wholes = Document.objects.published().filter(parts__isnull=False, event__isnull=False)
    for facet, column in (("source", "source__slug__in"), ("language", "language__in")):
        wholes = wholes.filter(**{column: params[facet]}) if facet in params else wholes
    statements = match_statements(**params).counts.facets["event"]
    return {*statements, *passages, *wholes.values_list("event", flat=True)}


def most_reported_utterance() -> Utterance | None:
    """The one that most documents report, of those with the most public reports; None where none has two. A query where
    nothing changed since."""
    with engine.index_reader() as reader:
        candidates = reader.most_reported(MAX_CANDIDATES)
    keys = cache_until_change(
        "most reported", lambda: [Utterance.objects.filter(pk__in=candidates).most_reported()]
    )
    return keys[0]


def newest_statements(number: int) -> list[Statement]:
    """The first words of a named speaker in each of the documents whose statements are the newest, so many of them;
    machine translations are left out. A query where nothing changed since."""
    ids = cache_until_change(f"newest {number}", lambda: newest_statement_ids(number))
    statements = load_statements(ids)
    return [statements[pk] for pk in ids if pk in statements]


def newest_statement_ids(number: int) -> list[int]:
    """One statement of each of the documents that were said last, by speakers, without machine translations. Reads more
    until it has enough documents, or MAX_NEWEST statements."""
    matches = match_statements(exclude=(("translation", Document.Translator.MACHINE),))
    documents: dict[int, None] = {}
    end = number * 8
    while True:
        ids = matches.order(end)
        statements = Statement.objects.published().filter(pk__in=ids, voice=Statement.Voice.SPEAKER)
        document_of = dict(statements.values_list("pk", "document"))
        documents = dict.fromkeys(document_of[pk] for pk in ids if pk in document_of)
        if len(documents) >= number or len(ids) < end or end > MAX_NEWEST:
            break
        end *= 4  # long speeches
    statements = Statement.objects.published().filter(document__in=list(documents)[:number])
    return list(statements.one_per_document().newest().values_list("pk", flat=True))


def match_statements(**params: Any) -> Matches:
    return engine.match(SearchParams(unit="statements", **params), parse(""))
