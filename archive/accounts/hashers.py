"""Argon2, never more than two at once in a process: a hash takes its time and memory on purpose."""

import threading
from contextlib import contextmanager

from django.contrib.auth.hashers import Argon2PasswordHasher, PBKDF2PasswordHasher

from .throttle import TooManyAttemptsError

MAX_HASHES = 2
# Of the four threads of a server process at least one answers other pages.
MAX_SIGN_INS = 3
_running = threading.BoundedSemaphore(MAX_HASHES)
_sign_ins = threading.BoundedSemaphore(MAX_SIGN_INS)


@contextmanager
def sign_in_slot():
    """Raises TooManyAttemptsError where as many are signing in here already; nobody waits for a place."""
    if not _sign_ins.acquire(blocking=False):
        raise TooManyAttemptsError(1)
    try:
        yield
    finally:
        _sign_ins.release()


class LimitedConcurrency:
    def encode(self, *args, **kwargs):
        with _running:
            return super().encode(*args, **kwargs)

    def verify(self, *args, **kwargs):
        with _running:
            return super().verify(*args, **kwargs)


class Argon2Hasher(LimitedConcurrency, Argon2PasswordHasher):
    """With the parameters that OWASP's cheat sheet on storing passwords recommends: 19 MiB, two passes, one lane."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


class PBKDF2Hasher(LimitedConcurrency, PBKDF2PasswordHasher):
    """Of passwords that were set before Argon2; the next sign-in hashes them again.

    Its ``verify`` calls ``encode``, which takes the turn.
    """

    verify = PBKDF2PasswordHasher.verify
