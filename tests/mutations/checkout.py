"""A copy of the checkout, for a gate that works when its module is imported."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .gates import ROOT, Gate
from .results import Outcome, Results

NOT_COPIED = shutil.ignore_patterns(
    "var", ".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "node_modules"
)
FIRST_FILES = 6  # the nearest, which nearly always notice; to collect all takes longer than to run these


class Checkout:
    """Its database runs all the time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.environment = {**os.environ, "VAR_DIR": str(root / "var"), "PYTHONDONTWRITEBYTECODE": "1"}
        self.environment.pop("DATABASE_URL", None)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *command], cwd=self.root, env=self.environment, capture_output=True, text=True
        )

    def try_gate(self, gate: Gate, results: Results) -> None:
        start = time.monotonic()
        (self.root / gate.path).write_text(gate.changed_text(), "utf-8")
        try:
            outcome, test = self.run_tests(list(dict.fromkeys(map(file_of, results.tests_of(gate)))))
        finally:
            shutil.copy(ROOT / gate.path, self.root / gate.path)
        results.record_outcome(gate, outcome, test, time.monotonic() - start)

    def run_tests(self, files: list[str]) -> tuple[Outcome, str]:
        options = (
            "-q",
            "-x",
            "-n",
            "0",
            "-p",
            "no:cacheprovider",
            "-m",
            "not browser and not slow",
            "--tb=no",
        )
        files = [file for file in files if (self.root / file).is_file()]
        for part in filter(None, (files[:FIRST_FILES], files[FIRST_FILES:])):
            run = self.run("-m", "pytest", *options, "-rf", *part)
            if run.returncode == 1:
                failures = [
                    line for line in run.stdout.splitlines() if line.startswith(("FAILED ", "ERROR "))
                ]
                return Outcome.NOTICED, failures[0].split()[1] if failures else ""
            if run.returncode:
                print(run.stdout[-3000:], run.stderr[-1000:], file=sys.stderr)
                return Outcome.BROKEN, ""
        return Outcome.SURVIVED, ""


def file_of(test: str) -> str:
    return test.partition("::")[0]


@contextmanager
def temporary_checkout() -> Iterator[Checkout]:
    with tempfile.TemporaryDirectory(prefix="mutations-") as folder:
        checkout = Checkout(Path(folder) / "checkout")
        shutil.copytree(ROOT, checkout.root, ignore=NOT_COPIED)
        try:
            checkout.run("manage.py", "start_database")
            yield checkout
        finally:
            checkout.run("manage.py", "stop_database")
