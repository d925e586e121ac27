"""Child processes of one run of pytest, forked after the tests were collected. They report in lines of JSON."""

import json
import os
import selectors
import signal
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pytest

from .results import Outcome

Report: TypeAlias = Callable[[dict[str, Any]], None]


@dataclass
class Work:
    """``run`` is called in a child; ``gates``: those that it has not reported yet."""

    run: Callable[[Report], None]
    gates: list = field(default_factory=list)


@dataclass
class Child:
    work: Work
    slot: int
    pid: int
    since: float  # its start or its last report
    unread: bytes = b""

    def reports(self, piece: bytes) -> list[dict[str, Any]]:
        *lines, self.unread = (self.unread + piece).split(b"\n")
        if lines:
            self.since = time.time()
        return [json.loads(line) for line in lines]


def run_children(
    session: pytest.Session, waiting: deque[Work], processes: int, seconds: int
) -> Iterator[tuple[Work, dict[str, Any] | None]]:
    """Each report with its work, and None at the end of a child, which is stopped after so many seconds without a
    report; one that is the ``last`` says so. Whoever reads may add to the work that is waiting."""
    free = list(range(processes))
    with selectors.DefaultSelector() as selector:
        while waiting or selector.get_map():
            while waiting and free:
                read, child = fork(session, waiting.popleft(), free.pop())
                selector.register(read, selectors.EVENT_READ, child)
            for key, _events in selector.select(timeout=5):
                child = key.data
                piece = os.read(key.fd, 1 << 16)
                for report in child.reports(piece):
                    yield child.work, report
                if not piece:
                    selector.unregister(key.fd)
                    os.close(key.fd)
                    os.waitpid(child.pid, 0)
                    free.append(child.slot)
                    yield child.work, None
            for key in selector.get_map().values():
                if time.time() - key.data.since > seconds:
                    os.kill(key.data.pid, signal.SIGKILL)


def fork(session: pytest.Session, work: Work, slot: int) -> tuple[int, Child]:
    read, write = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        os.close(write)
        return read, Child(work, slot, pid, time.time())
    try:
        os.close(read)
        with os.fdopen(write, "w", buffering=1) as pipe:

            def report(message: dict[str, Any]) -> None:
                print(json.dumps(message), file=pipe)

            try:
                run_quietly(session, slot, lambda: work.run(report))
            except BaseException:
                failure = {"outcome": Outcome.BROKEN, "test": traceback.format_exc(), "seconds": 0}
                report({**failure, "last": True})
    finally:
        os._exit(0)


def run_quietly(session: pytest.Session, slot: int, run: Callable[[], None]) -> None:
    """With a test database of its own, and without a word in the terminal."""
    from django.db import connection

    test = connection.settings_dict["TEST"]
    test["NAME"] = f"{connection.creation._get_test_db_name()}_without_{slot}"
    session.config.pluginmanager.unregister(name="terminalreporter")
    try:
        run()
    finally:
        session._setupstate.teardown_exact(None)
