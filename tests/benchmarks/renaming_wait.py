"""How long writers wait while the broadest theme is renamed in batches.

python -m tests.benchmarks.renaming_wait --size 1000000 --seconds 90

On the database that ``tests.benchmarks.run`` made of that size. The theme keeps the other name; what is not done after
that time, ``manage.py run_batches`` or the next server finishes.
"""

import argparse
import threading
import time

from . import databases  # it sets Django up for what follows

# isort: split
from django.db import connection, transaction

from archive.editing.locks import acquire_write_lock, edit_transaction
from archive.management.batches import BatchRunner, is_pending
from archive.models import Theme

from . import results
from .measurements import Timings

BROADEST = (
    "SELECT theme, count(*) FROM archive_search, unnest(theme_ids) theme WHERE unit = 1 AND public"
    " GROUP BY theme ORDER BY count(*) DESC LIMIT 1"
)
PAUSE = 0.02  # seconds between two writes
MARK = " *"


class Writer(threading.Thread):
    """Takes the write lock again and again; ``waits`` in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float] = []
        self.stop = False

    def run(self) -> None:
        while not self.stop:
            started = time.perf_counter()
            with transaction.atomic():
                acquire_write_lock()
            self.waits.append((time.perf_counter() - started) * 1000)
            time.sleep(PAUSE)
        connection.close()


def rename() -> tuple[int, float]:
    """(statements that have the theme, milliseconds until the editor has an answer)."""
    with connection.cursor() as cursor:
        cursor.execute(BROADEST)
        pk, statements = cursor.fetchone()
    theme = Theme.objects.get(pk=pk)
    started = time.perf_counter()
    with edit_transaction():
        theme.label = theme.label.removesuffix(MARK) if theme.label.endswith(MARK) else theme.label + MARK
        theme.save()
    return statements, (time.perf_counter() - started) * 1000


def work(seconds: float) -> tuple[list[float], int]:
    """(milliseconds of each batch, rows of all)."""
    runner, times, rows, end = BatchRunner(), [], 0, time.monotonic() + seconds
    while is_pending() and time.monotonic() < end:
        rows += runner.rows
        runner.run()
        times.append(runner.seconds * 1000)
        time.sleep(runner.seconds)
    return times, rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=90)
    arguments = parser.parse_args()
    with databases.database_in_use(f"bench_{arguments.size}"):
        statements, answer = rename()
        writer = Writer()
        writer.start()
        started = time.monotonic()
        times, rows = work(arguments.seconds)
        rate = rows / (time.monotonic() - started)
        writer.stop = True
        writer.join()
    print(f"{statements:,} statements; answered in {results.number(answer)} ms; {rate:.0f} rows a second")
    for what, values in {"a writer waits": writer.waits, "a batch takes": times}.items():
        p50, p95, longest = results.figures(Timings(values))
        print(f"{what}: p50 {p50}, p95 {p95}, max {longest} ms ({len(values)})")


if __name__ == "__main__":
    main()
