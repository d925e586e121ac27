"""The rows of the commonest words, kept ready in the database: one read instead of a visit to every one of their rows.

They are as of the snapshot of their making. What changed since is asked of the index and put in their place, so an old
set is as right as a new one, only slower; ``manage.py reindex`` makes them anew. An archive with no word in MANY rows
has none, and needs none.
"""

import os
import zlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from django.db import connection, connections

MANY = 8_000  # rows; fewer are asked of the index as quickly
TOO_MANY_CHANGES = 50_000  # rows changed since; then everything is asked of the index
UNITS = (1, 2)

CANDIDATES = """
SELECT word FROM (
    SELECT unnest(most_common_elems::text::text[]) AS word, unnest(most_common_elem_freqs) AS share
    FROM pg_stats WHERE schemaname = current_schema() AND tablename = 'archive_search' AND attname = 'vector'
) AS known
WHERE share * (SELECT count(*) FROM archive_search) > %s ORDER BY share DESC
"""
# One reading of all rows for all words: word by word, most pages would be read hundreds of times.
ROWS = """
SELECT word, string_agg(int4send(t.id::int), ''::bytea)
FROM archive_search t, unnest(tsvector_to_array(t.vector)) AS word
WHERE t.id >= %s AND t.id < %s AND t.public AND t.unit = %s AND word = ANY (%s) GROUP BY word
"""
CHUNK = 20_000


def make() -> int:
    """Write all sets anew and return how many there are; needs the statistics of ANALYZE."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_current_snapshot()::text"
        )  # whatever changes from now on is known to have changed
        (snapshot,) = cursor.fetchone()
        cursor.execute(CANDIDATES, [MANY])
        words = [word for (word,) in cursor.fetchall()]
        cursor.execute("DELETE FROM archive_search_postings")
        kept = sum(write(unit, words, snapshot) for unit in UNITS) if words else 0
        cursor.execute("INSERT INTO archive_search_change (row_ids, names) VALUES ('{}', TRUE)")
    return kept


def write(unit: int, words: list[str], snapshot: str) -> int:
    """The sets of one unit; how many words have as many rows as the statistics made believe."""
    found: dict[str, list[np.ndarray]] = {word: [] for word in words}
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(max(id), 0) FROM archive_search")
        chunks = range(0, cursor.fetchone()[0] + 1, CHUNK)
    with ThreadPoolExecutor(min(os.cpu_count() or 1, 4)) as pool:
        for part in pool.map(lambda first: read(first, unit, words), chunks):
            for word, rows in part:
                found[word].append(np.frombuffer(rows, ">i4"))
        list(pool.map(lambda _: connections.close_all(), range(pool._max_workers)))
    sets = {word: np.concatenate(parts) for word, parts in found.items() if sum(map(len, parts)) >= MANY}
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO archive_search_postings (unit, word, snapshot, rows) VALUES (%s, %s, %s, %s)",
            [(unit, word, snapshot, packed(rows)) for word, rows in sets.items()],
        )
    return len(sets)


def read(first: int, unit: int, words: list[str]) -> list[tuple[str, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [first, first + CHUNK, unit, words])
        return cursor.fetchall()


def packed(rows: np.ndarray) -> bytes:
    bits = np.zeros(int(rows.max()) + 1, np.bool_)
    bits[rows] = True
    return zlib.compress(np.packbits(bits).tobytes(), 1)


def unpacked(packed: bytes) -> np.ndarray:
    bits = np.unpackbits(np.frombuffer(zlib.decompress(packed), np.uint8))
    return np.flatnonzero(bits).astype(np.int32)


class Common:
    """Which words have a set, and which rows changed since these were made."""

    def __init__(self, changed_since):
        """``changed_since(snapshot)`` gives the rows changed since a snapshot, None for all."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT unit, word, length(rows), snapshot::text FROM archive_search_postings")
            found = cursor.fetchall()
        self.words = {(unit, word): size for unit, word, size, _snapshot in found}
        changed = changed_since(found[0][3]) if found else None
        if changed is None:
            self.words = {}
        self.changed = np.unique(changed) if changed is not None else np.array([], np.int64)

    def add_changed(self, rows: np.ndarray) -> None:
        self.changed = np.union1d(self.changed, rows)
        if len(self.changed) > TOO_MANY_CHANGES:
            self.words = {}

    def has(self, unit: int, word: str) -> bool:
        return (unit, word) in self.words

    def beginning(self, unit: int, letters: str) -> list[str]:
        """The words that have a set and begin so, the largest sets first."""
        found = [
            (size, word) for (of, word), size in self.words.items() if of == unit and word.startswith(letters)
        ]
        return [word for _size, word in sorted(found, reverse=True)]

    def rows(self, unit: int, word: str) -> np.ndarray | None:
        """As they were when the set was made; None where it is gone. One query."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rows FROM archive_search_postings WHERE unit = %s AND word = %s", [unit, word]
            )
            found = cursor.fetchone()
        return unpacked(bytes(found[0])) if found else None
