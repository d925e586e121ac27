"""Pair lists: where common words follow one another.

PostgreSQL's index knows the rows that have two words, and must read each of them for whether the words stand side by
side: of common words half the archive. Of the commonest words each pair is kept with its rows and positions, so a
phrase of them is arithmetic of lists, however long it is.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

import numpy as np
from django.db import connection

from archive.search.engine.rows import union
from archive.search.engine.store.changes import START, Position

PAIRS, PAIR_WORDS = "archive_search_pairs", "archive_search_pair_words"
POSITION_BITS = 14  # PostgreSQL has no position above 16,383, and none of zero
BLOCK = 1 << 18  # rows of one list: however many there are, lists are made of so many at a time
SHORT, COMPRESSED = (
    100,
    128,
)  # bytes that compressing would not make fewer; a bit of the byte before those compressed
# No row where the words are not those of that change any more; one without a pair where no row has any of the pairs.
READ = f"""
SELECT p.first_row, p.in_text, p.pair, p.rows, p.counts, p.positions
FROM {PAIR_WORDS} w LEFT JOIN {PAIRS} p ON p.unit = w.unit AND p.pair = ANY (%s) AND p.in_text = ANY (%s)
WHERE w.unit = %s AND w.change_number = %s AND w.change_id::text = %s
"""
READ_ROWS = READ.replace("p.counts, p.positions", "NULL, NULL")


Packed = list[bytes]  # rows, how often each has the pair, and positions


def pair_key(first: str, second: str) -> str:
    return f"{first} {second}"


class PairLists:
    """The words whose pairs are kept, by unit; none unless they are as of the same change as the posting lists. One
    query, none where there are no posting lists."""

    def __init__(self, position: Position) -> None:
        self.position = position
        self.words = read_words(position) if position != START else {}

    def has(self, unit: int, phrase: Sequence[str]) -> bool:
        return len(phrase) > 1 and self.words.get(unit, frozenset()).issuperset(phrase)

    def rows(self, unit: int, phrase: Sequence[str], fields: Iterable[bool]) -> np.ndarray | None:
        """The rows that had these words one after the other, ``fields`` being whether in the text: True, False, or
        both. As they were when the lists were made, ascending int32; None where those are gone. One query."""
        pairs = pairs_of_phrase(phrase)
        with connection.cursor() as cursor:
            values: list = [list(pairs.values()), list(fields), unit, *self.position]
            cursor.execute(READ if len(pairs) > 1 else READ_ROWS, values)
            fetched = cursor.fetchall()
        if not fetched:
            return None
        blocks: dict[tuple[int, bool], dict[str, Packed]] = {}
        for first_row, in_text, pair, *packed in fetched:
            blocks.setdefault((first_row, in_text), {})[pair] = [bytes(part or b"") for part in packed]
        return union(
            *(
                phrase_rows({offset: lists[pair] for offset, pair in pairs.items()}) + np.int32(first_row)
                for (first_row, _in_text), lists in blocks.items()
                if first_row is not None and all(pair in lists for pair in pairs.values())
            )
        )


def read_words(position: Position) -> dict[int, frozenset[str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT unit, words FROM {PAIR_WORDS} WHERE change_number = %s AND change_id::text = %s",
            [*position],
        )
        return {unit: frozenset(words) for unit, words in cursor.fetchall()}


def pairs_of_phrase(phrase: Sequence[str]) -> dict[int, str]:
    """The pairs that have each word of the phrase, by the place of their first word in it: no more than needed."""
    last = len(phrase) - 2
    return {offset: pair_key(phrase[offset], phrase[offset + 1]) for offset in (*range(0, last, 2), last)}


def phrase_rows(lists: Mapping[int, Packed]) -> np.ndarray:
    """``lists`` are those of the phrase's pairs by their place in it, of one block; the rows are counted from its
    first."""
    if len(lists) == 1:
        return unpack_rows(next(iter(lists.values()))[0])
    starts = [unpack_places(*packed) - offset for offset, packed in lists.items()]
    places = reduce(common_places, sorted(starts, key=len))
    return distinct_rows((places >> POSITION_BITS).astype(np.int32))[0]


def common_places(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Returns those of the first places that are also among the second; both are ascending."""
    places = np.searchsorted(right, left)
    return left[np.take(right, places, mode="clip") == left]


def distinct_rows(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The distinct ones of ascending rows, and how often each occurs."""
    first = np.flatnonzero(np.diff(rows, prepend=-1))
    return rows[first], np.diff(first, append=len(rows))


def pack_pair(rows: np.ndarray, positions: np.ndarray) -> Packed:
    """Packs occurrences, given by row and position of the first word, ascending: the rows, the number in each, and the
    positions."""
    distinct, counts = distinct_rows(rows)
    return [pack_numbers(np.diff(distinct, prepend=0)), pack_numbers(counts), pack_numbers(positions)]


def unpack_rows(packed: bytes) -> np.ndarray:
    return np.cumsum(unpack_numbers(packed), dtype=np.int32)


def unpack_places(rows: bytes, counts: bytes, positions: bytes) -> np.ndarray:
    """Returns one number for each occurrence, made of row and position, ascending int64."""
    of_rows = np.repeat(unpack_rows(rows).astype(np.int64) << POSITION_BITS, unpack_numbers(counts))
    return of_rows + unpack_numbers(positions)


def pack_numbers(numbers: np.ndarray) -> bytes:
    """A byte that says how, then the numbers in as many bytes each as the largest needs; compressed where there are
    many of them."""
    narrow = numbers.astype(np.min_scalar_type(numbers.max()))
    data = narrow.tobytes()
    if len(data) < SHORT:
        return bytes([narrow.itemsize]) + data
    return bytes([narrow.itemsize | COMPRESSED]) + zlib.compress(data, 1)


def unpack_numbers(packed: bytes) -> np.ndarray:
    width, data = packed[0], packed[1:]
    return np.frombuffer(zlib.decompress(data) if width & COMPRESSED else data, f"u{width & ~COMPRESSED}")
