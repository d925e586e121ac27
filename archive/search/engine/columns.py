"""The narrow columns of the search table's public rows, held by each process and always those of the database.

A row's place is its id. Facets are held as codes (coded.py). What a transaction changed is listed in
``archive_search_change`` (migration 0004): whoever asks reads what became visible since the snapshot read last, so that
an edit published by another process or host is counted in the next request. One query when nothing changed.
"""

import datetime as dt
import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from itertools import count
from threading import RLock, local

import numpy as np
from django.db import DatabaseError, connection, transaction

from archive.search.facets import FACETS

from .cache import BoundedCache
from .dictionaries import Coded, CodedSets
from .postings import Common
from .rows import without

logger = logging.getLogger(__name__)

serials = count()
CHUNK = 100_000
LOGGED = 200  # changes remembered, for match sets to be brought up to date by
FORGOTTEN = 50_000  # changed rows at once that are read anew from the beginning
DAY_ZERO = dt.date(1970, 1, 1)
NEVER = np.iinfo(np.int32).min  # the date of a row without one

PLAIN = {
    "row": "id",
    "unit": "unit",
    "object_id": "object_id",
    "day": f"COALESCE(date - DATE '{DAY_ZERO}', {NEVER})",
    "year": "COALESCE(EXTRACT(year FROM date), 0)",
    "machine": "machine::int",
    "utterance": "COALESCE(utterance_id, 0)",
}
HASHED = [f.name for f in FACETS if f.is_array or not f.model]  # told apart by a hash of 64 bits
CODED = {
    f.name: f"hash_array_extended({f.column}, 0)"
    if f.is_array
    else f"COALESCE({f.column}, 0)"
    if f.model
    else f"hashtextextended({f.column}, 0)"
    for f in FACETS
}
READ = PLAIN | CODED
TYPES = {"unit": np.int8, "object_id": np.int64, "year": np.int16, "machine": np.bool_}

CHANGES = """
SELECT pg_current_snapshot()::text, COALESCE(bool_or(c.transaction IS NOT NULL AND c.row_ids IS NULL), FALSE),
       COALESCE(bool_or(c.names), FALSE), array_agg(DISTINCT row)
FROM (SELECT %s::pg_snapshot AS read) s
LEFT JOIN archive_search_change c
    ON c.transaction >= pg_snapshot_xmin(s.read) AND NOT pg_visible_in_snapshot(c.transaction, s.read)
LEFT JOIN LATERAL unnest(c.row_ids) AS row ON TRUE
"""


@dataclass
class Changes:
    """What became visible since a snapshot, and the snapshot in which that is so."""

    snapshot: str
    anew: bool
    renamed: bool
    rows: np.ndarray

    def __post_init__(self):
        self.rows = np.array([row for row in self.rows or [] if row is not None], np.int64)

    @property
    def any(self) -> bool:
        return self.anew or self.renamed or bool(len(self.rows))


class Columns:
    def __init__(self, name: str = ""):
        self.name = name  # of the database; empty where these columns are thrown away after one question
        # What is kept elsewhere is kept under this: no other columns, of this or another database, have the same.
        self.key = (name, next(serials)) if name else None
        self.lock = RLock()
        self.snapshot = ""
        self.sequence = 0  # counts what was read; match sets remember the number they are of
        self.epoch = 0  # counts the readings of everything, after which row numbers may mean other rows
        self.log: dict[int, np.ndarray] = {}
        self.clear(0)

    def clear(self, size: int) -> None:
        self.plain = {name: np.zeros(size, TYPES.get(name, np.int32)) for name in PLAIN if name != "row"}
        self.facets = {f.name: CodedSets(size) if f.is_array else Coded(size) for f in FACETS}
        self.kept: dict = {}
        self.until_renamed: dict = {}

    def now(self) -> "Columns":
        """What threads read that do not hold the lock: rows stay where they are and are those that they were, and the
        numbers of what was read stay, whatever is read meanwhile; only what changes in a row may be seen to change."""
        return copy(self)

    @property
    def languages(self) -> list[str]:
        """Of the public texts, now or once."""
        return self.facets["language"].keys[1:]

    @property
    def size(self) -> int:
        return len(self.plain["unit"])

    def __getattr__(self, name: str) -> np.ndarray:
        try:
            return self.__dict__["plain"][name]
        except KeyError:
            raise AttributeError(name) from None

    def rows(self, unit: int) -> np.ndarray:
        """The public rows of a unit, ascending; kept until something changes."""
        return self.keep(("rows", unit), lambda: np.flatnonzero(self.unit == unit).astype(np.int32))

    def keep(self, key, make):
        """What ``make`` gives, made once for the present state, which nobody changes meanwhile."""
        with self.lock:
            if key not in self.kept:
                self.kept[key] = make()
            return self.kept[key]

    def keep_until_renamed(self, key: str, make):
        """What ``make`` gives, made once until something is called otherwise."""
        kept = self.until_renamed
        if key not in kept:
            kept[key] = make()
        return kept[key]

    def catch_up(self) -> None:
        """Reads what became visible since the last time, all of it in one snapshot of the database."""
        if self.snapshot and not self.changes().any:
            return
        with one_snapshot():
            changes = self.changes()
            if changes.anew or len(changes.rows) > FORGOTTEN:
                self.read_all()
            elif len(changes.rows):
                self.read_changed(changes.rows)
        if changes.renamed:
            self.until_renamed = {}
        self.snapshot = changes.snapshot

    def changes(self) -> "Changes":
        if self.snapshot:
            return changes_since(self.snapshot)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_snapshot()::text, TRUE, TRUE, ARRAY[]::bigint[]")
            return Changes(*cursor.fetchone())

    @property
    def common(self) -> Common:
        """Two queries when asked for the first time."""
        return self.keep_until_renamed("common", lambda: Common(rows_changed_since))

    def read_all(self) -> None:
        self.sequence += 1
        self.epoch += 1
        self.log.clear()
        with connection.cursor() as cursor:
            cursor.execute("SELECT COALESCE(max(id), 0) FROM archive_search")
            self.clear(cursor.fetchone()[0] + 1)
        for first in range(0, self.size, CHUNK):
            self.put(read("id >= %s AND id < %s", [first, first + CHUNK]))

    def read_changed(self, changed: np.ndarray) -> None:
        self.sequence += 1
        self.log[self.sequence] = changed
        self.log.pop(self.sequence - LOGGED, None)
        if "common" in self.until_renamed:
            self.common.add_changed(changed)
        self.grow(int(changed.max()) + 1)
        chunk = read("id = ANY(%s)", [changed.tolist()])
        # What stays public is at no moment gone.
        self.unit[without(np.unique(changed), np.unique(chunk["row"]))] = 0
        self.put(chunk)
        self.kept = {}

    def grow(self, size: int) -> None:
        if size <= self.size:
            return
        more = max(size, self.size * 9 // 8) - self.size
        self.plain = {name: np.pad(column, (0, more)) for name, column in self.plain.items()}
        for each in self.facets.values():
            each.grow(more)

    def put(self, chunk: dict[str, np.ndarray]) -> None:
        rows = chunk["row"]
        for name in self.plain:
            self.plain[name][rows] = chunk[name]
        for name, each in self.facets.items():
            new = each.unknown(chunk[name])
            keys = spelled(name, rows[new].tolist()) if new and name in HASHED else chunk[name][new].tolist()
            for value, key in zip(chunk[name][new].tolist(), keys, strict=True):
                each.learn(value, key)
            each.put(rows, chunk[name])

    def held(self, facet: str, values: list, rows: np.ndarray) -> np.ndarray:
        """For each row whether it has one of the values of the facet."""
        column = self.facets[facet]
        with self.lock:
            return column.having(values)[column.codes[rows]]

    def has(self, facet: str, values: list) -> bool:
        """Whether a public row, statement or passage, has one of the values."""
        codes = self.facets[facet].codes
        held = self.keep(("held", facet), lambda: np.bincount(codes[self.unit > 0]) > 0)
        test = self.facets[facet].having(values)[: len(held)]
        return bool((test & held[: len(test)]).any())

    def changed_since(self, sequence: int) -> np.ndarray | None:
        """The rows read after that number, or None where that is no longer known."""
        numbers = range(sequence + 1, self.sequence + 1)
        if not all(number in self.log for number in numbers):
            return None
        return (
            np.unique(np.concatenate([self.log[n] for n in numbers])) if numbers else np.array([], np.int64)
        )


def changes_since(snapshot: str) -> Changes:
    with connection.cursor() as cursor:
        cursor.execute(CHANGES, [snapshot])
        return Changes(*cursor.fetchone())


def rows_changed_since(snapshot: str) -> np.ndarray | None:
    changes = changes_since(snapshot)
    return None if changes.anew else changes.rows


def read(where: str, values: list) -> dict[str, np.ndarray]:
    """The public rows that fit, as one array for each of READ."""
    packed = ", ".join(f"string_agg(int8send(({column})::bigint), ''::bytea)" for column in READ.values())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {packed} FROM archive_search WHERE public AND {where}", values)
        return {
            name: np.frombuffer(column or b"", ">i8").astype(np.int64)
            for name, column in zip(READ, cursor.fetchone(), strict=True)
        }


def spelled(name: str, rows: list[int]) -> list:
    """What the facet holds in these rows, in their order."""
    column = next(f.column for f in FACETS if f.name == name)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {column} FROM unnest(%s::bigint[]) WITH ORDINALITY AS r(id, place)"
            " JOIN archive_search USING (id) ORDER BY place",
            [rows],
        )
        return [tuple(value) if isinstance(value, list) else value for (value,) in cursor.fetchall()]


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Several queries that see the same state. Inside a transaction that is up to whoever began it."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


stores: BoundedCache[str, Columns] = BoundedCache(8)  # by database
reading = local()


@contextmanager
def one_moment() -> Iterator[None]:
    """For one request: what became visible is read when the columns are first asked for, and not again."""
    reading.once, reading.done = True, False
    try:
        yield
    finally:
        reading.once = reading.done = False


@contextmanager
def current() -> Iterator[Columns]:
    """The columns as of now, nobody else writing in them meanwhile.

    Inside a transaction they are read for this once: what it wrote may yet be taken back.
    """
    name = connection.settings_dict["NAME"]
    columns = Columns() if connection.in_atomic_block else stores.get_or_make(name, lambda: Columns(name))
    with columns.lock:
        if not (columns.key and getattr(reading, "done", False)):
            columns.catch_up()
            reading.done = bool(columns.key) and getattr(reading, "once", False)
        yield columns


def warm() -> None:
    """Reads them now. Where the database does not answer yet, the first search will read them."""
    try:
        with current():
            pass
        # What was read stays for as long as the process: the collector need not look through it again and again.
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)
    except DatabaseError:
        logger.warning("the search columns could not be read yet", exc_info=True)
    finally:
        connection.close()
