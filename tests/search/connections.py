"""Writes by other connections, as another process would make them."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection, transaction


def in_other_connection(function: Callable):
    """What the function returns, run and committed in a thread with a connection of its own."""

    def run():
        try:
            return function()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result(timeout=30)


@contextmanager
def open_transaction(write: Callable, *, commit: bool = True) -> Iterator[None]:
    """Another connection that has written and not yet ended its transaction; it ends with the block."""
    has_written, has_ended, failures = threading.Event(), threading.Event(), []

    def run():
        try:
            with transaction.atomic():
                write()
                has_written.set()
                has_ended.wait(30)
                transaction.set_rollback(not commit)
        except Exception as error:
            failures.append(error)
        finally:
            has_written.set()
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert has_written.wait(30)
        yield
    finally:
        has_ended.set()
        thread.join(30)
        assert failures == []
