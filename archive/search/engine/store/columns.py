"""The columns of the search table's public rows: numpy arrays whose index is the id of the row.

One query says what changed since they were read last; none other is needed when nothing did.
"""

from collections.abc import Callable, Hashable
from copy import copy
from itertools import count
from threading import RLock
from typing import Any

import numpy as np

from archive.search.engine.postings import PostingLists
from archive.search.engine.rows import difference
from archive.search.facets import FACETS, FACETS_BY_NAME

from .changes import (
    START,
    Changes,
    OlderDatabaseError,
    UnknownChangesError,
    read_changes,
    repeatable_read,
)
from .dictionary import DictionaryColumn, MultiValueColumn, wide_enough
from .loading import (
    DTYPES,
    NUMBERS,
    is_hashed,
    read_annotated_documents,
    read_columns,
    read_keys,
    read_last_word,
    read_size,
)
from .names import Names
from .row_values import RowValues

CHUNK = 100_000  # rows read by one query
MAX_LOGGED_CHANGES = 200  # changes by which cached rows can be brought up to date
MAX_CHANGED_ROWS = 50_000  # with more of them at once everything is read again
MANY_ROWS = 2_000  # changed at once: reading them takes longer than a visitor should wait
SLICE = 5_000  # rows read by one query, where many have changed
ARRAYS = [name for name in NUMBERS if name != "row"]
serial_numbers = count()


class Columns(RowValues):
    """The values of all rows, and how they follow the archive.

    ``version`` counts what was read: cached rows remember the number they are of. ``epoch`` counts the readings of
    everything, after which a row number may mean another row. Writing needs ``lock``.
    """

    def __init__(self, database: str = "") -> None:
        """``database``: the name of the one they are of; empty for columns that serve a single question."""
        self.database = database
        # What is cached elsewhere has this in its key: no other columns, of this or another database, have the same.
        self.key = (database, next(serial_numbers)) if database else None
        self.lock = RLock()
        self.position = START
        self.version = 0
        self.epoch = 0
        self.log: dict[int, np.ndarray] = {}
        self.changed_rows = 0  # since all were read, or the file that is mapped was written
        self.mapped = 0  # the inode of that file
        self.reset(0)

    def reset(self, size: int) -> None:
        for name in ARRAYS:
            setattr(self, name, np.zeros(size, DTYPES.get(name, np.int32)))
        self.facets: dict[str, DictionaryColumn] = {
            facet.name: MultiValueColumn(size) if facet.is_array else DictionaryColumn(size)
            for facet in FACETS
        }
        self.until_changed: dict[Hashable, Any] = {}
        self.until_renamed: dict[Hashable, Any] = {}

    def view(self) -> "Columns":
        """Returns a view for threads that do not hold the lock: rows stay where they are and the version stays,
        whatever is read meanwhile; only the values of a changing row may be seen to change."""
        return copy(self)

    @property
    def last_word(self) -> int:
        """The newest row of the table of words, from which the forms of a word are taken: of the same change or a later
        one. One query after rows changed."""
        return self.memoize("last word", read_last_word)

    @property
    def annotated_documents(self) -> np.ndarray:
        """The ids of the public documents that are fully annotated. One query after a change of the archive, be it of
        no row."""
        position, documents = self.memoize("annotated", lambda: (None, None))
        if position != self.position:
            documents = read_annotated_documents()
            self.until_changed["annotated"] = (self.position, documents)
        return documents

    @property
    def names(self) -> Names:
        """The names as of the same change as the rows."""
        return self.memoize_until_renamed("names", Names)

    @property
    def postings(self) -> PostingLists:
        """Two queries on first use, and after the lists were built again."""
        return self.memoize_until_renamed("postings", PostingLists)

    def memoize_until_renamed(self, key: Hashable, make: Callable[[], Any]) -> Any:
        values = self.until_renamed
        if key not in values:
            values[key] = make()
        return values[key]

    def rows_changed_since(self, version: int) -> np.ndarray | None:
        """The rows read after that version, or None where that is no longer known."""
        versions = range(version + 1, self.version + 1)
        if not all(number in self.log for number in versions):
            return None
        changed = [self.log[number] for number in versions]
        return np.unique(np.concatenate(changed)) if changed else np.array([], np.int64)

    def refresh(self, refuse_older: bool = False, leave_many: bool = False, leave_all: bool = False) -> bool:
        """Reads what was committed since the last time, all of it in one snapshot of the database.

        One that is older is read from its beginning; with ``refuse_older`` it raises OlderDatabaseError. With
        ``leave_many`` nothing is read where more than MANY_ROWS have changed, and it returns False; with ``leave_all``
        it raises UnknownChangesError where all rows would have to be read.
        """
        if self.position == START and leave_all:
            raise UnknownChangesError
        if self.position != START:
            pending = read_changes(self.position)
            if pending.position == self.position:
                return True
            if refuse_older and pending.position.number < self.position.number:
                raise OlderDatabaseError
            if leave_all and pending.must_read_all:
                raise UnknownChangesError
            if leave_many and not pending.must_read_all and len(pending.rows) > MANY_ROWS:
                return False
        with repeatable_read():
            changes = read_changes(self.position)
            self.apply(changes)
            if changes.names:
                self.until_renamed = {}
                self.memoize_until_renamed("names", Names)
        self.position = changes.position
        return True

    def read_many(self) -> bool:
        """Reads more than MANY_ROWS that changed at once, in slices: the lock is held only while they are stored.
        Returns False where there are no such changes."""
        before = self.position
        with repeatable_read():
            changes = read_changes(before)
            if changes.must_read_all or len(changes.rows) <= MANY_ROWS:
                return False
            chunks = []
            for first in range(0, len(changes.rows), SLICE):
                chunk = read_columns("id = ANY(%s)", [changes.rows[first : first + SLICE].tolist()])
                with self.lock:
                    self.learn_keys(chunk)
                    self.until_changed = {}  # counts have a place for each key
                chunks.append(chunk)
            names = Names() if changes.names else None
        with self.lock:
            if self.position == before:
                self.note_changed(changes.rows)
                public = np.concatenate([chunk["row"] for chunk in chunks])
                self.store(changes.rows, public, chunks)
                if names:
                    self.until_renamed = {"names": names}
                self.position = changes.position
        return True

    def apply(self, changes: Changes) -> None:
        if changes.must_read_all or len(changes.rows) > MAX_CHANGED_ROWS:
            self.read_all()
        elif len(changes.rows):
            self.read_changed(changes.rows)

    def read_all(self) -> None:
        self.version += 1
        self.epoch += 1
        self.log.clear()
        self.reset(read_size())
        self.changed_rows = self.size
        for first in range(0, self.size, CHUNK):
            chunk = read_columns("id >= %s AND id < %s", [first, first + CHUNK])
            self.learn_keys(chunk)
            self.write(chunk)

    def read_changed(self, changed_rows: np.ndarray) -> None:
        self.note_changed(changed_rows)
        chunk = read_columns("id = ANY(%s)", [changed_rows.tolist()])
        self.learn_keys(chunk)
        self.store(changed_rows, chunk["row"], [chunk])

    def note_changed(self, changed_rows: np.ndarray) -> None:
        self.version += 1
        self.changed_rows += len(changed_rows)
        self.log[self.version] = changed_rows
        self.log.pop(self.version - MAX_LOGGED_CHANGES, None)
        if "postings" in self.until_renamed:
            self.postings.add_changed(changed_rows)

    def store(
        self, changed_rows: np.ndarray, public: np.ndarray, chunks: list[dict[str, np.ndarray]]
    ) -> None:
        """Stores the changed rows; ``chunks`` have the values of those that are public."""
        self.grow(int(changed_rows.max()) + 1)
        # Rows that stay public are never missing in between.
        self.unit[difference(np.unique(changed_rows), np.unique(public))] = 0
        for chunk in chunks:
            self.write(chunk)
        self.until_changed = self.unchanged_values(changed_rows)

    def unchanged_values(self, changed_rows: np.ndarray) -> dict[Hashable, Any]:
        """Returns those of ``until_changed`` that still hold after these rows have changed: the calendar, which may
        have more days than occur, need not read a million days again."""
        calendar = self.until_changed.get("calendar")
        return {"calendar": calendar} if calendar and calendar.covers(self.day[changed_rows]) else {}

    def grow(self, size: int) -> None:
        if size <= self.size:
            return
        further_rows = max(size, self.size * 9 // 8) - self.size
        for name in ARRAYS:
            setattr(self, name, np.pad(getattr(self, name), (0, further_rows)))
        for column in self.facets.values():
            column.grow(further_rows)

    def learn_keys(self, chunk: dict[str, np.ndarray]) -> None:
        """Reads the new keys of facets whose fingerprints do not contain them. One query for each such facet."""
        for name, column in self.facets.items():
            fingerprints = chunk[name]
            first = column.first_unknown(fingerprints)
            unknown = fingerprints[first].tolist()
            keys = unknown
            if first and is_hashed(FACETS_BY_NAME[name]):
                keys = read_keys(name, chunk["row"][first].tolist())
            column.add_keys(unknown, keys)

    def write(self, chunk: dict[str, np.ndarray]) -> None:
        """``chunk`` is what ``read_columns`` returns; its keys are known."""
        rows = chunk["row"]
        for name in ARRAYS:
            values = wide_enough(getattr(self, name), chunk[name])
            values[rows] = chunk[name]
            setattr(self, name, values)
        for name, column in self.facets.items():
            column.set_fingerprints(rows, chunk[name])
