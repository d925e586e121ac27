"""How long a statement takes among many: the processor time of this process and of its PostgreSQL backend."""

import os
import time
from pathlib import Path
from statistics import median, quantiles

from django.db import connection

from archive.editing.report_pairs.suggestions import find_likely_reports
from archive.models import Statement
from tests.benchmarks import databases, measurements

from .archive import refresh

ASKED = 100


def measure_time(statements: int) -> str:
    raw, name = databases.raw_database(statements), f"bench_{statements}_reports"
    databases.copy_database(raw, name)
    with databases.database_in_use(name):
        measurements.build_index()
        measurements.vacuum()
        refresh()
        keys = list(Statement.objects.order_by("pk").values_list("pk", flat=True))
        asked = keys[:: len(keys) // ASKED][:ASKED]
        find_likely_reports(asked[0])
        times = [time_one(pk) for pk in asked]
    databases.drop(name)
    lines = [
        f"{len(keys):,} statements, {len(asked)} asked, load {os.getloadavg()[0]:.1f}",
        "",
        "| milliseconds | p50 | p95 | max |",
        "|---|---|---|---|",
    ]
    for place, label in enumerate(
        ("processor, Python", "processor, PostgreSQL", "processor, both", "elapsed")
    ):
        column = [time[place] for time in times]
        lines.append(
            f"| {label} | {median(column):.0f} | {quantiles(column, n=20)[-1]:.0f} | {max(column):.0f} |"
        )
    return "\n".join(lines)


def time_one(pk: int) -> tuple[float, float, float, float]:
    """Returns milliseconds of the processor in this process, in the database and in both, and those that passed."""
    started, own, backend = time.perf_counter(), time.process_time(), backend_seconds()
    find_likely_reports(pk)
    own, backend = time.process_time() - own, backend_seconds() - backend
    elapsed = time.perf_counter() - started
    return 1e3 * own, 1e3 * backend, 1e3 * (own + backend), 1e3 * elapsed


def backend_seconds() -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
