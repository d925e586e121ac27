"""Server processes, their master and the database are killed (-9) under writes: whatever was acknowledged is there."""

import os
import signal
import threading
import time
from contextlib import suppress

import psutil
import pytest

from tests.search.replication.conftest import DATABASE
from tests.web.serving.test_failures import Server
from tests.web.serving.test_outage import wait_for_answer

from .conftest import check_archive
from .editor import Editor, theme_labels

pytestmark = pytest.mark.slow
KILLS = 3  # of each kind


def lost_labels(editor: Editor, primary) -> set[str]:
    return set(editor.ledger) - theme_labels(primary, DATABASE)


def kill_workers(server) -> None:
    for worker in psutil.Process(server.process.pid).children():
        os.kill(worker.pid, signal.SIGKILL)


def kill_master(server) -> None:
    """And whatever it leaves behind, as systemd does with a service whose main process is gone."""
    workers = psutil.Process(server.process.pid).children()
    server.process.kill()
    server.process.wait()
    for worker in workers:
        worker.kill()
    psutil.wait_procs(workers, timeout=10)


def kill_postgres(primary) -> None:
    main = psutil.Process(int((primary.data / "postmaster.pid").read_text().split()[0]))
    killed = [main, *main.children(recursive=True)]
    for process in killed:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(killed, timeout=30)
    primary.start()


def test_nothing_acknowledged_is_lost(server, primary, editor, tmp_path):
    ended = threading.Event()
    writing = threading.Thread(target=editor.write_until, args=(ended, "theme"))
    writing.start()
    try:
        for _ in range(KILLS):
            wait_for_some(editor)
            kill_workers(server)
            wait_for_some(editor)
            kill_postgres(primary)
        wait_for_some(editor)
        kill_master(server)
        server.process = Server(tmp_path, primary).process
        wait_for_answer()
        wait_for_some(editor)
    finally:
        ended.set()
        writing.join()
    statuses = [status for status, _page in editor.answers]
    print(f"{len(editor.ledger)} acknowledged, {statuses.count(0)} broken off, {statuses.count(503)} refused")
    assert lost_labels(editor, primary) == set()
    assert set(statuses) <= {0, 302, 503}
    assert statuses.count(0) + statuses.count(503) > KILLS
    check_archive(primary)


def wait_for_some(editor, more=5) -> None:
    wanted, deadline = len(editor.ledger) + more, time.monotonic() + 60
    while len(editor.ledger) < wanted:
        assert time.monotonic() < deadline, editor.answers[-1]
        time.sleep(0.05)


def test_a_database_that_acknowledges_too_early_would_be_noticed(server, primary, editor):
    """The mutation: PostgreSQL says "written" before it has."""
    primary.execute("postgres", f"ALTER DATABASE {DATABASE} SET synchronous_commit = off")
    primary.execute("postgres", "ALTER SYSTEM SET wal_writer_delay = '10s'")
    primary.stop("fast")
    primary.start()
    wait_for_answer(times=8)
    deadline = time.monotonic() + 30
    while not lost_labels(editor, primary):
        assert time.monotonic() < deadline
        wait_for_answer(times=4)
        editor.write(f"early-{time.monotonic_ns()}")
        kill_postgres(primary)
