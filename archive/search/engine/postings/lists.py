"""The posting lists as a process reads them."""

import sys
import time
import zlib
from collections.abc import Sequence

import numpy as np
from django.db import connection

from archive.search.engine.rows import NO_ROWS, RowSet, positions, unpack_mask
from archive.search.engine.store.changes import START, Position, read_changes

from .pairs import PairLists

TABLE = "archive_search_postings"
MAX_CHANGED_ROWS = 50_000  # since the lists were made; with more, the lists are not used
OUTDATED_ROWS = 10_000  # changed since the lists were made: looking them up takes longer than reading a list
QUIET_ROWS, QUIET_SECONDS = 2_000, 300  # so many are enough where none has changed for so long
SPARSE_PART = 4  # such a part of the bytes of a bitmap, and they are looked at one by one
BITMAP_GAP = 64  # rows of a list that are closer than this on average take less room in a bitmap
GAPS_HEADER = np.dtype(
    [("width", "<u4"), ("first", "<u4")]
)  # a zlib stream begins with 0x78, which is no width
BEGINNING = "*"  # behind a key: the list is of all words that begin so
IN_TEXT = ":C"  # behind a key: the list is without rows that have the word in names and titles only


def prefix_key(lexeme: str) -> str:
    """The key of the list of all words with this prefix."""
    return lexeme + BEGINNING


class PostingLists:
    """The words that have a list, and the rows that changed since the lists were made. Three queries."""

    def __init__(self) -> None:
        self.bytes_of: dict[int, dict[str, int]] = {}  # {unit: {word: bytes}}
        position = START
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT unit, word, length(rows), change_number, change_id::text FROM {TABLE}")
            for unit, word, size, *change in cursor:  # a list of them would take 16 MB
                self.bytes_of.setdefault(unit, {})[sys.intern(word)] = size  # most words are of both units
                position = Position(*change)
        self.exist = position != START
        self.changed = np.array([], np.int64)
        self.last_change = time.monotonic()
        self.pairs = PairLists(position)
        if self.exist:
            changes = read_changes(position)
            self.changed = changes.rows
            if changes.must_read_all:
                self.leave_unused()

    def leave_unused(self) -> None:
        self.bytes_of, self.pairs.words = {}, {}

    def add_changed(self, rows: np.ndarray) -> None:
        self.changed = np.union1d(self.changed, rows)
        self.last_change = time.monotonic()
        if len(self.changed) > MAX_CHANGED_ROWS:
            self.leave_unused()

    @property
    def is_outdated(self) -> bool:
        if not self.exist or (self.bytes_of and len(self.changed) <= QUIET_ROWS):
            return False
        is_quiet = time.monotonic() - self.last_change > QUIET_SECONDS
        return not self.bytes_of or len(self.changed) > OUTDATED_ROWS or is_quiet

    def has(self, unit: int, word: str) -> bool:
        """Whether the word has a list that saves time: all rows that changed since it was made are looked up, and where
        these are more than the list has bytes, the index has its rows as quickly."""
        sizes = self.bytes_of.get(unit, {})
        return sizes.get(self.stored_key(unit, word), 0) > len(self.changed)

    def stored_key(self, unit: int, key: str) -> str:
        """The key under which its rows are stored: a word has a list of its own for texts only where a row has it in
        names and titles alone. Beginnings have none for texts."""
        word = key.removesuffix(IN_TEXT)
        is_other = key in self.bytes_of.get(unit, {}) or word.endswith(BEGINNING)
        return key if is_other else word

    def words_with_prefix(self, unit: int, prefix: str) -> list[str]:
        """The words with this prefix that have a list, the largest list first."""
        return self.largest(
            unit,
            [
                word
                for word in self.bytes_of.get(unit, ())
                if word.startswith(prefix) and not word.endswith((BEGINNING, IN_TEXT))
            ],
        )

    def largest(self, unit: int, words: Sequence[str]) -> list[str]:
        """Returns those of the words that have a list, the largest first."""
        sizes = self.bytes_of.get(unit, {})  # another thread may have left the lists unused
        return sorted(words, key=lambda word: (sizes.get(self.stored_key(unit, word), 0), word), reverse=True)

    def rows(self, unit: int, words: Sequence[str]) -> dict[str, RowSet]:
        """{word: its rows when the lists were made}, without lists that no longer exist. One query."""
        stored = {word: self.stored_key(unit, word) for word in words}
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT word, rows FROM {TABLE} WHERE unit = %s AND word = ANY (%s)",
                [unit, list(stored.values())],
            )
            rows_of = {word: unpack(bytes(rows)) for word, rows in cursor.fetchall()}
        return {word: rows_of[key] for word, key in stored.items() if key in rows_of}


def pack(rows: np.ndarray) -> bytes:
    """The rows, which ascend, as a compressed bitmap with a bit for every row of the table; few rows as the gaps
    between them, each in as many bytes as the largest needs."""
    if not len(rows):
        return b""
    first, last = int(rows[0]), int(rows[-1])
    if last - first < len(rows) * BITMAP_GAP:
        bits = np.zeros(last + 1, np.bool_)
        bits[rows] = True
        return zlib.compress(np.packbits(bits).tobytes(), 1)
    gaps = np.diff(rows)
    width = np.min_scalar_type(int(gaps.max(initial=0))).itemsize
    return np.array([(width, first)], GAPS_HEADER).tobytes() + gaps.astype(f"<u{width}").tobytes()


def unpack(packed: bytes) -> RowSet:
    """The rows of ``pack``; of a bitmap looks at non-zero bytes only, since most lists are sparse."""
    if not packed:
        return NO_ROWS
    header = np.frombuffer(packed, GAPS_HEADER, 1)[0]
    if header["width"] <= 4:
        gaps = np.frombuffer(packed, f"<u{header['width']}", offset=GAPS_HEADER.itemsize)
        return np.cumsum(np.concatenate([[header["first"]], gaps]), dtype=np.int32)
    eights = np.frombuffer(zlib.decompress(packed), np.uint8)
    filled = np.flatnonzero(eights != 0).astype(np.int32)
    if len(filled) > len(eights) // SPARSE_PART:
        return unpack_mask(eights)
    bits = positions(unpack_mask(eights[filled])).astype(np.int32)
    return filled[bits >> 3] * 8 + (bits & 7)
