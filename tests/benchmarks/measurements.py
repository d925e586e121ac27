"""What is measured beside the asking: building the index, its size, an edit, queries per page, the load of several."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connection, reset_queries, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.search import index

from .queries import BenchmarkQuery
from .server import ServedArchive

EDITED = """
SELECT d.id, d.title, d.text, s.id, s.start, s.text, (SELECT max(id) FROM archive_speaker WHERE id <= s.speaker_id + 1)
FROM archive_document d JOIN archive_statement s ON s.document_id = d.id
WHERE d.state = 'published' AND d.language = 'en' AND s.speaker_id IS NOT NULL AND d.id % %s = 0
ORDER BY d.id, s.start
"""
SIZES = """
SELECT c.relname, pg_total_relation_size(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = current_schema() AND c.relkind = 'r' AND c.relname LIKE 'archive\\_search%%'
"""


@dataclass
class Timings:
    """Milliseconds of each query, in their order, and how many each found."""

    ms: list[float] = field(default_factory=list)
    found: list[int | None] = field(default_factory=list)

    def add(self, ask, query: BenchmarkQuery) -> None:
        started = time.perf_counter()
        found = ask(query)
        self.ms.append((time.perf_counter() - started) * 1000)
        self.found.append(found)

    def at(self, share: float) -> float:
        return sorted(self.ms)[min(len(self.ms) - 1, int(len(self.ms) * share))]


def time_queries(ask, queries: list[BenchmarkQuery]) -> Timings:
    times = Timings()
    for query in queries:
        times.add(ask, query)
    return times


def build_index() -> tuple[int, float]:
    """(rows, seconds) of making the search index from nothing."""
    started = time.perf_counter()
    rows = sum(index.rebuild())
    return rows, time.perf_counter() - started


def vacuum() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")


def index_sizes() -> dict[str, int]:
    """Bytes of each table of the search with its indexes."""
    with connection.cursor() as cursor:
        cursor.execute(SIZES)
        return dict(cursor.fetchall())


def queries_per_page(queries: list[BenchmarkQuery]) -> list[int]:
    settings.ALLOWED_HOSTS = ["localhost"]
    client = Client(headers={"host": "localhost"})
    return [queries_of(client, query) for query in queries]


def queries_of(client: Client, query: BenchmarkQuery) -> int:
    reset_queries()  # of the building of the index Django keeps the last 9,000, and would count none beyond them
    with CaptureQueriesContext(connection) as queries:
        response = client.get(f"/search/?{query.querystring()}")
    if response.status_code != 200:
        raise SystemExit(f"{query.querystring()} answered {response.status_code}")
    return len(queries)


def measure_load(
    server: ServedArchive, queries: list[BenchmarkQuery], visitors: int = 4
) -> tuple[Timings, float]:
    """The times of so many visitors asking at once, and how many answers a second they had together."""
    shares = [queries[n::visitors] for n in range(visitors)]
    started = time.perf_counter()
    with ThreadPoolExecutor(visitors) as pool:
        each = list(pool.map(lambda share: time_queries(server.another().ask, share), shares))
    seconds = time.perf_counter() - started
    return Timings([ms for times in each for ms in times.ms]), len(queries) / seconds


def measure_edits(
    server: ServedArchive, queries: list[BenchmarkQuery], count: int = 15
) -> tuple[Timings, Timings, Timings]:
    """An edit of a document, and the same query just before and just after it."""
    edit, before, after = Timings(), Timings(), Timings()
    for row, query in zip(rows_to_edit(count), queries, strict=False):
        server.ask(query)
        before.add(server.ask, query)
        edit.add(lambda _question, row=row: change(*row), query)
        after.add(server.ask, query)
    return edit, before, after


def rows_to_edit(count: int) -> list[tuple]:
    """Returns the first statements of ``count`` documents, evenly spread."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM archive_document")
        step = max(1, cursor.fetchone()[0] // (2 * count))
        cursor.execute(EDITED.replace("d.id % %s", "d.id %% %s"), [step])
        first = {row[0]: row for row in reversed(cursor.fetchall())}
    return sorted(first.values())[:count]


def change(
    document: int, title: str, text: str, statement: int, start: int, words: str, speaker: int
) -> None:
    """What an editor does in one go: another title, a corrected word of as many letters, another speaker."""
    first = words.split()[0]
    corrected = first.swapcase() if len(first.swapcase()) == len(first) else first
    words = corrected + words[len(first) :]
    text = text[:start] + words + text[start + len(words) :]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE archive_document SET title = %s, text = %s WHERE id = %s",
            [f"{title} (ed.)", text, document],
        )
        cursor.execute(
            "UPDATE archive_statement SET text = %s, speaker_id = %s WHERE id = %s",
            [words, speaker, statement],
        )
