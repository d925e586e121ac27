"""How fast import_documents is and what memory it takes, and how much faster where everything is here already.

On a machine with other work the seconds of processor time tell more than those of the clock: those of the command and
of the process that parses, without the database's.

3,000 speeches are written to a folder with their headers, once whole and once cut to their first paragraphs, and are
imported twice into a database of their own, each time by a command in a process of its own.
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks import databases
from tests.benchmarks.importing import DATA, Table

SPEECHES = 3000
SHORT = 1000  # characters of a small speech
DATABASE = "bench_importing"
CORPUS = DATA / "un-general-debate" / "ungd-2000-2024.jsonl.gz"
PROGRAM = """
import os, resource, sys, time
import django
from tests.benchmarks.databases import use_database
from django.core.management import call_command
from archive.importing.parser_process import pool
use_database(sys.argv[1])
started = time.perf_counter()
call_command("import_documents", sys.argv[2], recursive=True, create_event=True)
print(time.perf_counter() - started, file=sys.stderr)
pool.close()
print(sum(os.times()[:4]), file=sys.stderr)
for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
    print(resource.getrusage(who).ru_maxrss, file=sys.stderr)
"""


class Run(NamedTuple):
    seconds: float
    processor_seconds: float
    megabytes: float  # of the command
    parser_megabytes: float  # of the process that parses
    last_line: str


def measure() -> Iterable[Table]:
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for label, length in (("small", SHORT), ("whole", 10**9)):
            path = Path(folder) / label
            path.mkdir()
            characters = write_speeches(path, length)
            rows += measure_folder(label, path, characters)
    columns = (
        "Speeches",
        "Characters each",
        "Run",
        "Seconds",
        "Of processor",
        "A second of processor",
        "Command, MB",
        "Parser, MB",
        "Report",
    )
    yield Table(f"Import of {SPEECHES:,} speeches", columns, rows)


def write_speeches(folder: Path, length: int) -> int:
    """As many files, cut at the end of a paragraph; the characters of a text on the average."""
    total = 0
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for number, line in zip(range(SPEECHES), lines, strict=False):
            speech = json.loads(line)
            paragraphs, size = [], 0
            for paragraph in speech["paragraphs"]:
                paragraphs.append(paragraph["text"])
                size += len(paragraph["text"])
                if size >= length:
                    break
            header = f"title: {json.dumps(speech['title'])}\nsource: General Debate\nkind: speech\n"
            header += f"date: {speech['date']}\nevent: {json.dumps(speech['event'])}\n"
            text = "\n\n".join(paragraphs)
            (folder / f"{number:04}.txt").write_text(f"---\n{header}---\n{text}\n", "utf-8")
            total += len(text)
    return total // SPEECHES


def measure_folder(label: str, folder: Path, characters: int) -> list[list[object]]:
    with databases.temporary_database(DATABASE):
        runs = [import_folder(folder) for _ in range(2)]
    return [
        [
            label,
            f"{characters:,}",
            name,
            f"{run.seconds:.1f}",
            f"{run.processor_seconds:.1f}",
            f"{SPEECHES / run.processor_seconds:.0f}",
            f"{run.megabytes:.0f}",
            f"{run.parser_megabytes:.0f}",
            run.last_line,
        ]
        for name, run in zip(("first", "second"), runs, strict=True)
    ]


def import_folder(folder: Path) -> Run:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(folder or os.getcwd() for folder in sys.path)}
    process = subprocess.run(
        [sys.executable, "-c", PROGRAM, DATABASE, str(folder)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if process.returncode:
        raise RuntimeError(process.stdout[-1000:] + process.stderr[-1000:])
    seconds, processor, command, parser = map(float, process.stderr.split()[-4:])  # the last two in kilobytes
    return Run(seconds, processor, command / 1024, parser / 1024, process.stdout.splitlines()[-1])
