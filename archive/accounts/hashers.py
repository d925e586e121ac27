"""Argon2, at most two hashes at once in a process: a hash is meant to be expensive in time and memory."""

import threading
from contextlib import contextmanager

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import Argon2PasswordHasher, PBKDF2PasswordHasher

from .throttle import TooManyAttemptsError

MAX_HASHES = 2  # at a time in a process, 19 MiB each
# Of the four threads of a server process at least one answers other pages.
MAX_SIGN_INS = 3
_hash_slots = threading.BoundedSemaphore(MAX_HASHES)
_sign_in_slots = threading.BoundedSemaphore(MAX_SIGN_INS)


@contextmanager
def sign_in_slot():
    """Raises TooManyAttemptsError at once, without waiting, where MAX_SIGN_INS people are signing in already."""
    if not _sign_in_slots.acquire(blocking=False):
        raise TooManyAttemptsError(1)
    try:
        yield
    finally:
        _sign_in_slots.release()


class LimitedConcurrency:
    def encode(self, *args, **kwargs):
        with _hash_slots:
            return super().encode(*args, **kwargs)

    def verify(self, *args, **kwargs):
        with _hash_slots:
            return super().verify(*args, **kwargs)


class Argon2Hasher(LimitedConcurrency, Argon2PasswordHasher):
    """Uses the parameters that OWASP's cheat sheet on storing passwords recommends: 19 MiB, two passes, one lane."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


class PBKDF2Hasher(LimitedConcurrency, PBKDF2PasswordHasher):
    """Verifies passwords set before Argon2 was used; the next sign-in hashes them anew. ``verify`` calls ``encode``,
    which takes the slot."""

    verify = PBKDF2PasswordHasher.verify


def equalise_hashing_time(username: str, password: str) -> None:
    """Makes answers to a wrong password take the same time. While some account has a hash from before Argon2, which
    takes longer to check, every answer costs one hash of each kind, so that its time does not reveal whose account it
    is. One or two queries."""
    older = get_user_model()._default_manager.filter(password__startswith=f"{PBKDF2Hasher.algorithm}$")
    if not older.exists():
        return
    slow, encoded = PBKDF2Hasher(), older.filter(username=username).values_list("password", flat=True).first()
    if encoded:
        slow.harden_runtime(password, encoded)  # where it has fewer rounds than today's
        Argon2Hasher().encode(password, Argon2Hasher().salt())
    else:
        slow.encode(password, slow.salt())
