import threading
import time

import psycopg
import pytest

from archive.database import circuit_breaker as module
from archive.database.circuit_breaker import CircuitBreaker


class Database:
    """Stands in for a server: connections fail while it is ``away``, and wait while it is ``frozen``."""

    def __init__(self):
        self.away, self.thawed, self.asked = False, threading.Event(), 0
        self.thawed.set()

    def connect(self):
        self.asked += 1
        if self.away:
            raise psycopg.OperationalError("refused")
        return self

    def execute(self, sql):
        assert self.thawed.wait(30)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def fileno(self):
        raise OSError("none")


@pytest.fixture
def short_intervals(monkeypatch):
    monkeypatch.setattr(module, "CHECK_INTERVAL", 0.01)
    monkeypatch.setattr(module, "SLOW_QUERY_SECONDS", 0.02)
    monkeypatch.setattr(module, "CHECK_TIMEOUT", 0.05)


def wait_until(condition):
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_it_opens_while_nobody_answers_and_closes_by_itself(short_intervals):
    database = Database()
    breaker = CircuitBreaker(database.connect)
    breaker.refuse_when_open()
    database.away = True
    breaker.report_failure()
    wait_until(lambda: breaker.is_open)
    with pytest.raises(psycopg.OperationalError):
        breaker.refuse_when_open()
    database.away = False
    wait_until(lambda: not breaker.is_open)
    breaker.refuse_when_open()


def test_the_log_says_once_why_nobody_answers(short_intervals, caplog):
    """Such as a wrong password, of which a pool says only that it has no connection."""
    database = Database()
    breaker = CircuitBreaker(database.connect)
    database.away = True
    breaker.report_failure()
    wait_until(lambda: database.asked > 3)
    database.away = False
    wait_until(lambda: not breaker.is_checking)
    assert [record.getMessage() for record in caplog.records] == [
        "the database does not answer; requests are refused until it does: refused",
        "the database answers again",
    ]


def test_one_broken_connection_opens_nothing(short_intervals):
    database = Database()
    breaker = CircuitBreaker(database.connect)
    breaker.report_failure()
    wait_until(lambda: not breaker.is_checking)
    assert (database.asked, breaker.is_open) == (1, False)


def test_many_that_fail_ask_once(short_intervals):
    database = Database()
    database.away = True
    breaker = CircuitBreaker(database.connect)
    for _ in range(50):
        breaker.report_failure()
    wait_until(lambda: breaker.is_open)
    assert sum(entry.name == "breaker" for entry in threading.enumerate()) <= 2
    database.away = False
    wait_until(lambda: not breaker.is_open)


@pytest.mark.slow
def test_a_query_of_a_frozen_database_is_ended(short_intervals, monkeypatch):
    database, ended = Database(), []
    monkeypatch.setattr(module, "shut_down", ended.append)
    breaker = CircuitBreaker(database.connect)
    with breaker.watch_query("slow"):
        time.sleep(0.2)
        assert (breaker.is_open, ended) == (False, [])  # it answers others
        database.thawed.clear()
        wait_until(lambda: "slow" in ended)
        assert breaker.is_open
        database.thawed.set()
    wait_until(lambda: not breaker.is_open)
