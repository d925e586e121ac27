"""A database that does not answer is known to be so: requests are refused at once, instead of each waiting in vain.

A process learns it from a connection that failed, or from a query that waits while the database says nothing to anybody
else. From then on one thread asks four times a second; with its first answer the breaker closes.
"""

import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as SilentError
from contextlib import contextmanager, suppress
from typing import Any

import psycopg

logger = logging.getLogger(__name__)
INTERVAL = 0.25  # seconds between two questions
PATIENCE = 0.6  # seconds of a query after which the database is asked whether it is still there
SILENCE = 1.25  # seconds without an answer to that


class Breaker:
    """Of one database in one process. ``connect`` makes a connection of its own, apart from the pool."""

    def __init__(self, connect: Callable[[], psycopg.Connection]) -> None:
        self.connect = connect
        self.lock = threading.Lock()
        self.is_open = False
        self.is_asking = self.is_watching = False
        self.running: dict[int, tuple[Any, float]] = {}
        self.own: psycopg.Connection | None = None
        self.threads = ThreadPoolExecutor(1, "breaker")

    def refuse_when_open(self) -> None:
        if self.is_open:
            raise psycopg.OperationalError("the database does not answer")

    def suspect(self) -> None:
        """A connection failed. Requests go on until the question, asked now, is not answered either."""
        with self.lock:
            if self.is_asking:
                return
            self.is_asking = True
        threading.Thread(target=self._ask_until_answered, name="breaker", daemon=True).start()

    def _ask_until_answered(self) -> None:
        try:
            while not self._answers():
                if not self.is_open:
                    logger.error("the database does not answer; requests are refused until it does")
                self.is_open = True
                time.sleep(INTERVAL)
            if self.is_open:
                logger.warning("the database answers again")
        finally:
            with self.lock:
                self.is_open = self.is_asking = False

    def _answers(self) -> bool:
        try:
            with self.connect() as connection:
                connection.execute("SELECT 1")
        except psycopg.Error:
            return False
        return True

    @contextmanager
    def watch_query(self, connection: Any) -> Iterator[None]:
        """A query of this connection, psycopg's, runs within it; it ends with an error where the database is frozen."""
        self.running[id(connection)] = connection, time.monotonic()
        if not self.is_watching:
            self._watch()
        try:
            yield
        finally:
            self.running.pop(id(connection), None)

    def _watch(self) -> None:
        with self.lock:
            if self.is_watching:
                return
            self.is_watching = True
        threading.Thread(target=self._watch_forever, name="breaker", daemon=True).start()

    def _watch_forever(self) -> None:
        while True:
            time.sleep(INTERVAL)
            oldest = min((since for _connection, since in list(self.running.values())), default=None)
            if oldest is None or time.monotonic() - oldest < PATIENCE or self.is_open:
                continue
            if self._is_silent():
                self.is_open = True
                self._end_all()
                self.suspect()

    def _is_silent(self) -> bool:
        """A connection that fails at once is no silence: its queries fail as well."""
        asked = self.threads.submit(self._ask_again)
        try:
            asked.result(SILENCE)
        except SilentError:
            if self.own:
                end(self.own)
            self.own = None
            self.threads.shutdown(wait=False)
            self.threads = ThreadPoolExecutor(1, "breaker")
            return True
        except psycopg.Error:
            self.own = None
        return False

    def _ask_again(self) -> None:
        if self.own is None:
            self.own = self.connect()
        self.own.execute("SELECT 1")

    def _end_all(self) -> None:
        for connection, _since in list(self.running.values()):
            end(connection)


def end(connection: Any) -> None:
    """Shut the socket, so that whoever waits for it gets an error; psycopg's own closing waits for it, too."""
    with suppress(OSError, ValueError, psycopg.Error, AttributeError):
        waiting = socket.socket(fileno=connection.fileno())
        with suppress(OSError):
            waiting.shutdown(socket.SHUT_RDWR)
        waiting.detach()
