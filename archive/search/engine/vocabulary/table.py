"""The kept table of words, ``archive_search_word``, and its copy in the memory of this process.

Triggers add the words of what is written, ``manage.py reindex`` counts all of them again. A word that is public no more
stays until then, so that whoever offers a word looks whether it stands in a public text today.
"""

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace

from django.db import connection, transaction

from archive.models import Document
from archive.search.cache import BoundedCache
from archive.search.engine.store.columns import Columns
from archive.search.query.compounds import JOINT

from .joining import JoinedWords, WordSet
from .lexicon import ANY_LANGUAGE, MAX_LENGTH, MIN_LENGTH, Lexicon
from .word_file import CachedLexicon, load, share

TABLE = "archive_search_word"
CHUNK = 5_000  # rows of the search table
COUNTS = """
SELECT language, word, count(*) FILTER (WHERE in_text) FROM archive_search_row_words
WHERE row_id >= %s AND row_id < %s GROUP BY language, word
"""
WRITE = f"""
INSERT INTO {TABLE} (language, word, stem, rows)
SELECT language, word, archive_search_stem(language, word), rows
FROM unnest(%s::text[], %s::text[], %s::int[]) AS counted(language, word, rows) ON CONFLICT DO NOTHING
"""
COMMON_PART = 10  # a word is of each language that has so large a part of the rows of its commonest
# Languages that share a bit only make the test milder. Texts of an unknown language may be of any.
LANGUAGE_BITS = f"""
CASE language WHEN '{Document.UNKNOWN_LANGUAGE}' THEN {ANY_LANGUAGE}
ELSE 1::bigint << (26 * ascii(language) + ascii(substr(language, 2))) %% 63 END
"""
READ = f"""
SELECT (SELECT min(id) FROM {TABLE}), (SELECT max(id) FROM {TABLE}),
       COALESCE(array_agg(word) FILTER (WHERE has_correctable_length), '{{}}'),
       COALESCE(array_agg(rows) FILTER (WHERE has_correctable_length), '{{}}'),
       COALESCE(array_agg(languages) FILTER (WHERE has_correctable_length), '{{}}'),
       COALESCE(array_agg(word) FILTER (WHERE is_mixed), '{{}}'), COALESCE(array_agg(word), '{{}}')
FROM (
    SELECT word, rows, languages, in_text AND is_mixed AS is_mixed,
        in_text AND NOT is_mixed AND length(word) BETWEEN {MIN_LENGTH} AND {MAX_LENGTH} AS has_correctable_length
    FROM (
        SELECT word, sum(rows) AS rows, sum(rows) > 0 AS in_text, word ~ '[0-9{JOINT}]' AS is_mixed,
            bit_or(bits) FILTER (WHERE rows * {COMMON_PART} >= most_rows) AS languages
        FROM (
            SELECT word, rows, max(rows) OVER (PARTITION BY word) AS most_rows, {LANGUAGE_BITS} AS bits
            FROM {TABLE} WHERE id > %s
        ) AS of_language GROUP BY word
    ) AS new
) AS sorted
"""


cached_lexicons: BoundedCache[tuple, CachedLexicon] = BoundedCache(8)  # by the key of the columns


def lexicon(columns: Columns) -> Lexicon:
    """Returns the words of public texts that may be misspelt. One query where the table has new words, for these."""
    return latest(columns).lexicon


def joined_words(columns: Columns) -> JoinedWords:
    """Returns the words of public texts that are also written apart; as many queries as ``lexicon``."""
    return latest(columns).joined


def known_words(columns: Columns) -> WordSet | None:
    """Returns all words that rows of these columns have, public or not, and perhaps others. None where they have not
    been read since the newest was added, or the table is empty, as before the first ``reindex``."""
    cached = cached_lexicon(columns)
    if cached is None or not len(cached.known) or cached.last_word != columns.last_word:
        return None
    return cached.known


def cached_lexicon(columns: Columns) -> CachedLexicon | None:
    """Returns what this process holds. None after everything was read again, since ids may be of other words then: an
    older backup was restored."""
    cached = cached_lexicons.get(columns.key) if columns.key else None
    return cached if cached and cached.epoch == columns.epoch else None


def latest(columns: Columns) -> CachedLexicon:
    cached = cached_lexicon(columns)
    if cached is None and columns.key:
        cached = load(columns.database, columns.epoch)
    if cached is None or cached.last_word != columns.last_word:
        cached = read(columns, cached)
    if columns.key:
        cached_lexicons.put(columns.key, cached)
    return cached


def share_words(columns: Columns) -> None:
    """Reads the words before a visitor needs them, and puts them into the file of this host where it lacks many."""
    shared = share(columns.database, latest(columns)) if columns.key else None
    if shared and columns.key:
        cached_lexicons.put(columns.key, shared)


def read(columns: Columns, cached_lexicon: CachedLexicon | None) -> CachedLexicon:
    """Returns the words with those that were added since ``cached_lexicon``. Ids grow with time, since writers take
    turns. Where the first is another one, the table was built again, or the first word has come into a public text and
    got a new id: all words are read then, by a second query."""
    last_word = columns.last_word
    with connection.cursor() as cursor:
        cursor.execute(READ, [cached_lexicon.last if cached_lexicon else 0])
        first, last, words, rows, languages, other_forms, every = cursor.fetchone()
    added = CachedLexicon(
        columns.epoch,
        last_word,
        first or 0,
        last or 0,
        Lexicon.from_words(words, rows, languages),
        JoinedWords.from_words(words, other_forms),
        WordSet.from_words(every),
        shared=0,
        unshared=len(every),
    )
    if cached_lexicon is None:
        return added
    if cached_lexicon.last and first != cached_lexicon.first:
        return read(columns, None)
    return replace(
        added,
        lexicon=cached_lexicon.lexicon + added.lexicon if words else cached_lexicon.lexicon,
        joined=cached_lexicon.joined + added.joined if words or other_forms else cached_lexicon.joined,
        known=cached_lexicon.known + added.known,
        shared=cached_lexicon.shared,
        unshared=cached_lexicon.unshared + added.unshared,
    )


def build() -> int:
    """Counts the words of all rows, on several connections, and returns how many there are."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(max(id), 0) FROM {TABLE}")
        (last,) = cursor.fetchone()
        cursor.execute("SELECT COALESCE(max(id), 0) FROM archive_search")
        (last_row,) = cursor.fetchone()
    counts: Counter[tuple[str, str]] = Counter()
    with ThreadPoolExecutor(min(os.cpu_count() or 1, 4)) as pool:
        for chunk in pool.map(count_chunk, range(0, last_row + 1, CHUNK)):
            counts.update(chunk)
    write(counts, last)
    return len(counts)


def count_chunk(first: int) -> dict[tuple[str, str], int]:
    """Counts the words of CHUNK rows; runs in a thread, whose connection ends with the chunk."""
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(COUNTS, [first, first + CHUNK])
        return {(language, word): rows for language, word, rows in cursor.fetchall()}


def differences() -> tuple[list[tuple[str, str]], int]:
    """Returns ("en harbour", "missing" or "stale") for each word that rows have and the table has not, or has with
    another stem or as if no public text had it; and how many of its words no row has any more. Such are left by a
    deletion, and no fault. Reads all rows on this connection, and afterwards the table, which loses no word meanwhile.
    """
    expected: dict[tuple[str, str], bool] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(max(id), 0) FROM archive_search")
        for first in range(0, cursor.fetchone()[0] + 1, CHUNK):
            cursor.execute(COUNTS, [first, first + CHUNK])
            for language, word, rows in cursor.fetchall():
                expected[language, word] = bool(rows) or expected.get((language, word), False)
        cursor.execute(
            f"SELECT language, word, stem = archive_search_stem(language, word), rows > 0 FROM {TABLE}"
        )
        entries = {(language, word): facts for language, word, *facts in cursor.fetchall()}
    stale = {
        key
        for key, (has_stem, is_in_text) in entries.items()
        if not has_stem or expected.get(key, False) > is_in_text
    }
    problems = dict.fromkeys(expected.keys() - entries.keys(), "missing") | dict.fromkeys(stale, "stale")
    named = sorted((" ".join(key), problem) for key, problem in problems.items())
    return named, len(entries.keys() - expected.keys() - stale)


def write(counts: dict[tuple[str, str], int], last: int) -> None:
    """Writes the counts in place of the rows up to the id ``last``: what was added while the words were
    counted stays."""
    languages, words = ([key[part] for key in counts] for part in (0, 1))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT archive_acquire_write_lock()")
        cursor.execute(f"DELETE FROM {TABLE} WHERE id <= %s", [last])
        cursor.execute(WRITE, [languages, words, list(counts.values())])
