"""One run of pytest that collects the tests once and forks a child for each gate.

The first children run every test with probes, which tell the tests that reach each gate. Each later child removes its
gate and runs those tests, the nearest first, up to the first that fails.
"""

import builtins
import json
import os
import selectors
import signal
import sys
import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from .gates import ROOT, Gate
from .results import Outcome, Results
from .swapping import PROBE, Functions, NotSwappableError, functions_by_path, insert_probes, remove_gate

SECONDS_OF_A_GATE = 1800
SECONDS_OF_A_RECORD = 7200


@dataclass
class Child:
    gate: Gate | None
    slot: int
    pid: int
    start: float
    said: bytes = b""


class Trial:
    """A plugin of pytest, in place of its loop over the tests."""

    def __init__(self, gates: list[Gate], results: Results, processes: int, everything: list[Gate]) -> None:
        self.gates, self.results, self.processes = gates, results, processes
        self.everything = everything
        self.in_new_process: list[Gate] = []
        self.changed_sql = ""
        self.failed = False
        self.passed: dict[str, float] = {}

    @pytest.fixture(autouse=True, scope="session")
    def sql_of_the_gate(self, django_db_setup: None, django_db_blocker: Any) -> None:
        if self.changed_sql:
            from django.db import connection

            with django_db_blocker.unblock(), connection.cursor() as cursor:
                cursor.execute(self.changed_sql)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed |= report.failed
        if report.when == "call" and report.passed:
            self.passed[report.nodeid] = report.duration

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        functions = functions_by_path({gate.path for gate in self.everything if gate.path.endswith(".py")})
        if not all(self.results.is_recorded(path) for path in {gate.path for gate in self.gates}):
            self.record(session, functions)
        self.results.unseen = {item.nodeid for item in session.items} - self.results.seconds.keys()
        work = [self.work_of(gate, session.items, functions) for gate in self.gates]
        for child, said in self.run_children(session, work, SECONDS_OF_A_GATE):
            assert child.gate
            if said is None:
                said = {"outcome": Outcome.BROKEN, "test": f"no end in {SECONDS_OF_A_GATE} seconds"}
            if said["outcome"] == Outcome.NEW_PROCESS:
                self.in_new_process.append(child.gate)
            else:
                self.results.keep(
                    child.gate, said["outcome"], said.get("test", ""), time.time() - child.start
                )
        return True

    def record(self, session: pytest.Session, functions: Functions) -> None:
        """Which tests reach which gate; each child takes every so many files."""
        files = defaultdict(list)
        for item in session.items:
            files[item.path].append(item)
        groups = [list(files.values())[at :: self.processes] for at in range(self.processes)]

        def record_group(items: list[pytest.Item]) -> dict[str, Any]:
            return self.record_items(items, functions)

        work = [(None, [item for file in group for item in file], record_group) for group in groups]
        reached: dict[str, list[str]] = {gate.name: [] for gate in self.everything}
        seconds: dict[str, float] = {}
        for _child, said in self.run_children(session, work, SECONDS_OF_A_RECORD):
            if said is None or "reached" not in said:
                raise SystemExit(f"A process that recorded which tests reach the gates failed: {said}")
            for name, tests in said["reached"].items():
                reached[name] += tests
            seconds |= said["seconds"]
        self.results.record(reached, seconds)

    def record_items(self, items: list[pytest.Item], functions: Functions) -> dict[str, Any]:
        reached: dict[str, set[str]] = defaultdict(set)
        running = ""
        setattr(builtins, PROBE, lambda name: reached[name].add(running))
        for path in functions:
            insert_probes(path, [gate for gate in self.everything if gate.path == path], functions)
        for item, following in zip_longest(items, items[1:]):
            running = item.nodeid
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        return {
            "reached": {name: sorted(tests & self.passed.keys()) for name, tests in reached.items()},
            "seconds": self.passed,
        }

    def work_of(self, gate: Gate, items: list[pytest.Item], functions: Functions) -> tuple:
        tests = {name: at for at, name in enumerate(self.results.tests_of(gate))}
        chosen = sorted((item for item in items if item.nodeid in tests), key=lambda item: tests[item.nodeid])
        return gate, chosen, lambda items: self.try_gate(gate, items, functions)

    def try_gate(self, gate: Gate, items: list[pytest.Item], functions: Functions) -> dict[str, Any]:
        if gate.path.endswith(".sql"):
            self.changed_sql = gate.changed_text()
        else:
            try:
                remove_gate(gate, functions)
            except NotSwappableError:
                return {"outcome": Outcome.NEW_PROCESS}
        for item, following in zip_longest(items, items[1:]):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failed:
                return {"outcome": Outcome.NOTICED, "test": item.nodeid}
        return {"outcome": Outcome.SURVIVED}

    def run_children(
        self, session: pytest.Session, work: list[tuple], seconds: int
    ) -> Iterator[tuple[Child, dict[str, Any] | None]]:
        """Each child with what it said, None where it was stopped; so many at a time."""
        free = list(range(self.processes))
        waiting = list(reversed(work))
        with selectors.DefaultSelector() as selector:
            while waiting or selector.get_map():
                while waiting and free:
                    gate, items, run = waiting.pop()
                    read, child = fork(session, gate, free.pop(), items, run)
                    selector.register(read, selectors.EVENT_READ, child)
                for key, _events in selector.select(timeout=5):
                    piece = os.read(key.fd, 1 << 16)
                    key.data.said += piece
                    if not piece:
                        selector.unregister(key.fd)
                        os.close(key.fd)
                        os.waitpid(key.data.pid, 0)
                        free.append(key.data.slot)
                        yield key.data, json.loads(key.data.said) if key.data.said else None
                for key in selector.get_map().values():
                    if time.time() - key.data.start > seconds:
                        os.kill(key.data.pid, signal.SIGKILL)


def fork(
    session: pytest.Session, gate: Gate | None, slot: int, items: list[pytest.Item], run: Callable
) -> tuple[int, Child]:
    read, write = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        os.close(write)
        return read, Child(gate, slot, pid, time.time())
    try:
        os.close(read)
        try:
            said = run_quietly(session, slot, items, run)
        except BaseException:
            said = {"outcome": Outcome.BROKEN, "test": traceback.format_exc()}
        with os.fdopen(write, "w") as pipe:
            json.dump(said, pipe)
    finally:
        os._exit(0)


def run_quietly(
    session: pytest.Session, slot: int, items: list[pytest.Item], run: Callable
) -> dict[str, Any]:
    """With a test database of its own, and without a word in the terminal."""
    from django.db import connection

    test = connection.settings_dict["TEST"]
    test["NAME"] = f"{connection.creation._get_test_db_name()}_without_{slot}"
    session.config.pluginmanager.unregister(name="terminalreporter")
    try:
        return run(items)
    finally:
        session._setupstate.teardown_exact(None)


def options(tests: str = "tests") -> list[str]:
    choice = ("-m", "not browser and not slow")
    return ["-q", "-n", "0", "-p", "no:cacheprovider", *choice, f"--rootdir={ROOT}", str(Path(ROOT, tests))]
