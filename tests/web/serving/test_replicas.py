"""Which replicas may answer, by what the threads saw; time and databases are set by hand."""

import pytest
from django.db import OperationalError

from archive.search.engine import Position
from archive.web.serving import replicas as module
from archive.web.serving.newest_change import NewestChange
from archive.web.serving.replicas import PRIMARY, DatabaseMonitor, Replicas

BOUND = 10


@pytest.fixture
def fake_clock(monkeypatch, settings, tmp_path):
    settings.DATABASE_REPLICA_LAG = BOUND
    monkeypatch.setattr(module, "newest_change", NewestChange(tmp_path))
    clock = {"time": 1000.0}
    monkeypatch.setattr(module.time, "monotonic", lambda: clock["time"])
    return clock


class Copies:
    """A primary and two replicas, "one" and "two", each at a number."""

    def __init__(self, fake_clock, number):
        self.now = fake_clock
        self.replicas = Replicas()
        self.replicas.monitors = {alias: DatabaseMonitor(alias) for alias in (PRIMARY, "one", "two")}
        primary, *primary.replicas = self.replicas.monitors.values()
        self.answer(number, number, number)

    def answer(self, *numbers, after=0.2):
        """What each says after so many seconds; None says nothing."""
        self.now["time"] += after
        for monitor, number in zip(self.replicas.monitors.values(), numbers, strict=True):
            if number is not None:
                monitor.polled_at, head = self.now["time"] - 0.01, Position(number, f"id {number}")
                if monitor.alias == PRIMARY:
                    monitor.record_change(head, module.newest_change.value)
                monitor.head, monitor.answered_at = head, self.now["time"]

    @property
    def current(self):
        return self.replicas.usable_aliases()


@pytest.fixture
def copies(fake_clock):
    return Copies(fake_clock, 5)


def test_replicas_take_turns(copies):
    assert [copies.current for _ in range(3)] == [["one", "two"], ["two", "one"], ["one", "two"]]


def test_a_silent_replica_is_left_out_within_a_second_and_comes_back(copies):
    for _ in range(5):
        copies.answer(5, 5, None)
    assert copies.current == ["one"]
    copies.answer(5, 5, 5)
    assert sorted(copies.current) == ["one", "two"]
    copies.replicas.exclude("one")
    assert copies.current == ["two"]


def test_a_replica_may_be_behind_for_as_long_as_the_bound(copies):
    copies.answer(6, 6, 5)
    for _ in range(BOUND * 5 - 1):
        copies.answer(7, 7, 5)
    assert sorted(copies.current) == ["one", "two"]
    copies.answer(7, 7, 5)
    assert copies.current == ["one"]
    copies.answer(7, 7, 6)  # still without 7, which is as old
    assert copies.current == ["one"]
    copies.answer(8, 8, 7)
    assert sorted(copies.current) == ["one", "two"]


def test_behind_what_was_there_before_anybody_looked_is_behind_for_ever(fake_clock):
    copies = Copies(fake_clock, 5)
    copies.replicas.monitors[PRIMARY].history.clear()
    copies.answer(9, 9, 8)
    assert copies.current == ["one"]


def test_how_far_each_is_behind_is_valid_json(copies):
    """JSON knows no infinity, which is how far one is behind that has never answered."""
    copies.answer(6, 6, None)
    copies.answer(6, 6, None, after=2)
    copies.replicas.monitors["two"].head = Position(0, "")
    one, two = copies.replicas.lags()
    assert one == {"name": "one", "answers": True, "changes_behind": 0, "seconds_behind": 0}
    assert two == {"name": "two", "answers": False, "changes_behind": 6, "seconds_behind": None}


def test_the_log_says_once_why_a_replica_does_not_answer(caplog, monkeypatch):
    """Each time that it stops answering."""
    errors = iter([*[OperationalError("wrong password")] * 2, None, OperationalError("gone")])
    monitor = DatabaseMonitor("default")

    def poll():
        error = next(errors, KeyboardInterrupt())
        if error:
            raise error
        monitor.answered_at = module.time.monotonic()

    monkeypatch.setattr(monitor, "poll", poll)
    monkeypatch.setattr(module.time, "sleep", lambda seconds: None)
    with pytest.raises(KeyboardInterrupt):
        monitor.poll_forever()
    assert [record.getMessage() for record in caplog.records] == [
        "default does not answer: wrong password",
        "default does not answer: gone",
    ]


def test_without_a_primary_every_replica_may_answer_the_furthest_first(copies):
    for _ in range(BOUND * 6):
        copies.answer(9, 8, 6)
    assert copies.current == []
    for _ in range(6):
        copies.answer(None, 7, 8)
    assert copies.current == ["two", "one"]
    copies.answer(9, 9, 8)
    assert copies.current == ["one"]


def test_a_copy_of_something_else_is_left_out(copies):
    copies.answer(5, None, 7)
    copies.answer(5, 5, None)
    assert copies.current == ["one"]


def test_a_copy_of_the_archive_before_an_older_backup_was_restored_is_left_out(copies, monkeypatch):
    """It has fewer changes than the primary by now, but others."""
    known = {Position(number, f"id {number}") for number in range(1, 20)}
    monkeypatch.setattr(module.engine, "find_changes", lambda positions: known & set(positions))
    primary, one, _two = copies.replicas.monitors.values()
    copies.answer(7, 7, 6)
    one.head = one.head._replace(id="of another branch")
    primary.compare_replicas()
    assert copies.current == ["two"]
    copies.answer(8, 8, 7)
    primary.compare_replicas()
    assert sorted(copies.current) == ["one", "two"]


def test_without_a_primary_no_two_states_take_turns(copies):
    """Processes would read all columns at each turn."""
    copies.answer(9, 9, 8)
    for _ in range(5):
        copies.answer(None, 9, 8)
    assert [copies.current for _ in range(3)] == [["one", "two"]] * 3


def test_after_an_older_backup_was_restored_readers_may_go_back(copies):
    module.newest_change.raise_to(5)
    copies.answer(3, 3, 5)
    assert module.newest_change.value == 3
    copies.answer(3, 3, 3)
    assert sorted(copies.current) == ["one", "two"]
    copies.answer(4, 4, 3)
    assert sorted(copies.current) == ["one", "two"]


@pytest.mark.slow
def test_all_processes_of_a_host_know_what_was_seen(tmp_path):
    one, other = NewestChange(tmp_path), NewestChange(tmp_path)
    one.raise_to(2**40)
    other.raise_to(3)
    assert one.value == other.value == 2**40
    other.lower_to(3)
    assert one.value == 3
