"""RESULTS.md: a section for each size, the newest of its size."""

import os
import platform
import re
import subprocess
from datetime import date
from pathlib import Path
from statistics import median

from django.conf import settings
from django.db import connection

from .measurements import Timings

FILE = Path(__file__).with_name("RESULTS.md")
HEAD = """# Benchmarks

Written by `python -m tests.benchmarks.run` and `python -m tests.benchmarks.pages`, a section a size. Only figures of
one section may be compared: they come from one machine in one hour.
"""
TUNING = ("shared_buffers", "work_mem", "effective_cache_size", "max_parallel_workers_per_gather", "jit")


def write(size: int, section: str) -> None:
    """Writes a section; it begins with its heading, which says the size and what was measured."""
    sections = read()
    sections[size, title_of(section)] = section.strip()
    FILE.write_text("\n\n".join([HEAD.strip(), *(sections[key] for key in sorted(sections))]) + "\n")


def read() -> dict[tuple[int, str], str]:
    """Returns the sections by size and heading."""
    if not FILE.exists():
        return {}
    parts = re.split(r"^(?=## )", FILE.read_text(), flags=re.MULTILINE)[1:]
    return {(int(re.sub(r"\D", "", title_of(part))), title_of(part)): part.strip() for part in parts}


def title_of(section: str) -> str:
    return section.strip().split("\n")[0]


def machine(load: float) -> list[str]:
    """``load`` is how much others had to do when it began; the machine may be shared."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0]
        cursor.execute("SELECT name, current_setting(name) FROM unnest(%s::text[]) AS name", [list(TUNING)])
        tuning = ", ".join(f"{name} {value}" for name, value in cursor.fetchall())
    hardware = f"{line('/proc/cpuinfo', 'model name')}, {os.cpu_count()} cores, {memory()} GB"
    return [
        f"{date.today().isoformat()}, commit {commit()}",
        f"{hardware}" + (f", load {load:.1f} before it began" if load else ""),
        f"PostgreSQL {version}: {tuning}",
        f"Python {platform.python_version()}",
    ]


def commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    process = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    return process.stdout.strip() or "unknown"


def line(path: str, name: str) -> str:
    match = re.search(rf"^{name}\s*:\s*(.+)$", Path(path).read_text(), re.MULTILINE)
    return match[1] if match else "unknown"


def memory() -> int:
    return round(int(line("/proc/meminfo", "MemTotal").split()[0]) / 1_000_000)


def table(head: list[str], rows: list[list]) -> str:
    def row_line(cells):
        return "| " + " | ".join(map(str, cells)) + " |"

    return "\n".join([row_line(head), "|" + "---|" * len(head), *map(row_line, rows)])


def figures(times: Timings) -> list[str]:
    return [number(times.at(0.5)), number(times.at(0.95)), number(max(times.ms))]


def number(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def ratio(theirs: Timings, ours: Timings, share: float) -> str:
    times = theirs.at(share) / ours.at(share)
    return f"{times:,.0f} ×" if times >= 10 else f"{times:.2g} ×"


def by_kind(queries, engines: dict[str, Timings]) -> str:
    """Returns the medians of each sort of query, in milliseconds."""
    sorts = list(
        dict.fromkeys(query.kind_of_query for query in sorted(queries, key=lambda q: q.kind_of_query))
    )
    rows = []
    for kind_of_query in sorts:
        places = [place for place, query in enumerate(queries) if query.kind_of_query == kind_of_query]
        medians = [number(median(times.ms[place] for place in places)) for times in engines.values()]
        rows.append([kind_of_query, len(places), *medians])
    return table(["queries", "number", *engines], rows)
