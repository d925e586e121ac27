"""The request that this thread answers, and where its time went."""

import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field

# What a proxy may send; anything else could forge a line of the log or end a comment in SQL.
REQUEST_ID = re.compile(r"[0-9A-Za-z-]{8,64}")


@dataclass
class Trace:
    """All times in seconds. ``cpu`` counts this thread's; ``lock`` is part of ``database``."""

    id: str = field(default_factory=lambda: secrets.token_hex(8))
    started: float = field(default_factory=time.monotonic)
    elapsed: float = 0.0
    cpu: float = 0.0
    database: float = 0.0
    lock: float = 0.0
    connection: float = 0.0
    queries: int = 0

    @property
    def reason(self) -> str:
        """Names what took most of the time."""
        parts = {
            "waiting for the write lock": self.lock,
            "in the database": self.database - self.lock,
            "waiting for a connection": self.connection,
            "computing": self.cpu,
        }
        parts["waiting for the processor or another thread"] = self.elapsed - sum(parts.values())
        return max(parts, key=lambda name: parts[name])


_current: ContextVar[Trace | None] = ContextVar("trace", default=None)
current_trace: Callable[[], Trace | None] = _current.get


def current_id() -> str:
    """The id of the request that this thread answers; empty outside of requests."""
    trace = _current.get()
    return trace.id if trace else ""


class Tracing:
    """Context manager: within it this thread works for that request. May be entered again, as by a file that is sent
    in pieces; the times add up."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace

    def __enter__(self) -> Trace:
        self.token = _current.set(self.trace)
        self.cpu_before = time.thread_time()
        return self.trace

    def __exit__(self, *error: object) -> None:
        self.trace.cpu += time.thread_time() - self.cpu_before
        self.trace.elapsed = time.monotonic() - self.trace.started
        _current.reset(self.token)
