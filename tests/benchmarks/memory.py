"""Memory of server processes, by what it holds, when they have begun and after many searches.

python -m tests.benchmarks.memory --size 1000000 --requests 1000

On the database that ``tests.benchmarks.run`` made of that size, served by the README's line. PSS counts what processes
share by their share of it; "own" is what no other process has. Four visitors ask for pairs and single words at once.
"""

import argparse
import http.client
import re
import threading
import time
from collections import Counter, defaultdict
from pathlib import Path

from . import databases, results
from .server import HOST, ServedArchive, serve_archive

WORDS = [
    "peace",
    "security",
    "council",
    "nations",
    "human",
    "rights",
    "development",
    "disarmament",
    "nuclear",
    "weapons",
    "people",
    "children",
    "women",
    "climate",
    "energy",
    "water",
    "food",
    "health",
    "education",
    "trade",
    "economic",
    "social",
    "world",
    "war",
    "conflict",
    "region",
    "africa",
    "asia",
    "europe",
    "states",
    "government",
    "support",
    "international",
    "community",
    "law",
    "justice",
    "cooperation",
    "effort",
    "process",
    "work",
    "today",
    "year",
    "time",
    "country",
]
VISITORS = 4
SETTLING = 20  # seconds in which processes read what they read beside their visitors
MAPPING = re.compile(r"^[0-9a-f]+-[0-9a-f]+ \S+ \S+ \S+ \S+\s*(.*)$")


def kind_of(path: str) -> str:
    if path.endswith((".columns", ".words")):
        return "columns"
    return "program files" if path.startswith("/") else "heaps"


def memory_of(pid: int) -> dict[str, Counter[str]]:
    """Kilobytes by kind of mapping and by "pss" and "own"; "all" is the sum."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    kind = ""
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        if match := MAPPING.match(line):
            kind = kind_of(match[1].strip())
            continue
        name, value = line.split()[:2]
        measure = {"Pss:": "pss", "Private_Dirty:": "own", "Private_Clean:": "own"}.get(name)
        if measure:
            found[kind][measure] += int(value)
            found["all"][measure] += int(value)
    return found


def rows_of(server: ServedArchive, when: str) -> list[list[str]]:
    processes = {"gunicorn": server.process.pid} | {
        f"worker {number}": pid for number, pid in enumerate(server.workers(), start=1)
    }
    table = []
    for name, pid in processes.items():
        found = memory_of(pid)
        kinds = [f"{found[kind]['pss'] // 1024}" for kind in ("columns", "heaps", "program files")]
        table.append([when, name, f"{found['all']['pss'] // 1024}", f"{found['all']['own'] // 1024}", *kinds])
    return table


def visit(server: ServedArchive, visitor: int, requests: int) -> None:
    """Every ten requests by another connection: one that is kept stays with its worker, and the other would idle."""
    connection = http.client.HTTPConnection(HOST, server.port, timeout=300)
    for number in range(requests):
        if number % 10 == 0:
            connection.close()
        word = WORDS[(number * 7 + visitor * 13) % len(WORDS)]
        other = WORDS[(number * 11 + visitor * 5 + 3) % len(WORDS)]
        connection.request("GET", f"/search/?q={word}" if number % 3 else f"/search/?q={word}+{other}")
        connection.getresponse().read()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=1_000)
    arguments = parser.parse_args()
    name = f"bench_{arguments.size}"
    with databases.database_in_use(name), serve_archive(name) as server:
        time.sleep(SETTLING)
        rows = rows_of(server, "at the start")
        visitors = [
            threading.Thread(target=visit, args=(server, number, arguments.requests // VISITORS))
            for number in range(VISITORS)
        ]
        for visitor in visitors:
            visitor.start()
        for visitor in visitors:
            visitor.join()
        rows += rows_of(server, f"after {arguments.requests:,} searches")
    head = ["when", "process", "PSS MB", "own MB", "columns, PSS", "heaps, PSS", "program files, PSS"]
    print(results.table(head, rows))


if __name__ == "__main__":
    main()
