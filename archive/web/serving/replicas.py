"""Which replicas may answer readers: how far each is behind the primary is asked for four times a second.

A thread for each database asks for the newest change. A replica is behind since the primary was first seen with a
change that it has not; how long that may be is DATABASE_REPLICA_LAG. No clock of another machine is compared, and no
position in PostgreSQL's log, which says nothing of a replica that was cut off.
"""

import logging
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from math import inf
from threading import Event, Lock, Thread
from typing import Any, NamedTuple

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from archive.database.circuit_breaker import shut_down
from archive.search.engine import Position, engine

from .database import use_database
from .newest_change import newest_change

logger = logging.getLogger(__name__)
POLL_SECONDS = 0.25  # between two questions
SILENT_AFTER = 0.9  # seconds without an answer after which a database is left out
ABORT_AFTER = 2  # seconds without an answer after which requests that wait for it are sent on
MAX_HISTORY = 10_000  # changes of the primary whose time is known
PRIMARY = "default"


class Change(NamedTuple):
    """The primary has had it since this time at the earliest (monotonic seconds)."""

    number: int
    since: float


class DatabaseMonitor:
    """One database, as its thread last saw it. ``answered_at`` and ``polled_at`` are monotonic seconds."""

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self.head = Position(0, "")
        self.polled_at = self.answered_at = -inf
        self.history: deque[Change] = deque(maxlen=MAX_HISTORY)
        self.active: set[BaseDatabaseWrapper] = set()
        self.polled = Event()
        self.replicas: list[DatabaseMonitor] = []  # of the primary
        self.is_foreign = False

    @property
    def is_responding(self) -> bool:
        return time.monotonic() - self.answered_at < SILENT_AFTER

    def poll_forever(self) -> None:
        """Asks again and again, as long as the process lives."""
        replica_connection = connections[self.alias]
        options = replica_connection.settings_dict["OPTIONS"] | {"pool": False, "connect_timeout": 1}
        connection = type(replica_connection)(
            replica_connection.settings_dict | {"OPTIONS": options}, self.alias
        )
        with use_database(connection):
            while True:
                begin = time.monotonic()
                try:
                    self.poll()
                except DatabaseError as error:
                    if self.is_responding or not self.polled.is_set():
                        logger.warning("%s does not answer: %s", self.alias, error)
                    self.answered_at = -inf
                    connection.close()
                except Exception:
                    logger.exception("the database %s could not be asked how far it is", self.alias)
                self.polled.set()
                time.sleep(max(begin + POLL_SECONDS - time.monotonic(), 0.05))

    def poll(self) -> None:
        newest, polled_at = newest_change.value, time.monotonic()
        head = engine.head()
        if self.alias == PRIMARY:
            self.record_change(head, newest)
            self.compare_replicas()
        self.head, self.polled_at, self.answered_at = head, polled_at, time.monotonic()

    def record_change(self, head: Position, newest: int) -> None:
        """Notes the newest change of the primary. Where its number is lower than before, an older backup was
        restored."""
        if head.number < newest:
            newest_change.lower_to(head.number)
        if not self.history or head.number < self.history[-1].number:
            self.history.clear()
            self.history.append(Change(head.number, -inf))
        elif head.number > self.history[-1].number:
            self.history.append(Change(head.number, self.polled_at))

    def compare_replicas(self) -> None:
        """Sets ``is_foreign`` of each replica whose newest change the primary lacks, even if it has the same number:
        that replica follows another database, such as the archive before an older backup was restored."""
        heads = {replica: replica.head for replica in self.replicas if replica.is_responding}
        if heads:
            changes = engine.find_changes(heads.values())
            for copy, head in heads.items():
                copy.is_foreign = head not in changes

    def behind_since(self, number: int) -> float:
        """Returns when the primary first had a change newer than this number; infinity where it has none."""
        newer = inf
        for change in reversed(self.history):
            if change.number <= number:
                break
            newer = change.since
        return newer

    def abort_requests(self) -> None:
        """Ends the waiting of requests for a database that says nothing; they turn to another one."""
        for connection in list(self.active):
            shut_down(connection.connection)


class Replicas:
    """All replicas. The threads start with the first question, in the process that asks."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.turn = count()
        self.monitors: dict[str, DatabaseMonitor] = {}

    @property
    def is_configured(self) -> bool:
        return len(settings.DATABASES) > 1

    def start(self) -> None:
        with self.lock:
            if not self.monitors:
                self.monitors = {alias: DatabaseMonitor(alias) for alias in settings.DATABASES}
                primary, *primary.replicas = self.monitors.values()
                followers = [monitor.poll_forever for monitor in self.monitors.values()]
                for function in [*followers, self.abort_silent_requests]:
                    Thread(target=function, name="replicas", daemon=True).start()
                for monitor in self.monitors.values():
                    monitor.polled.wait(1)

    def abort_silent_requests(self) -> None:
        while True:
            for monitor in self.monitors.values():
                if monitor.active and time.monotonic() - monitor.answered_at > ABORT_AFTER:
                    monitor.abort_requests()
            time.sleep(POLL_SECONDS)

    @property
    def primary(self) -> DatabaseMonitor:
        self.start()
        return self.monitors[PRIMARY]

    def usable_aliases(self) -> list[str]:
        """The replicas that answer and are not behind for longer than the bound, each first in its turn. While the
        primary does not answer, all that do, the furthest first: processes would read everything anew whenever they
        turn to another state of the archive."""
        is_alone = not self.primary.is_responding
        live_replicas = [replica for replica in self.primary.replicas if replica.is_responding]
        usable = [monitor for monitor in live_replicas if is_alone or self.is_current(monitor)]
        first = next(self.turn) % len(usable) if usable else 0
        usable = usable[first:] + usable[:first]
        if is_alone:
            usable.sort(key=lambda monitor: -monitor.head.number)
        return [monitor.alias for monitor in usable]

    def is_current(self, replica: DatabaseMonitor) -> bool:
        primary = self.primary
        if replica.is_foreign:
            return False
        if replica.head.number > primary.head.number and primary.polled_at > replica.answered_at:
            return False  # as of the last answers
        return self.seconds_behind(replica) <= settings.DATABASE_REPLICA_LAG

    def seconds_behind(self, replica: DatabaseMonitor) -> float:
        """Infinite where it has been so since before anybody looked, as of a replica that has never answered."""
        return max(time.monotonic() - self.primary.behind_since(replica.head.number), 0)

    def lags(self) -> list[dict[str, Any]]:
        """Returns for monitoring how far each replica is behind; seconds that are infinite are None, as JSON has it."""
        return [
            {
                "name": replica.alias,
                "answers": replica.is_responding,
                "changes_behind": max(self.primary.head.number - replica.head.number, 0),
                "seconds_behind": None
                if (behind := self.seconds_behind(replica)) == inf
                else round(behind, 1),
            }
            for replica in self.primary.replicas
        ]

    @contextmanager
    def read_from(self, alias: str) -> Iterator[None]:
        """Context manager: this thread reads from that replica."""
        connection, monitor = connections[alias], self.monitors[alias]
        monitor.active.add(connection)
        try:
            with use_database(connection):
                yield
        finally:
            monitor.active.discard(connection)
            connection.close()

    def exclude(self, alias: str) -> None:
        """Does not use the replica until it responds again."""
        self.monitors[alias].answered_at = -inf


replicas = Replicas()
