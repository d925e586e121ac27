"""How long others wait to save while the correction of a long text with many statements is written.

python -m tests.benchmarks.correction_wait [--words 100000] [--spans 2000]

A second connection saves a source again and again; the longest wait is told, beside the processor time of the two
sides of the correction's transaction, which other work on the machine does not stretch.
"""

import argparse
import itertools
import os
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from . import databases  # sets Django up

from django.db import connection  # isort: skip

from archive.editing import corrections
from archive.editing.correction_plan import CorrectionPlan, CorrectionPlanner
from archive.editing.locks import check_deferred_constraints, edit_transaction
from archive.models import Document, Source, State, Statement

from .anchors.kinds import KINDS
from .anchors.timing import make_correction, make_spans, natural_text

DATABASE = "bench_correcting"


@dataclass
class Measurement:
    """Seconds: of processor time until the statements were followed, until the words were prepared, with the lock, of
    processor time with the lock, of the longest wait of another; and how many SQL statements hold the lock."""

    planned: float
    prepared: float
    written: float
    processor: float
    statements: int
    waited: float
    outcome: str


class Undo(Exception):
    """Takes a correction back, so that the next begins with the same rows."""


def cases(text: str) -> dict[str, str]:
    """The new texts by the name of the case."""
    middle = text.index(" ", len(text) // 2)
    found = {
        "one letter in the middle": text[:middle] + "x" + text[middle:],
        "a paragraph put in front": f"Printed again with corrections.\n\n{text}",
        "nine in ten paragraphs away": "\n\n".join(text.split("\n\n")[::10]),
    }
    by_name = {kind.name: kind for kind in KINDS}
    for name in ("typos", "commas"):
        found[name] = make_correction(text, by_name[name])[1]
    return found


def make_trimmed_spans(text: str, count: int) -> list[tuple[int, int]]:
    """As editors mark: no span begins or ends with a space."""
    spans = []
    for start, end in make_spans(text, count):
        words = text[start:end]
        spans.append((start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())))
    return spans


def fill(text: str, spans: list[tuple[int, int]]) -> Document:
    source = Source.objects.create(slug="gazette", name="Gazette", kind="newspaper")
    document = Document.objects.create(
        title="Speeches", slug="speeches", source=source, kind="speech", language="en",
        text=text, state=State.PUBLISHED,
    )  # fmt: skip
    Statement.objects.bulk_create(
        Statement(
            document=document, start=start, end=end, text=text[start:end], voice="narrator",
            attribution="paraphrase", state=State.PUBLISHED,
        )
        for start, end in spans
    )  # fmt: skip
    return document


def measure(document: Document, new: str) -> Measurement:
    planner, began = CorrectionPlanner(document, new), time.process_time()
    plan = planner.plan()
    planned, confirmed = time.process_time() - began, [row.statement.pk for row in plan.outcomes]
    clock = LockClock(planner, plan)
    with Saver() as saver, suppress(Undo), edit_transaction(before_lock=clock.prepare_and_start):
        corrections._replace(None, document, planner, "", "", confirmed)
        check_deferred_constraints()
        clock.stop()
        raise Undo
    counts = ", ".join(f"{number} {status}" for status, number in plan.counts.items() if number)
    return Measurement(
        planned, clock.prepared, clock.written, clock.processor, clock.statements, saver.longest, counts
    )


class LockClock:
    """What is measured from when the lock is asked for until it could be given back."""

    def __init__(self, planner: CorrectionPlanner, plan: CorrectionPlan):
        self.planner, self.plan = planner, plan

    def prepare_and_start(self) -> None:
        began = time.perf_counter()
        corrections._prepare_search(self.planner, self.plan)
        self.prepared = time.perf_counter() - began
        connection.force_debug_cursor = True
        self.first, self.began, self.used = len(connection.queries), time.perf_counter(), processor_seconds()

    def stop(self) -> None:
        self.written, self.processor = (
            time.perf_counter() - self.began,
            processor_seconds() - self.used,
        )
        self.statements = len(connection.queries) - self.first - 2  # without those that ask the clock
        connection.force_debug_cursor = False


def processor_seconds() -> float:
    """Of this thread and of the server's process that answers it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return time.thread_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Saver:
    """Saves a source every hundredth of a second, in a thread with a connection of its own."""

    def __enter__(self) -> "Saver":
        self.longest, self.ended = 0.0, threading.Event()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()
        time.sleep(0.2)
        return self

    def run(self) -> None:
        for number in itertools.count():
            began = time.perf_counter()
            with edit_transaction():
                Source.objects.filter(slug="gazette").update(note=str(number))
            self.longest = max(self.longest, time.perf_counter() - began)
            if self.ended.wait(0.01):
                break
        connection.close()

    def __exit__(self, *_exception) -> None:
        self.ended.set()
        self.thread.join()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--spans", type=int, default=2_000)
    parser.add_argument("--only", help="the name of one case")
    options = parser.parse_args()
    text = natural_text(options.words)
    with databases.temporary_database(DATABASE):
        print(
            f"{options.words:,} words, {options.spans:,} statements; load {os.getloadavg()[0]:.1f}; seconds"
        )
        print(
            f"{'':30}{'planned':>9}{'prepared':>9}{'written':>9}{'processor':>11}{'statements':>11}{'waited':>8}"
        )
        document = fill(text, make_trimmed_spans(text, options.spans))
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as autovacuum does within a minute of such an import
        connection.close()  # no editor's connection has plans that were made while the tables were empty
        for name, new in cases(text).items():
            document.refresh_from_db()
            if options.only in (None, name):
                found = measure(document, new)
                print(
                    f"{name:30}{found.planned:9.2f}{found.prepared:9.2f}{found.written:9.2f}{found.processor:11.2f}"
                    f"{found.statements:11}{found.waited:8.2f}  {found.outcome}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
