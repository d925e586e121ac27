"""Makes the pair lists, and checks them."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import NamedTuple

import numpy as np
from django.db import connection

from archive.search.engine.store.changes import Position, read_changes

from .pairs import BLOCK, PAIR_WORDS, PAIRS, POSITION_BITS, pack_pair, pair_key, unpack_places

SHARE = 100  # words that one row in so many has
MAX_WORDS = 1_000
CHUNK = 1 << 14  # rows read by one query
COMPARED = 2_000  # lists read by one query
OCCURRENCE = np.dtype([("row", "<i4"), ("position", "<u2")])
OCCURRENCES = """
SELECT lexeme, weight = 'C', string_agg(int4send(t.id::int - %s) || int2send(position), ''::bytea)
FROM archive_search t, unnest(t.vector) AS word(lexeme, positions, weights),
    unnest(positions, weights) AS place(position, weight)
WHERE t.id >= %s AND t.id < %s AND t.public AND t.unit = %s AND lexeme = ANY (%s) GROUP BY 1, 2
"""
WRITE = f"COPY {PAIRS} (unit, pair, in_text, first_row, rows, counts, positions) FROM STDIN"


class Pair(NamedTuple):
    """Two words by their numbers, and whether they follow one another in the text or in names and titles."""

    first: int
    second: int
    in_text: bool


def build_pairs(unit: int, sizes: dict[str, int], position: Position) -> None:
    """Makes all lists of a unit again; ``sizes`` are the numbers of rows of its commonest words."""
    words = choose_words(unit, sizes)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {PAIRS} WHERE unit = %s", [unit])
        cursor.execute(f"DELETE FROM {PAIR_WORDS} WHERE unit = %s", [unit])
        if not words:
            return
        cursor.execute(f"INSERT INTO {PAIR_WORDS} VALUES (%s, %s, %s, %s)", [unit, *position, words])
        for first_row, pairs in blocks(unit, words):
            with cursor.copy(WRITE) as copy:
                for (first, second, in_text), occurrences in pairs.items():
                    packed = pack_pair(occurrences["row"], occurrences["position"])
                    pair = pair_key(words[first], words[second])
                    copy.write_row((unit, pair, in_text, first_row, *packed))


def choose_words(unit: int, sizes: dict[str, int]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM archive_search WHERE public AND unit = %s", [unit])
        min_count = cursor.fetchone()[0] / SHARE
    common = sorted((-size, word) for word, size in sizes.items() if size >= min_count)
    return [word for _size, word in common[:MAX_WORDS]]


def pair_differences() -> Iterator[tuple[str, str]]:
    """("1 øharbour ølibrary", "stale") for each list of a unit and pair that differs from the search table, rows left
    out that changed since it was made. Lists as of a change that is not in the feed any more are used by nobody."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT unit, words, change_number, change_id::text FROM {PAIR_WORDS}")
        rows = cursor.fetchall()
    for unit, words, *change in rows:
        changes = read_changes(Position(*change))
        if not changes.must_read_all:
            pairs = {
                pair
                for first_row, occurrences_of in blocks(unit, words)
                for pair in different_pairs(unit, words, first_row, occurrences_of, changes.rows)
            }
            yield from ((f"{unit} {pair}", "stale") for pair in sorted(pairs))


def different_pairs(
    unit: int,
    words: Sequence[str],
    first_row: int,
    occurrences_of: dict[Pair, np.ndarray],
    changed_rows: np.ndarray,
) -> Iterator[str]:
    """The pairs of the block whose stored lists differ from those found now."""
    actual = {
        (pair_key(words[pair.first], words[pair.second]), pair.in_text): places_of(occurrences)
        for pair, occurrences in occurrences_of.items()
    }
    for pair, in_text, *packed in read_pairs(unit, first_row):
        places = unpack_places(*map(bytes, packed))
        different = np.setxor1d(places, actual.pop((pair, in_text), places[:0])) >> POSITION_BITS
        if not np.isin(different + first_row, changed_rows).all():
            yield pair
    for (pair, _in_text), places in actual.items():
        if not np.isin((places >> POSITION_BITS) + first_row, changed_rows).all():
            yield pair


def read_pairs(unit: int, first_row: int) -> Iterator[tuple]:
    last = ("", False)
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                f"SELECT pair, in_text, rows, counts, positions FROM {PAIRS}"
                " WHERE unit = %s AND first_row = %s AND (pair, in_text) > (%s, %s)"
                " ORDER BY pair, in_text LIMIT %s",
                [unit, first_row, *last, COMPARED],
            )
            fetched = cursor.fetchall()
            if not fetched:
                return
            yield from fetched
            last = fetched[-1][:2]


def places_of(occurrences: np.ndarray) -> np.ndarray:
    """Row and position combined into one number."""
    return (occurrences["row"].astype(np.int64) << POSITION_BITS) + occurrences["position"]


def blocks(unit: int, words: Sequence[str]) -> Iterator[tuple[int, dict[Pair, np.ndarray]]]:
    """(first row, the occurrences in each pair counted from it) for each BLOCK of rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(max(id), 0) FROM archive_search")
        size = cursor.fetchone()[0] + 1
    for first_row in range(0, size, BLOCK):
        yield first_row, collect_pairs(unit, words, first_row)


def collect_pairs(unit: int, words: Sequence[str], first_row: int) -> dict[Pair, np.ndarray]:
    """The occurrences of each pair that any row of the block has, ascending, read on several connections."""
    parts: dict[Pair, bytearray] = {}
    chunks = range(first_row, first_row + BLOCK, CHUNK)
    with ThreadPoolExecutor(min(os.cpu_count() or 1, 4)) as pool:
        for chunk in pool.map(lambda first: read_chunk(first, unit, words), chunks):
            for pair, occurrences in chunk:
                parts.setdefault(pair, bytearray()).extend(occurrences)
    return {pair: np.frombuffer(occurrences, OCCURRENCE) for pair, occurrences in parts.items()}


def read_chunk(first: int, unit: int, words: Sequence[str]) -> list[tuple[Pair, bytes]]:
    """Reads one chunk in a thread whose database connection ends with it."""
    numbers = {word: number for number, word in enumerate(words)}
    by_field: dict[bool, list[tuple[int, np.ndarray]]] = {}
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(OCCURRENCES, [first // BLOCK * BLOCK, first, first + CHUNK, unit, list(words)])
        for word, in_text, packed in cursor.fetchall():
            occurrences = np.frombuffer(packed, OCCURRENCE.newbyteorder(">"))
            by_field.setdefault(in_text, []).append((numbers[word], places_of(occurrences)))
    return [pair for in_text, lists in by_field.items() for pair in pairs_of(lists, in_text)]


def pairs_of(lists: list[tuple[int, np.ndarray]], in_text: bool) -> Iterator[tuple[Pair, bytes]]:
    """Yields (pair, packed places of its occurrences); ``lists`` are (number of a word, its places)."""
    numbers = np.repeat([number for number, _places in lists], [len(places) for _number, places in lists])
    places = np.concatenate([places for _number, places in lists])
    order = np.argsort(places, kind="stable")
    firsts, seconds = neighbours(places[order])
    size = int(numbers.max()) + 1
    pairs = numbers[order][firsts] * size + numbers[order][seconds]
    by_pair = np.argsort(pairs, kind="stable")
    pairs, where = pairs[by_pair], places[order][firsts][by_pair]
    occurrences = np.empty(len(where), OCCURRENCE)
    occurrences["row"], occurrences["position"] = where >> POSITION_BITS, where & ((1 << POSITION_BITS) - 1)
    starts = np.flatnonzero(np.diff(pairs, prepend=-1))
    ends = starts + np.diff(starts, append=len(pairs))
    for pair, start, end in zip(pairs[starts].tolist(), starts.tolist(), ends.tolist(), strict=True):
        yield Pair(pair // size, pair % size, in_text), occurrences[start:end].tobytes()


def neighbours(places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Returns for ascending places the positions of all pairs whose second place is one behind the first. Several words
    may have one place: PostgreSQL gives all words after the 16,383rd the same."""
    starts = np.flatnonzero(np.diff(places, prepend=-1))
    counts = np.diff(starts, append=len(places))
    follow = np.append(np.diff(places[starts]) == 1, False)
    behind = np.where(follow, np.append(counts[1:], 0), 0)  # how many places are one behind, for each place
    numbers = np.repeat(behind, counts)
    firsts = np.repeat(np.arange(len(places)), numbers)
    within = np.arange(len(firsts)) - np.repeat(np.cumsum(numbers) - numbers, numbers)
    next_starts = np.repeat(np.append(starts[1:], 0), counts)
    return firsts, next_starts[firsts] + within
