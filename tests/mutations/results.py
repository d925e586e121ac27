"""What was found out, kept in a file so that a stop loses nothing."""

import hashlib
import json
import re
import sys
from enum import StrEnum
from functools import cache
from pathlib import Path

from .gates import ROOT, Gate


COMPARES_SQL = "tests/sql/test_files.py"  # with the files: it notices any change, and says nothing of a gate


class Outcome(StrEnum):
    NOTICED = "noticed"
    SURVIVED = "SURVIVED"
    BROKEN = "BROKEN"
    NEW_PROCESS = "new process"  # never kept: the gate is tried again in one


class Results:
    """``reached``: the names of the tests that reach a gate and pass; ``seconds``: how long each test takes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        kept = json.loads(path.read_text("utf-8")) if path.exists() else {}
        self.reached: dict[str, list[str]] = kept.get("reached", {})
        self.seconds: dict[str, float] = kept.get("seconds", {})
        self.outcomes: dict[str, dict[str, str]] = kept.get("outcomes", {})

    def save(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"reached": self.reached, "seconds": self.seconds, "outcomes": self.outcomes})
        new = self.path.with_suffix(".new")
        new.write_text(text, "utf-8")
        new.replace(self.path)

    def record(self, reached: dict[str, list[str]], seconds: dict[str, float]) -> None:
        self.reached, self.seconds = reached, seconds
        self.save()

    def keep(self, gate: Gate, outcome: str, test: str, seconds: float) -> None:
        self.outcomes[gate.name] = {"outcome": outcome, "test": test, "files": files_state(gate, test)}
        self.save()
        print(f"{outcome:8} {seconds:4.0f} s  {gate}  {test}", file=sys.__stdout__, flush=True)

    def outcome_of(self, gate: Gate) -> str:
        """Empty where nothing is kept, or where the file of the gate or of the test that noticed has changed."""
        kept = self.outcomes.get(gate.name)
        return kept["outcome"] if kept and kept["files"] == files_state(gate, kept["test"]) else ""

    def tests_of(self, gate: Gate) -> list[str]:
        """The tests that reach the gate, the most telling first: those nearest by name, then the quickest."""
        tests = self.reached.get(gate.name, [])
        if gate.path.endswith(".sql"):
            tests = [test for test in self.seconds if not test.startswith(COMPARES_SQL)]
        files: dict[str, list[str]] = {}
        for test in tests:
            files.setdefault(test.partition("::")[0], []).append(test)

        def rank(file: str) -> tuple[int, float]:
            return -nearness(gate, file), sum(self.seconds.get(test, 0) for test in files[file])

        return [test for file in sorted(files, key=rank) for test in files[file]]


def nearness(gate: Gate, file: str) -> int:
    """How many words the path of a test shares with the gate's; those that are about the public count for all."""
    words = words_of(gate.path) - {"archive"}
    of_test = words_of(file)
    telling = {
        "permissions",
        "rights",
        "drafts",
        "relations",
        "audiences",
        "withholding",
        "refusals",
        "states",
    }
    return 2 * len(words & of_test) + len(telling & of_test)


def words_of(path: str) -> set[str]:
    return set(re.split(r"[/_.]", path))


def files_state(gate: Gate, test: str) -> str:
    file = test.partition("::")[0]
    return digest(gate.path) + (digest(file) if file and (ROOT / file).is_file() else "")


@cache
def digest(path: str) -> str:
    return hashlib.sha256((ROOT / path).read_bytes()).hexdigest()[:16]
