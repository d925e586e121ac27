"""The kept table of words, ``archive_search_word``, and its copy in the memory of this process.

Triggers add the words of what becomes public, ``manage.py reindex`` counts all of them again. A word that is public no
more stays until then, so that whoever offers a word looks whether it stands in a public text today.
"""

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass

from django.db import connection, transaction

from archive.search.cache import BoundedCache
from archive.search.engine.store.columns import Columns

from .lexicon import Lexicon

TABLE = "archive_search_word"
CHUNK = 500  # documents
COUNTS = """
SELECT word, count(*) FROM archive_passage p
JOIN archive_search t ON t.unit = 2 AND t.object_id = p.id AND t.public,
LATERAL archive_spelt_words(p.text) AS spelt(word)
WHERE p.document_id >= %s AND p.document_id < %s GROUP BY word
"""
READ = f"""
SELECT min(id), max(id), COALESCE(array_agg(word) FILTER (WHERE id > %s), '{{}}'),
       COALESCE(array_agg(rows) FILTER (WHERE id > %s), '{{}}') FROM {TABLE}
"""


@dataclass(frozen=True)
class CachedLexicon:
    """As of that version of the columns; ``first`` and ``last`` are the ids of the table's rows then."""

    version: int
    first: int
    last: int
    lexicon: Lexicon


cached_lexicons: BoundedCache[tuple, CachedLexicon] = BoundedCache(8)  # by the key of the columns


def lexicon(columns: Columns) -> Lexicon:
    """The words of the table. One query where rows changed since it was asked last, for what is new in it."""
    cached = cached_lexicons.get(columns.key) if columns.key else None
    if cached is None or cached.version != columns.version:
        cached = read(columns.version, cached)
        if columns.key:
            cached_lexicons.put(columns.key, cached)
    return cached.lexicon


def read(version: int, cached: CachedLexicon | None) -> CachedLexicon:
    """Ids grow with time, since writers take turns; after the table was built again all of them are new."""
    with connection.cursor() as cursor:
        cursor.execute(READ, [cached.last if cached else 0] * 2)
        first, last, words, rows = cursor.fetchone()
    more = Lexicon.of(words, rows)
    if cached is None or (cached.last and first != cached.first):
        return CachedLexicon(version, first or 0, last or 0, more)
    whole = cached.lexicon + more if words else cached.lexicon
    return CachedLexicon(version, first or 0, last or 0, whole)


def build() -> int:
    """Counts the words of all public passages, on several connections, and returns how many there are."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(max(id), 0) FROM {TABLE}")
        (last,) = cursor.fetchone()
        cursor.execute("SELECT COALESCE(min(id), 0), COALESCE(max(id), 0) FROM archive_document")
        documents = cursor.fetchone()
    counts: Counter[str] = Counter()
    with ThreadPoolExecutor(min(os.cpu_count() or 1, 4)) as pool:
        for chunk in pool.map(count_chunk, range(documents[0], documents[1] + 1, CHUNK)):
            counts.update(chunk)
    write(counts, last)
    return len(counts)


def count_chunk(first: int) -> dict[str, int]:
    """In a thread, whose connection ends with the chunk."""
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(COUNTS, [first, first + CHUNK])
        return dict(cursor.fetchall())


def write(counts: dict[str, int], last: int) -> None:
    """In place of the rows up to the id ``last``: what was added while the words were counted stays."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT archive_acquire_write_lock()")
        cursor.execute(f"DELETE FROM {TABLE} WHERE id <= %s", [last])
        cursor.execute(f"SELECT word FROM {TABLE}")
        added = {word for (word,) in cursor.fetchall()}
        with cursor.copy(f"COPY {TABLE} (word, rows) FROM STDIN") as copy:
            for word, rows in counts.items():
                if word not in added:
                    copy.write_row((word, rows))
