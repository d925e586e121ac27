"""A circuit breaker: while the database does not answer, requests are refused at once instead of each timing out.

It opens when a connection fails, or when a query is slow and a second connection gets no answer either. Then a thread
checks the database four times a second; with the first answer the breaker closes.
"""

import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as CheckTimeoutError
from contextlib import contextmanager, suppress
from typing import Any

import psycopg

logger = logging.getLogger(__name__)
CHECK_INTERVAL = 0.25  # seconds
SLOW_QUERY_SECONDS = 0.6  # a query that runs longer makes the breaker check the database
CHECK_TIMEOUT = 1.25  # seconds without an answer after which the database counts as down


class CircuitBreaker:
    """One per database and process. ``connect`` opens a connection outside the pool."""

    def __init__(self, connect: Callable[[], psycopg.Connection]) -> None:
        self.connect = connect
        self.lock = threading.Lock()
        self.is_open = False
        self.is_checking = self.is_watching = False
        self.running: dict[int, tuple[Any, float]] = {}
        self.checker: psycopg.Connection | None = None
        self.threads = ThreadPoolExecutor(1, "breaker")

    def refuse_when_open(self) -> None:
        if self.is_open:
            raise psycopg.OperationalError("the database does not answer")

    def report_failure(self) -> None:
        """Starts checking the database in a thread; the breaker opens if the first check fails."""
        with self.lock:
            if self.is_checking:
                return
            self.is_checking = True
        threading.Thread(target=self._check_until_available, name="breaker", daemon=True).start()

    def _check_until_available(self) -> None:
        try:
            while error := self._connection_error():
                if not self.is_open:
                    logger.error(
                        "the database does not answer; requests are refused until it does: %s", error
                    )
                self.is_open = True
                time.sleep(CHECK_INTERVAL)
            if self.is_open:
                logger.warning("the database answers again")
        finally:
            with self.lock:
                self.is_open = self.is_checking = False

    def _connection_error(self) -> psycopg.Error | None:
        try:
            with self.connect() as connection:
                connection.execute("SELECT 1")
        except psycopg.Error as error:
            return error
        return None

    @contextmanager
    def watch_query(self, connection: Any) -> Iterator[None]:
        """Context for one query of a psycopg connection, which gets an error where the database stops answering."""
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
            time.sleep(CHECK_INTERVAL)
            oldest = min((since for _connection, since in list(self.running.values())), default=None)
            if oldest is None or time.monotonic() - oldest < SLOW_QUERY_SECONDS or self.is_open:
                continue
            if self._is_unresponsive():
                self.is_open = True
                self._shut_down_all()
                self.report_failure()

    def _is_unresponsive(self) -> bool:
        """Whether a second connection gets no answer. An error at once is an answer: the query fails as well."""
        check = self.threads.submit(self._check_other_connection)
        try:
            check.result(CHECK_TIMEOUT)
        except CheckTimeoutError:
            if self.checker:
                shut_down(self.checker)
            self.checker = None
            self.threads.shutdown(wait=False)
            self.threads = ThreadPoolExecutor(1, "breaker")
            return True
        except psycopg.Error:
            self.checker = None
        return False

    def _check_other_connection(self) -> None:
        if self.checker is None:
            self.checker = self.connect()
        self.checker.execute("SELECT 1")

    def _shut_down_all(self) -> None:
        for connection, _since in list(self.running.values()):
            shut_down(connection)


def shut_down(connection: Any) -> None:
    """Shuts the socket, so that threads waiting for it get an error; psycopg's own close would wait as well."""
    with suppress(OSError, ValueError, psycopg.Error, AttributeError):
        server_socket = socket.socket(fileno=connection.fileno())
        with suppress(OSError):
            server_socket.shutdown(socket.SHUT_RDWR)
        server_socket.detach()
