"""Work that goes on in batches after the request that began it: search rows of what was renamed, rows of merges, and
what is looked for in statements that were saved.

The place reached stands in the database, so any process goes on where another one stopped: server processes look every
second, `manage.py run_batches` and `manage.py reindex` finish what there is. One process at a time does batches, and
the write lock is let go between them: a writer waits for one batch at most.
"""

import logging
import time
from collections.abc import Callable

from django.db import DatabaseError, connection, transaction

from archive.database.read_only import is_read_only
from archive.editing.analysis import analyse_pending
from archive.editing.errors import EditError
from archive.editing.merging.batches import continue_merge
from archive.editing.merging.undo_batches import continue_undo
from archive.models import Merge, PendingAnalysis, PendingRefresh
from archive.search.engine import engine
from archive.search.pending_refresh import clean_pending_lists, refresh_pending

logger = logging.getLogger(__name__)
BATCH_SECONDS = 0.05  # a batch should hold the write lock so long
RETRY_SECONDS = 10  # seconds, where the database does not answer
FIRST_ROWS, MIN_ROWS, MAX_ROWS = 20, 5, 2_000
ANALYSED_AT_ONCE = 100  # statements that are looked through for terms
# After so many the indexes sort their new words in, while nobody has the write lock.
ROWS_UNTIL_CLEANING = 200
LOCK = "SELECT pg_try_advisory_xact_lock(hashtext('archive_batches'))"


class BatchRunner:
    """Runs batches, and sizes each by how long the last one took."""

    def __init__(self) -> None:
        self.rows = FIRST_ROWS
        self.seconds = 0.0
        self.uncleaned = 0
        self.cleaned = -1  # the number of the newest change that was in the indexes then

    def run(self) -> bool:
        """Does a batch; False where nothing is left to do, or another process is at it."""
        start = time.monotonic()
        analysis_count = run_analyses()
        between = time.monotonic()
        has_worked = run_batch(self.rows)
        end = time.monotonic()
        self.seconds = end - start
        self.uncleaned += self.rows if has_worked else 0
        if self.uncleaned and (not has_worked or self.uncleaned >= ROWS_UNTIL_CLEANING):
            clean_pending_lists()
            self.uncleaned = 0
        if has_worked:
            rows_in_time = int(self.rows * BATCH_SECONDS / max(end - between, 0.001))
            self.rows = max(MIN_ROWS, min(rows_in_time, self.rows * 2, MAX_ROWS))
        return has_worked or analysis_count

    def clean_after_changes(self) -> None:
        """Cleans the pending lists if anybody has written since: every search reads all that is in them, and where one
        is full a writer would do it with the write lock. One query where nothing was written."""
        newest = engine.head().number
        if newest != self.cleaned:
            clean_pending_lists()
            self.cleaned = newest


def is_pending() -> bool:
    return PendingAnalysis.objects.exists() or has_batches()


def has_batches() -> bool:
    return PendingRefresh.objects.exists() or Merge.objects.running().exists()


def run_batch(rows: int) -> bool:
    return has_batches() and run_exclusively(rows, refresh_pending, continue_merge, continue_undo)


def run_analyses() -> bool:
    return PendingAnalysis.objects.exists() and run_exclusively(ANALYSED_AT_ONCE, analyse_pending)


def run_exclusively(rows: int, *works: Callable[[int], int | None]) -> bool:
    """Does a batch of the first of ``works`` that has something to do, unless another process is at one."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Writers need not wait for the disk: a crash loses the place reached with the rows, so both follow again.
            cursor.execute("SET LOCAL synchronous_commit = off")
            cursor.execute(LOCK)
            (is_mine,) = cursor.fetchone()
        return is_mine and any(work(rows) is not None for work in works)


def run_all() -> None:
    """All there is, also what another process is doing."""
    runner = BatchRunner()
    while is_pending():
        if not runner.run():
            time.sleep(BATCH_SECONDS)
    runner.run()  # nothing but the sorting of what is left


def run_forever() -> None:
    """Runs batches in a thread of a server process; half of the time is left to readers and writers. Does not
    return."""
    runner = BatchRunner()
    while True:
        try:
            has_worked = not is_read_only() and runner.run()
            if not is_read_only():
                runner.clean_after_changes()
            pause = runner.seconds if has_worked else 1
        except (DatabaseError, EditError) as error:
            logger.warning("work in batches could not go on: %s", error)
            has_worked, pause = False, RETRY_SECONDS
        if not has_worked:
            connection.close()
        time.sleep(pause)
