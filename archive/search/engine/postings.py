"""Posting lists: the rows of the commonest words, stored in the database. One read replaces a visit to all these rows.

They are as of a change in the feed. Rows that changed since are looked up in the index instead, so an old list is as
correct as a new one, only slower. After many changes a server process builds them again by itself (``build_outdated``),
as ``manage.py reindex`` does. An archive with no word in MIN_ROWS rows has none, and needs none.
"""

import os
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import numpy as np
from django.db import connection, transaction

from archive.search.engine.store.changes import Position, read_changes, read_head

from .rows import NO_ROWS, difference

TABLE = "archive_search_postings"
MIN_ROWS = 8_000  # fewer are found in the index as quickly
MAX_CHANGED_ROWS = 50_000  # since the lists were made; with more, the lists are not used
OUTDATED_ROWS = 10_000  # changed since the lists were made: looking them up takes longer than reading a list
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


class PostingLists:
    """Which words have a list, and which rows changed since the lists were made. Two queries."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT unit, word, length(rows), change_number, change_id::text FROM {TABLE}")
            found = cursor.fetchall()
        self.bytes_of = {(unit, word): size for unit, word, size, *_change in found}
        self.exist = bool(found)
        self.changed = np.array([], np.int64)
        if found:
            changes = read_changes(Position(*found[0][3:]))
            self.changed = changes.rows
            if changes.everything:
                self.bytes_of = {}

    def add_changed(self, rows: np.ndarray) -> None:
        self.changed = np.union1d(self.changed, rows)
        if len(self.changed) > MAX_CHANGED_ROWS:
            self.bytes_of = {}

    @property
    def outdated(self) -> bool:
        return self.exist and (not self.bytes_of or len(self.changed) > OUTDATED_ROWS)

    def has(self, unit: int, word: str) -> bool:
        return (unit, word) in self.bytes_of

    def words_with_prefix(self, unit: int, prefix: str) -> list[str]:
        """The words that have a list and start so, the largest lists first."""
        found = [
            (size, word)
            for (of_unit, word), size in self.bytes_of.items()
            if of_unit == unit and word.startswith(prefix)
        ]
        return [word for _size, word in sorted(found, reverse=True)]

    def rows(self, unit: int, word: str) -> np.ndarray | None:
        """As they were when the list was made, ascending int32; None where it is gone. One query."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT rows FROM {TABLE} WHERE unit = %s AND word = %s", [unit, word])
            found = cursor.fetchone()
        return unpack(bytes(found[0])) if found else None


def build_outdated() -> int:
    """The same as ``build``, unless another process is doing it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('archive_search_postings'))")
        return build() if cursor.fetchone()[0] else 0


@transaction.atomic
def build() -> int:
    """Makes all lists again and returns how many there are; needs the statistics of ANALYZE.

    Readers use the old lists until then, and writers do not wait.
    """
    position = read_head()  # whatever changes from now on is known to have changed
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, [MIN_ROWS])
        words = [word for (word,) in cursor.fetchall()]
        cursor.execute(f"DELETE FROM {TABLE}")
        count = sum(build_unit(unit, words, position) for unit in UNITS) if words else 0
        cursor.execute("INSERT INTO archive_search_change (row_ids, names) VALUES ('{}', TRUE)")
    return count


def build_unit(unit: int, words: list[str], position: Position) -> int:
    """How many words have as many rows as the statistics made believe."""
    lists = {word: rows for word, rows in collect(unit, words).items() if len(rows) >= MIN_ROWS}
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {TABLE} (unit, word, change_number, change_id, rows) VALUES (%s, %s, %s, %s, %s)"
            " ON CONFLICT (unit, word) DO UPDATE SET (change_number, change_id, rows)"
            " = (EXCLUDED.change_number, EXCLUDED.change_id, EXCLUDED.rows)",
            [(unit, word, *position, pack(rows)) for word, rows in sorted(lists.items())],
        )
    return len(lists)


def differences() -> list[tuple[str, str]]:
    """("1 øharbour", "stale") for the list of each unit and word that has other rows than the search table, those left
    out that changed since it was made. Lists as of a change that is not in the feed any more are used by nobody."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT unit, word, change_number, change_id::text, rows FROM {TABLE}")
        lists = {(unit, word): (Position(*change), rows) for unit, word, *change, rows in cursor.fetchall()}
    actual = {
        (unit, word): rows
        for unit in {unit for unit, _word in lists}
        for word, rows in collect(unit, [word for of_unit, word in lists if of_unit == unit]).items()
    }
    changes = {position: read_changes(position) for position, _rows in lists.values()}
    found = []
    for key, (position, packed) in sorted(lists.items()):
        different = np.setxor1d(unpack(bytes(packed)), actual.get(key, NO_ROWS))
        if not changes[position].everything and len(difference(different, changes[position].rows)):
            found.append((f"{key[0]} {key[1]}", "stale"))
    return found


def collect(unit: int, words: list[str]) -> dict[str, np.ndarray]:
    """The rows of each word that has any, read on several connections."""
    parts: dict[str, list[np.ndarray]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(max(id), 0) FROM archive_search")
        chunks = range(0, cursor.fetchone()[0] + 1, CHUNK)
    with ThreadPoolExecutor(min(os.cpu_count() or 1, 4)) as pool:
        for chunk in pool.map(lambda first: read_chunk(first, unit, words), chunks):
            for word, rows in chunk:
                parts.setdefault(word, []).append(np.frombuffer(rows, ">i4"))
    return {word: np.concatenate(rows) for word, rows in parts.items()}


def read_chunk(first: int, unit: int, words: list[str]) -> list[tuple[str, bytes]]:
    """In a thread, whose connection ends with the chunk."""
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(ROWS, [first, first + CHUNK, unit, words])
        return cursor.fetchall()


def pack(rows: np.ndarray) -> bytes:
    """One bit for every row of the table, compressed."""
    bits = np.zeros(int(rows.max()) + 1, np.bool_)
    bits[rows] = True
    return zlib.compress(np.packbits(bits).tobytes(), 1)


def unpack(packed: bytes) -> np.ndarray:
    bits = np.unpackbits(np.frombuffer(zlib.decompress(packed), np.uint8))
    return np.flatnonzero(bits).astype(np.int32)
