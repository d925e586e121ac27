"""What was found out, kept in a file so that a stop loses nothing."""

import ast
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path

from .gates import ROOT, Gate

COMPARES_SQL = "tests/sql/test_files.py"  # with the files: it notices any change, and says nothing of a gate


GATES_OF_UNSEEN = 60  # about what a test of the admin or the workbench reaches
SECONDS_OF_FIXTURES = 0.15  # what a test takes besides its call
DISTINCTIVE_WORDS = {
    "permission",
    "right",
    "draft",
    "relation",
    "audience",
    "withholding",
    "withheld",
    "refusal",
    "state",
}


class Outcome(StrEnum):
    NOTICED = "noticed"
    SURVIVED = "SURVIVED"
    BROKEN = "BROKEN"
    NEW_PROCESS = "new process"  # never kept: the gate is tried again in one
    NEW_CHILD = "new child"  # nor is this


class Results:
    """``reached``: the names of the tests that reach a gate and pass; ``seconds``: how long each test takes;
    ``unseen``: the tests that there were not yet when it was looked which tests reach what.

    Where only ``some`` of the tests run, what they reach and what they do not notice is not kept; nor is what the
    ``first`` so many tests of each gate do not notice."""

    def __init__(self, path: Path, some: bool = False, first: int | None = None) -> None:
        self.path, self.some, self.first = path, some, first
        record = json.loads(path.read_text("utf-8")) if path.exists() else {}
        self.kept_record = record.get("reached", {}), record.get("seconds", {})
        self.reached: dict[str, list[str]]
        self.seconds: dict[str, float]
        self.reached, self.seconds = ({}, {}) if some else self.kept_record
        self.outcomes: dict[str, dict[str, str]] = record.get("outcomes", {})
        self.unseen: set[str] = set()

    def save(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        tests_of, seconds = self.kept_record
        text = json.dumps({"reached": tests_of, "seconds": seconds, "outcomes": self.outcomes})
        new = self.path.with_suffix(".new")
        new.write_text(text, "utf-8")
        new.replace(self.path)

    def record(self, tests_of: dict[str, list[str]], seconds: dict[str, float]) -> None:
        self.reached, self.seconds = tests_of, seconds
        if not self.some:
            self.kept_record = tests_of, seconds
            self.save()

    def record_outcome(self, gate: Gate, outcome: str, test: str, seconds: float) -> None:
        if outcome == Outcome.NOTICED or not (self.some or self.first):
            self.outcomes[gate.name] = {"outcome": outcome, "test": test, "code": code_state(gate, test)}
            self.save()
        elif outcome == Outcome.SURVIVED:
            outcome = "untried"
        print(f"{outcome:8} {seconds:4.0f} s  {gate}  {test}", file=sys.__stdout__, flush=True)

    def outcome_of(self, gate: Gate) -> str:
        """Empty where nothing is kept, or where the function of the gate or the test that noticed has changed."""
        outcome = self.outcomes.get(gate.name)
        return outcome["outcome"] if outcome and outcome["code"] == code_state(gate, outcome["test"]) else ""

    def tests_of(self, gate: Gate) -> list[str]:
        """The tests that reach the gate, the most telling first: that which noticed it before a change of the code,
        then those near by name, quick, and reaching few other gates."""
        former = self.outcomes.get(gate.name, {}).get("test")
        distance = cache(lambda file: nearness(gate, file))

        def cost(test: str) -> float:
            seconds = self.seconds.get(test, 0) + SECONDS_OF_FIXTURES
            gates = self.gates_reached[test] or GATES_OF_UNSEEN
            return seconds * gates**0.5 / 16 ** distance(test.partition("::")[0])

        return sorted(self.tests_reaching(gate), key=lambda test: (test != former, cost(test)))

    @cached_property
    def gates_reached(self) -> Counter[str]:
        return Counter(test for tests in self.reached.values() for test in tests)

    def tests_reaching(self, gate: Gate) -> Iterable[str]:
        """Of a gate that came after the look at which tests reach it, those that reach its file; and all tests that
        came after it."""
        if gate.path.endswith(".sql"):
            return [test for test in {*self.seconds, *self.unseen} if not test.startswith(COMPARES_SQL)]
        if gate.name in self.reached:
            return {*self.reached[gate.name], *self.unseen}
        of_file = (tests for name, tests in self.reached.items() if name.startswith(f"{gate.path} "))
        return {*self.unseen, *(test for tests in of_file for test in tests)}

    def is_recorded(self, path: str) -> bool:
        return path.endswith(".sql") or any(name.startswith(f"{path} ") for name in self.reached)


def nearness(gate: Gate, file: str) -> float:
    """How many words the path of a test shares with the gate's; those that are about the public count for all."""
    of_test = words_of(file)
    return len(words_of(gate.path) & of_test) + 0.5 * len(DISTINCTIVE_WORDS & of_test)


def words_of(path: str) -> set[str]:
    """Without the s of a plural."""
    return {word.rstrip("s") for word in re.split(r"[/_.]", path)} - {"archive", "test", "py"}


def code_state(gate: Gate, test: str) -> str:
    """Of the function around the gate and of the test; of the whole file where there is none."""
    state = digest(code_around(gate))
    file, _sep, name = test.partition("::")
    if name and (ROOT / file).is_file():
        state += digest(functions_of(file).get(name.partition("[")[0], ""))
    return state


def code_around(gate: Gate) -> str:
    text = read(gate.path)
    if gate.path.endswith(".sql"):
        return text
    nodes = [
        node
        for node in ast.walk(parse(gate.path))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and node.lineno <= gate.line <= (node.end_lineno or 0)
    ]
    return ast.unparse(max(nodes, key=lambda node: node.lineno)) if nodes else text


def functions_of(file: str) -> dict[str, str]:
    return {node.name: ast.unparse(node) for node in parse(file).body if isinstance(node, ast.FunctionDef)}


@cache
def parse(file: str) -> ast.Module:
    return ast.parse(read(file))


@cache
def read(file: str) -> str:
    return (ROOT / file).read_text("utf-8")


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
