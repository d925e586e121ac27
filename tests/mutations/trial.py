"""One run of pytest that collects the tests once and forks children that remove gates.

The first children run every test with probes, which tell the tests that reach each gate. Each later child takes several
gates: it removes one, runs the tests that reach it, the nearest first, up to the first that fails, and puts it back.
"""

import builtins
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from .children import Report, Work, run_children
from .gates import ROOT, Gate
from .results import Outcome, Results
from .swapping import (
    PROBE,
    Functions,
    NotSwappableError,
    functions_by_path,
    insert_probes,
    without_gate,
    works_at_import,
)

SECONDS_OF_A_GATE = 1800
SECONDS_OF_A_RECORD = 7200
GATES_OF_A_CHILD = 20


class Trial:
    """A plugin of pytest, in place of its loop over the tests."""

    def __init__(self, gates: list[Gate], results: Results, processes: int, everything: list[Gate]) -> None:
        self.gates, self.results, self.processes = gates, results, processes
        self.everything = everything
        self.in_new_process: list[Gate] = []
        self.sql = ""
        self.execute_sql: Callable[[], None] = lambda: None
        self.failed = False
        self.ends: list[pytest.Item] = []
        self.passed: dict[str, float] = {}

    @pytest.fixture(autouse=True, scope="session")
    def sql_of_the_gate(self, django_db_setup: None, django_db_blocker: Any) -> None:
        """The first test makes the database of the child."""
        from django.db import connection

        def execute() -> None:
            with django_db_blocker.unblock(), connection.cursor() as cursor:
                cursor.execute(self.sql)

        self.execute_sql = execute
        if self.sql:
            execute()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed |= report.failed
        if report.when == "call" and report.passed:
            self.passed[report.nodeid] = report.duration

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        functions = functions_by_path({gate.path for gate in self.everything if gate.path.endswith(".py")})
        if not all(self.results.is_recorded(path) for path in {gate.path for gate in self.gates}):
            self.record(session, functions)
        self.ends = two_least_alike(session.items)
        self.results.unseen = {item.nodeid for item in session.items} - self.results.seconds.keys()
        self.try_gates(session, functions)
        return True

    def record(self, session: pytest.Session, functions: Functions) -> None:
        """Which tests reach which gate; each child takes every so many files."""
        files = defaultdict(list)
        for item in session.items:
            files[item.path].append(item)
        groups = [list(files.values())[at :: self.processes] for at in range(self.processes)]

        def work_of(items: list[pytest.Item]) -> Work:
            return Work(lambda report: self.record_items(items, functions, report))

        waiting = deque(work_of([item for file in group for item in file]) for group in groups)
        reached: dict[str, list[str]] = {gate.name: [] for gate in self.everything}
        seconds: dict[str, float] = {}
        count = 0
        for _work, message in run_children(session, waiting, self.processes, SECONDS_OF_A_RECORD):
            if message and "reached" not in message:
                raise SystemExit(
                    f"A process that recorded which tests reach the gates failed: {message['test']}"
                )
            if message:
                count += 1
                for name, tests in message["reached"].items():
                    reached[name] += tests
                seconds |= message["seconds"]
        if count < len(groups):
            raise SystemExit("A process that recorded which tests reach the gates was stopped.")
        self.results.record(reached, seconds)

    def record_items(self, items: list[pytest.Item], functions: Functions, report: Report) -> None:
        reached: dict[str, set[str]] = defaultdict(set)
        running = ""
        setattr(builtins, PROBE, lambda name: reached[name].add(running))
        for path in functions:
            insert_probes(path, [gate for gate in self.everything if gate.path == path], functions)
        for item, following in zip_longest(items, items[1:]):
            running = item.nodeid
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        tests = {name: sorted(tests & self.passed.keys()) for name, tests in reached.items()}
        report({"reached": tests, "seconds": self.passed})

    def try_gates(self, session: pytest.Session, functions: Functions) -> None:
        def work_of(gates: list[Gate]) -> Work:
            return Work(lambda report: self.try_in_child(gates, session, functions, report), list(gates))

        waiting = deque(work_of(gates) for gates in batches(self.gates))
        start = time.time()
        for work, message in run_children(session, waiting, self.processes, SECONDS_OF_A_GATE):
            if not work.gates:
                continue  # the end of a child that has tried all
            gate = work.gates.pop(0)
            outcome = message["outcome"] if message else Outcome.BROKEN
            if outcome == Outcome.NEW_PROCESS:
                self.in_new_process.append(gate)
            elif outcome == Outcome.NEW_CHILD:
                waiting.append(work_of([gate]))
            elif message:
                self.results.record_outcome(gate, outcome, message["test"], message["seconds"])
            else:
                self.results.record_outcome(gate, outcome, "no end", time.time() - start)
            if work.gates and (message is None or message.get("last")):
                waiting.append(work_of(work.gates[:]))
                work.gates.clear()

    def try_in_child(
        self, gates: list[Gate], session: pytest.Session, functions: Functions, report: Report
    ) -> None:
        for gate in gates:
            start = time.time()
            outcome, test = self.try_gate(gate, session.items, functions)
            if gate is not gates[0] and outcome == Outcome.SURVIVED and not self.results.first:
                # Something that an earlier gate has left in the process may be the reason.
                report({"outcome": Outcome.NEW_CHILD, "last": True})
                return
            report({"outcome": outcome, "test": test, "seconds": time.time() - start})

    def try_gate(self, gate: Gate, items: list[pytest.Item], functions: Functions) -> tuple[Outcome, str]:
        tests = {name: at for at, name in enumerate(self.results.tests_of(gate))}
        selection = [item for item in items if item.nodeid in tests]
        selection.sort(key=lambda item: (is_transactional(item), tests[item.nodeid]))
        selection = selection[: self.results.first]
        try:
            while selection:
                with self.removed_gate(gate, functions):
                    at = next((at for at, item in enumerate(selection) if self.fails(item)), None)
                if at is None:
                    break
                if not self.fails(selection[at]):
                    return Outcome.NOTICED, selection[at].nodeid
                selection = selection[at + 1 :]  # a test that fails with the gate, too, proves nothing
        except NotSwappableError:
            return Outcome.NEW_PROCESS, ""
        if gate.path.endswith(".py") and works_at_import(gate, (ROOT / gate.path).read_text("utf-8")):
            return Outcome.NEW_PROCESS, ""  # what was made of it at import still has it
        return Outcome.SURVIVED, ""

    @contextmanager
    def removed_gate(self, gate: Gate, functions: Functions) -> Iterator[None]:
        if not gate.path.endswith(".sql"):
            with without_gate(gate, functions):
                yield
            return
        self.sql = gate.changed_text()
        self.execute_sql()
        try:
            yield
        finally:
            self.sql = (ROOT / gate.path).read_text("utf-8")
            self.execute_sql()

    def fails(self, item: pytest.Item) -> bool:
        """What is named as the next test is far away, so that pytest takes down what only some tests share."""
        self.failed = False
        following = min(self.ends, key=lambda entry: shared_collectors(item, entry))
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        return self.failed


def two_least_alike(items: list[pytest.Item]) -> list[pytest.Item]:
    """Two tests such that whatever not all tests share, such as a file, one of the two does not share."""
    return [items[0], min(items, key=lambda item: shared_collectors(items[0], item))]


def shared_collectors(left: pytest.Item, right: pytest.Item) -> int:
    return sum(
        left_collector is right_collector
        for left_collector, right_collector in zip(left.listchain(), right.listchain(), strict=False)
    )


def is_transactional(item: pytest.Item) -> bool:
    """Such tests come last, as pytest-django has them: they leave the database without the rows of the migrations."""
    marker = item.get_closest_marker("django_db")
    transaction = bool(marker and marker.kwargs.get("transaction"))
    return transaction or "transactional_db" in getattr(item, "fixturenames", ())


def batches(gates: list[Gate]) -> list[list[Gate]]:
    """A gate in SQL has a child of its own: rows that were written meanwhile may stay."""
    in_code = [gate for gate in gates if not gate.path.endswith(".sql")]
    groups = [in_code[at : at + GATES_OF_A_CHILD] for at in range(0, len(in_code), GATES_OF_A_CHILD)]
    return [*groups, *([gate] for gate in gates if gate.path.endswith(".sql"))]


def options(tests: list[str]) -> list[str]:
    choice = ("-m", "not browser and not slow")
    paths = [str(Path(ROOT, path)) for path in tests or ["tests"]]
    return ["-q", "-n", "0", "--tb=no", "-p", "no:cacheprovider", *choice, f"--rootdir={ROOT}", *paths]
