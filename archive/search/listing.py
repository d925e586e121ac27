"""The public statements of a speaker, an event or a theme, and how many each of them has.

All of it comes from the columns, so a theme of a hundred thousand statements costs little more than one of ten.
"""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from archive.models import Document, Report, Statement, Utterance

from .engine import Key, Matches, engine
from .page.cards import load_statements
from .query.parser import parse
from .request.params import SearchParams

MAX_NEWEST = 5_000  # statements that are looked at for the newest documents
MAX_CANDIDATES = 20  # utterances whose documents are counted


@dataclass
class StatementList:
    """One page of a list, newest first, and what was said on one day in the order in which its document has it.

    ``rows``: each statement with all public reports of its utterance where there are several. ``total`` lines are in
    the list, ``statements`` if each report of an utterance were a line. ``years``: (year, lines), ascending.
    """

    rows: list[tuple[Statement, list[Statement]]]
    page: int
    pages: int
    total: int
    statements: int
    years: list[tuple[int, int]]


def list_statements(params: SearchParams, size: int) -> StatementList:
    """The page of ``params``, the last one where there are fewer; at most four queries for any number of rows."""
    matches = engine.match(params, parse(""))
    total = matches.counts.total
    pages = max(1, -(-total // size))
    page = min(params.page, pages)
    ids = matches.order(page * size)[(page - 1) * size :]
    utterances = matches.utterances(ids) if params.unit == "utterances" else {}
    reports = Report.objects.by_utterance(set(utterances.values())) if utterances else {}
    by_id = load_statements(ids)
    found = in_reading_order([by_id[pk] for pk in ids if pk in by_id])
    rows = [(row, reports.get(utterances.get(row.pk, 0), [])) for row in found]
    return StatementList(rows, page, pages, total, matches.counts.statements, matches.counts.years)


def in_reading_order(rows: list[Statement]) -> list[Statement]:
    """In the given order, but what was said on one day in one document as the text has it."""
    ordered: list[Statement] = []
    for _day, group in groupby(rows, lambda row: (row.effective_date[0], row.document_id)):
        ordered += sorted(group, key=lambda row: (row.start, -row.end, row.pk))
    return ordered


def count_statements(facet: str) -> dict[Key, int]:
    """The number of public statements of each value of the facet that has any; no query where nothing changed."""
    return match_statements().counts.facets[facet]


def statement_total() -> int:
    """The number of public statements."""
    return match_statements().counts.total


def public_event_ids() -> set[Key]:
    """Of the events with a public statement or document. One query, for documents of whose paragraphs all stand in
    parts of their own: no passage is found there."""
    passages = engine.match(SearchParams(unit="passages"), parse("")).counts.facets["event"]
    wholes = Document.objects.published().filter(parts__isnull=False, event__isnull=False)
    return {*count_statements("event"), *passages, *wholes.values_list("event", flat=True)}


def most_reported_utterance() -> Utterance | None:
    """The one that most documents report, of those with the most public reports; None where none has two."""
    with engine.reader() as reader:
        candidates = reader.most_reported(MAX_CANDIDATES)
    found: Utterance | None = Utterance.objects.filter(pk__in=candidates).most_reported()
    return found


def newest_statements(number: int) -> list[Statement]:
    """The first words of a named speaker in each of the documents whose statements are the newest, so many of them;
    machine translations are left out."""
    matches = match_statements(exclude=(("translation", Document.Translator.MACHINE),))
    documents: dict[int, None] = {}
    end = number * 8
    while True:
        ids = matches.order(end)
        found = Statement.objects.published().filter(pk__in=ids, voice=Statement.Voice.SPEAKER)
        document_of = dict(found.values_list("pk", "document"))
        documents = dict.fromkeys(document_of[pk] for pk in ids if pk in document_of)
        if len(documents) >= number or len(ids) < end or end > MAX_NEWEST:
            break
        end *= 4  # long speeches
    chosen = Statement.objects.published().filter(document__in=list(documents)[:number])
    return list(chosen.one_per_document().newest().for_list())


def match_statements(**params: Any) -> Matches:
    return engine.match(SearchParams(unit="statements", **params), parse(""))
