"""The columns that all threads of a process share, one set for each database, and when they are refreshed."""

import ctypes
import gc
import logging
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from threading import Event, local

from django.conf import settings
from django.db import DatabaseError, connection

from archive.database.read_only import is_read_only
from archive.search.cache import BoundedCache
from archive.search.engine.postings import is_being_built
from archive.search.engine.vocabulary.table import share_words

from .changes import START, Position, UnknownChangesError
from .column_file import load, read_all, share
from .columns import Columns

logger = logging.getLogger(__name__)
MAINTENANCE_SECONDS = 60
SHARING_SECONDS = 30
COLLECTION_THRESHOLD = (
    5_000  # objects made and kept, until the collector looks for garbage: a page leaves a thousand
)
shared_columns: BoundedCache[str, Columns] = BoundedCache(8)  # by the name of the database


class RequestState(local):
    """The state of each thread: the newest change that its request has read, whether its columns are refreshed only
    once, the change that they had then, whether an older copy of the archive is refused, and whether an answer lacks
    changes that are being read in the background."""

    head: Position | None = None
    refreshes_once = False
    position: Position | None = None
    refuse_older = False
    is_behind = False


state = RequestState()


@contextmanager
def refresh_once() -> Iterator[None]:
    """Context manager for one request: changes are read when the columns are first used, and not again, unless another
    thread has meanwhile read newer ones that this thread's copy of the archive may lack. Columns that have the newest
    change the request has read need no reading."""
    state.refreshes_once, state.position = True, state.head
    try:
        yield
    finally:
        state.refreshes_once, state.position = False, None


@contextmanager
def refuse_older() -> Iterator[None]:
    """Context manager: a database that is behind the columns raises OlderDatabaseError."""
    state.refuse_older = True
    try:
        yield
    finally:
        state.refuse_older = False


@contextmanager
def latest_columns() -> Iterator[Columns]:
    """The current columns, locked against writes of other threads.

    Inside a transaction they are read for this once: what it wrote may yet be rolled back.
    """
    database = connection.settings_dict["NAME"]
    in_transaction = connection.in_atomic_block
    columns = Columns() if in_transaction else shared_columns.get_or_make(database, lambda: Columns(database))
    with columns.lock:
        if not (columns.key and columns.position == state.position):
            if not bring_up_to_date(columns):
                state.is_behind = True
                background.wake.set()
            state.position = columns.position if columns.key and state.refreshes_once else None
        yield columns


def bring_up_to_date(columns: Columns) -> bool:
    """Reads what has changed; returns False where it is so much that the background thread reads it."""
    is_shared = bool(columns.key)
    if is_shared and columns.position == START:
        load(columns)
    try:
        return columns.refresh(
            state.refuse_older, leave_many=is_shared and background.is_running, leave_all=is_shared
        )
    except UnknownChangesError:
        read_all(columns, state.refuse_older)
        return True


class Background:
    """The thread of a server process that follows the archive: while it runs, no visitor reads many rows."""

    def __init__(self) -> None:
        self.is_running = False
        self.wake = Event()
        self.last_checked = float("-inf")  # when it last looked for changes, in monotonic seconds
        self.rebuilding: subprocess.Popen[bytes] | None = None

    def rebuild_postings(self) -> None:
        """Rebuilds the posting lists in a process of its own, which returns its memory: for a million statements it
        takes minutes of processor time and up to a gigabyte."""
        if self.rebuilding is None or self.rebuilding.poll() is not None:
            command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "reindex", "--postings"]
            self.rebuilding = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


background = Background()


@contextmanager
def observe_lag(head: Position | None = None) -> Iterator[RequestState]:
    """``is_behind`` is set in what it yields where an answer in between lacks the newest changes. ``head`` is the
    newest, where that was read already from the copy of the archive that answers."""
    state.is_behind, state.head = False, head
    try:
        yield state
    finally:
        state.is_behind, state.head = False, None


def read_position() -> Position:
    """Returns the newest change that the columns of this process have; START before they are read."""
    columns = shared_columns.get(str(connection.settings_dict["NAME"]))
    return columns.position if columns else START


def read_size() -> int:
    """Returns how many rows the columns of this process have room for: statements and passages, published or not."""
    columns = shared_columns.get(str(connection.settings_dict["NAME"]))
    return columns.size if columns else 0


def maintain() -> None:
    """Every second reads what has changed, so that no visitor waits for a large change, and looks now and then whether
    the posting lists are slow; no return."""
    background.is_running = True
    for second in count(1):
        is_awaited = background.wake.wait(1)
        background.wake.clear()
        try:
            # With replicas, readers may be answered by one that has not yet what the primary has.
            if is_awaited or len(settings.DATABASES) == 1:
                refresh_in_background()
                background.last_checked = time.monotonic()
            if second % SHARING_SECONDS == 1:
                share_files()
            if second % MAINTENANCE_SECONDS == 0 and not is_read_only() and are_postings_outdated():
                background.rebuild_postings()
        except (DatabaseError, OSError) as error:
            logger.warning("the search could not be brought up to date: %s", error)
        finally:
            connection.close()


def refresh_in_background() -> None:
    """Brings the columns up to date, many rows without making visitors wait; one query where nothing has changed."""
    with observe_lag() as lag:
        with latest_columns() as columns:
            pass
        if lag.is_behind:
            columns.read_many()


def share_files() -> None:
    """One copy of the columns and of the words for all processes of the host."""
    columns = shared_columns.get(connection.settings_dict["NAME"])
    if not columns or columns.position == START:
        return
    if share(columns):
        release_memory()
    share_words(columns)


def release_memory() -> None:
    """Gives back what reading all rows needed: at a million statements the C library kept 53 of a process's 148 MB for
    later. Nothing more than a collection where it is another library than glibc."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)


def are_postings_outdated() -> bool:
    """Returns whether the lists must be rebuilt; never where this process has used none. One query where they are."""
    columns = shared_columns.get(connection.settings_dict["NAME"])
    lists = columns.until_renamed.get("postings") if columns else None
    return bool(lists and lists.is_outdated and not is_being_built())


def warm_up() -> None:
    """Reads the columns now. Where the database does not answer yet, the first search will read them."""
    try:
        refresh_in_background()
        # The columns live as long as the process: the garbage collector need not scan them again and again.
        gc.collect()
        gc.freeze()
        gc.set_threshold(COLLECTION_THRESHOLD, 20, 20)
    except DatabaseError:
        logger.warning("the search columns could not be read yet", exc_info=True)
    finally:
        connection.close()
