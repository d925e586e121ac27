"""The columns that all threads of a process share, one set for each database, and when they are refreshed."""

import gc
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from threading import local

from django.conf import settings
from django.db import DatabaseError, connection

from archive.search.cache import BoundedCache
from archive.search.engine.postings import build_outdated

from .columns import Columns

logger = logging.getLogger(__name__)
MAINTENANCE_SECONDS = 60
shared_columns: BoundedCache[str, Columns] = BoundedCache(8)  # by the name of the database


class RequestState(local):
    """Of each thread: whether its columns are refreshed only once, whether that has happened, and whether an older copy
    of the archive is refused."""

    once = False
    refreshed = False
    refuse_older = False


state = RequestState()


@contextmanager
def refresh_once() -> Iterator[None]:
    """For one request: changes are read when the columns are first used, and not again."""
    state.once, state.refreshed = True, False
    try:
        yield
    finally:
        state.once = state.refreshed = False


@contextmanager
def refuse_older() -> Iterator[None]:
    """Within it, a copy of the archive that is behind the columns raises OlderDatabaseError."""
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
        if not (columns.key and state.refreshed):
            columns.refresh(state.refuse_older)
            state.refreshed = bool(columns.key) and state.once
        yield columns


def maintain() -> None:
    """Every second reads what has changed, so that no visitor waits for a large change, and looks now and then whether
    the posting lists are slow; no return."""
    for second in count(1):
        time.sleep(1)
        try:
            # With replicas, readers may be answered by one that has not yet what the primary has.
            if len(settings.DATABASES) == 1:
                follow()
            if second % MAINTENANCE_SECONDS == 0:
                rebuild_outdated_postings()
        except DatabaseError as error:
            logger.warning("the search could not be brought up to date: %s", error)
        finally:
            connection.close()


def follow() -> None:
    """Brings the columns up to date; one query where nothing has changed."""
    with latest_columns():
        pass


def rebuild_outdated_postings() -> int:
    """How many lists were built: none where this process has not used any, or they are as good as new."""
    columns = shared_columns.get(connection.settings_dict["NAME"])
    lists = columns.until_renamed.get("postings") if columns else None
    return build_outdated() if lists and lists.outdated else 0


def warm_up() -> None:
    """Reads the columns now. Where the database does not answer yet, the first search will read them."""
    try:
        follow()
        # The columns live as long as the process: the garbage collector need not scan them again and again.
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)
    except DatabaseError:
        logger.warning("the search columns could not be read yet", exc_info=True)
    finally:
        connection.close()
