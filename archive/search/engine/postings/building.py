"""Makes the posting lists, and checks them."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import numpy as np
from django.db import connection, transaction

from archive.search.engine.rows import NO_ROWS, difference, distinct, row_numbers
from archive.search.engine.store.changes import Position, read_changes, read_head

from .lists import BEGINNING, IN_TEXT, TABLE, pack, prefix_key, unpack
from .pair_building import build_pairs, pair_differences

MIN_ROWS = 100  # fewer are found in the index as quickly
MAX_PART = 20_000  # of so many rows one at least: the lists are no more in a larger archive
BEGINNINGS = 80  # times as many rows have the words of a beginning that has a list
LETTERS = 3  # of such a beginning, at most
EXACT = "ø"  # before each word (archive_search_exact)
UNITS = (1, 2)

# Of the texts, as counted by the last reindexing, and of names and titles as statistics estimate it.
CANDIDATES = """
SELECT 'ø' || word FROM archive_search_word GROUP BY word HAVING sum(rows) >= %s
UNION
SELECT word FROM (
    SELECT unnest(most_common_elems::text::text[]) AS word, unnest(most_common_elem_freqs) AS share
    FROM pg_stats WHERE schemaname = current_schema() AND tablename = 'archive_search' AND attname = 'vector'
) AS known
WHERE share * (SELECT count(*) FROM archive_search) >= %s
"""
# One reading of all rows for all words: word by word, most pages would be read hundreds of times. The words of texts
# have the weight C, those of names and titles A and B (archive_search_definition).
ROWS = """
SELECT word, in_text, string_agg(int4send(t.id::int), ''::bytea)
FROM archive_search t, LATERAL (
    SELECT unnest(tsvector_to_array(ts_filter(t.vector, '{c}'))), TRUE
    UNION ALL SELECT unnest(tsvector_to_array(ts_filter(t.vector, '{a,b}'))), FALSE
) AS words(word, in_text)
WHERE t.id >= %s AND t.id < %s AND t.public AND t.unit = %s GROUP BY word, in_text
"""
WRITE = f"""
INSERT INTO {TABLE} (unit, word, change_number, change_id, rows) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (unit, word) DO UPDATE SET (change_number, change_id, rows)
    = (EXCLUDED.change_number, EXCLUDED.change_id, EXCLUDED.rows)
"""
CHUNK = 20_000


def build_outdated() -> int:
    """Calls ``build``, unless another process is doing so."""
    with transaction.atomic():
        return build() if try_lock() else 0


def is_being_built() -> bool:
    with transaction.atomic():
        return not try_lock()


def try_lock() -> bool:
    """Takes the lock until the end of the transaction; returns whether it could."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('archive_search_postings'))")
        return bool(cursor.fetchone()[0])


@transaction.atomic
def build() -> int:
    """Makes all lists again and returns how many there are; needs the statistics of ANALYZE.

    Readers use the old lists until then, and writers do not wait.
    """
    position = read_head()  # whatever changes from now on is known to have changed
    with connection.cursor() as cursor:
        min_count = min_rows()
        cursor.execute(CANDIDATES, [min_count, min_count])
        words = [word for (word,) in cursor.fetchall()]
        cursor.execute(f"DELETE FROM {TABLE}")
        count = sum(build_unit(unit, words, min_count, position) for unit in UNITS)
        cursor.execute("INSERT INTO archive_search_change (row_ids, names) VALUES ('{}', TRUE)")
    return count


def min_rows() -> int:
    """Returns how many rows a word needs for a list of its own: a share of all rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM archive_search")
        return max(MIN_ROWS, cursor.fetchone()[0] // MAX_PART)


def build_unit(unit: int, words: list[str], min_count: int, position: Position) -> int:
    """Builds the lists of a unit; returns how many words and prefixes have one."""
    sizes: dict[str, int] = {}
    with connection.cursor() as cursor:
        for key, rows in lists_of(unit, words) if words else ():
            if key.endswith(IN_TEXT):
                is_needed = key.removesuffix(IN_TEXT) in sizes
            else:
                is_needed = len(rows) >= (min_count * BEGINNINGS if key.endswith(BEGINNING) else min_count)
            if is_needed:
                cursor.execute(WRITE, [unit, key, *position, pack(rows)])
                sizes[key] = len(rows)
    words_only = {key: size for key, size in sizes.items() if not key.endswith((BEGINNING, IN_TEXT))}
    build_pairs(unit, words_only, position)
    return len(sizes)


def differences() -> list[tuple[str, str]]:
    """("1 øharbour", "stale") for the list of each unit and word that has other rows than the search table, those left
    out that changed since it was made. Lists as of a change that is not in the feed any more are used by nobody."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT unit, word, change_number, change_id::text, rows FROM {TABLE}")
        lists = {(unit, word): (Position(*change), rows) for unit, word, *change, rows in cursor.fetchall()}
    actual = {
        (unit, key): rows
        for unit in {unit for unit, _key in lists}
        for key, rows in lists_of(unit, [key for of_unit, key in lists if of_unit == unit])
        if (unit, key.removesuffix(IN_TEXT)) in lists
    }
    changes = {position: read_changes(position) for position, _rows in lists.values()}
    faults = []
    # Of a word without a list for texts, that of the word is it.
    for unit, key in sorted(lists.keys() | actual.keys()):
        word = (unit, key.removesuffix(IN_TEXT))
        position, packed = lists.get((unit, key)) or lists[word]
        rows = actual.get((unit, key), actual.get(word, NO_ROWS))
        different = np.setxor1d(row_numbers(unpack(bytes(packed))), rows)
        if not changes[position].must_read_all and len(difference(different, changes[position].rows)):
            faults.append((f"{unit} {key}", "stale"))
    return [*faults, *pair_differences()]


def lists_of(unit: int, words: list[str]) -> Iterator[tuple[str, np.ndarray]]:
    """The rows of each of these words that has any, and of each beginning of up to LETTERS letters, ascending; behind a
    word those that have it in the text, where these are not all."""
    rows_of = collect(unit, words)
    beginnings: dict[str, list[np.ndarray]] = {}
    for key, (in_text, in_names) in rows_of.items():
        if not key.endswith(BEGINNING):
            rows, text_rows = distinct(in_text, in_names), distinct(in_text)
            yield key, rows
            if len(rows) > len(text_rows):
                yield key + IN_TEXT, text_rows
        if key.startswith(EXACT):
            stem = key.removesuffix(BEGINNING)[: LETTERS + 1]
            for end in range(2, len(stem) + 1):
                beginnings.setdefault(stem[:end], []).extend((in_text, in_names))
    for beginning, sets in beginnings.items():
        yield prefix_key(beginning), distinct(*sets)


def collect(unit: int, words: list[str]) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """The rows that have each word in the text, and in names and titles; of all words that are not given by their
    beginnings. Read on several connections; in no order, and where words share a beginning a row more than once."""
    parts: dict[str, tuple[bytearray, bytearray]] = {}
    listed = frozenset(words)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(max(id), 0) FROM archive_search")
        chunks = range(0, cursor.fetchone()[0] + 1, CHUNK)
    with ThreadPoolExecutor(min(os.cpu_count() or 1, 4)) as pool:
        for chunk in pool.map(lambda first: read_chunk(first, unit, listed), chunks):
            for (key, in_text), rows in chunk.items():
                parts.setdefault(key, (bytearray(), bytearray()))[not in_text].extend(rows)
    return {
        key: (np.frombuffer(in_text, ">i4"), np.frombuffer(in_names, ">i4"))
        for key, (in_text, in_names) in parts.items()
    }


def read_chunk(first: int, unit: int, listed_words: frozenset[str]) -> dict[tuple[str, bool], bytes]:
    """Reads one chunk in a thread whose database connection ends with it."""
    parts: dict[tuple[str, bool], list[bytes]] = {}
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(ROWS, [first, first + CHUNK, unit])
        for word, in_text, rows in cursor.fetchall():
            key = word if word in listed_words else prefix_key(word[: LETTERS + 1])
            parts.setdefault((key, in_text), []).append(rows)
    return {key: b"".join(rows) for key, rows in parts.items()}
