"""No search table: a ``SearchVector`` filter and one ``values().annotate(Count)`` per facet over joins.

A query that has not answered after a minute counts as a minute. Chinese is not found: PostgreSQL's own parser takes
a run of it as one word.
"""

import time

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db import OperationalError, connection, transaction
from django.db.models import Count, Q
from django.db.models.functions import ExtractYear

from archive.models import Statement
from tests.benchmarks.queries import PER_PAGE, BenchmarkQuery, Term

from .prepared import as_facets, column_tests, search_clauses

NAME = "plain Django"
PATIENCE = 60
FOUND_IN = {
    "speaker": "speaker__slug",
    "theme": "themes__slug",
    "event": "event__slug",
    "attribution": "attribution",
    "kind": "document__kind",
    "source": "document__source__slug",
    "language": "document__language",
    "year": "year",
}
FIELDS = {
    "speaker": "speaker__name__icontains",
    "theme": "themes__label__iexact",
    "event": "event__name__icontains",
    "source": "document__source__name__icontains",
    "kind": "document__kind",
    "before": "year__lt",
    "after": "year__gt",
}
ORDERS = {
    "relevance": ("-rank", "-id"),
    "newest": ("-document__date", "-id"),
    "oldest": ("document__date", "id"),
}


class Engine:
    size = 0

    def __init__(self, database: str):
        """The tables are the archive's own."""

    def ask(self, query: BenchmarkQuery) -> int | None:
        """Returns None where the answer took too long."""
        try:
            with transaction.atomic():
                return answer(query, time.monotonic() + PATIENCE)
        except OperationalError:
            return None


def answer(query: BenchmarkQuery, deadline: float) -> int:
    set_timeout(deadline)
    total = matching_rows(query).values("pk").distinct().count()
    for facet, column in FOUND_IN.items():
        set_timeout(deadline)
        rows = matching_rows(query, without=facet).order_by()
        list(rows.values(column).annotate(n=Count("pk", distinct=True)).order_by("-n"))
    set_timeout(deadline)
    rows = matching_rows(query).select_related("speaker", "event", "document__source")
    list(rows.order_by(*ORDERS[query.order])[query.offset : query.offset + PER_PAGE])
    return total


def set_timeout(deadline: float) -> None:
    """PostgreSQL gives up when the minute is over."""
    left = max(1, int((deadline - time.monotonic()) * 1000))
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(left)])


def matching_rows(query: BenchmarkQuery, without: str = ""):
    rows = Statement.objects.published().annotate(year=ExtractYear("document__date"))
    words = None
    for clause in search_clauses(query):
        if clause[0].field:
            rows = rows.filter(**{FIELDS[clause[0].field]: clause[0].text})
        else:
            either = either_of(clause)
            words = either if words is None else words & either
    if words is not None:
        vector = SearchVector(
            "text", "speaker__name", "event__name", "document__title", config="archive_english"
        )
        rows = rows.annotate(vector=vector, rank=SearchRank(vector, words)).filter(vector=words)
    for term in column_tests(query):
        rows = rows.filter(**{FIELDS[term.field]: term.text})
    return filter_rows(rows, query, without)


def filter_rows(rows, query: BenchmarkQuery, without: str):
    for facet, values in as_facets(query):
        test = Q(**{f"{FOUND_IN[facet]}__in": values})
        if facet == "year":
            test = Q(year__range=(values[0], values[-1]))
        elif facet == "theme":
            test |= Q(themes__parent__slug__in=values) | Q(themes__parent__parent__slug__in=values)
        if facet != without:
            rows = rows.filter(test)
    return rows


def either_of(clause: tuple[Term, ...]):
    queries = [search_query(term) for term in clause]
    either = queries[0]
    for query in queries[1:]:
        either |= query
    return either


def search_query(term: Term):
    if term.prefix:
        return SearchQuery(f"{term.text}:*", config="archive_english", search_type="raw")
    query = SearchQuery(term.text, config="archive_english", search_type="phrase")
    return ~query if term.negated else query
