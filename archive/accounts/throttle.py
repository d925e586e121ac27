"""Limits failed attempts. They are counted in the database, for all processes and hosts, before they are made."""

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from .models import Throttle

FREE_ATTEMPTS = 5  # the delay begins with the last of them, so the next one in a row is refused
FIRST_DELAY = 1  # seconds
MAX_DELAY = 15 * 60  # seconds
FORGET_AFTER = 24 * 3600  # seconds without an attempt, since the last delay ended

# A second after the last free attempt, then twice as long each time.
COUNT_ATTEMPT = """
INSERT INTO accounts_throttle AS kept (key, attempts, blocked_until, updated)
VALUES (%(key)s, 1, clock_timestamp(), clock_timestamp())
ON CONFLICT (key) DO UPDATE SET
    attempts = CASE WHEN kept.blocked_until < clock_timestamp() - make_interval(secs => %(forget)s)
        THEN 1 ELSE kept.attempts + 1 END,
    blocked_until = clock_timestamp() + make_interval(secs => CASE
        WHEN kept.blocked_until < clock_timestamp() - make_interval(secs => %(forget)s)
            OR kept.attempts + 1 < %(free)s THEN 0
        ELSE least(%(first)s * 2.0 ^ least(kept.attempts + 1 - %(free)s, 30), %(most)s) END),
    updated = clock_timestamp()
WHERE kept.blocked_until <= clock_timestamp()
RETURNING attempts
"""
SECONDS_BLOCKED = """
SELECT ceil(extract(epoch FROM max(blocked_until) - clock_timestamp()))
FROM accounts_throttle WHERE key = ANY(%s) AND blocked_until > clock_timestamp()
"""
UNCOUNT_ATTEMPT = """
UPDATE accounts_throttle SET attempts = greatest(attempts - 1, 0), blocked_until = clock_timestamp() WHERE key = %s
"""
DELETE_OLD = """
DELETE FROM accounts_throttle WHERE key IN (SELECT key FROM accounts_throttle
    WHERE updated < clock_timestamp() - make_interval(secs => %(forget)s)
        AND blocked_until < clock_timestamp() - make_interval(secs => %(forget)s) FOR UPDATE SKIP LOCKED)
"""


class TooManyAttemptsError(Exception):
    def __init__(self, seconds: int):
        super().__init__(seconds)
        self.seconds = max(seconds, 1)


def throttle_key(kind: str, *parts: str) -> str:
    """A keyed hash of ``parts``, so that neither names nor addresses are stored."""
    return salted_hmac(f"archive.accounts.throttle.{kind}", "\0".join(parts), algorithm="sha256").hexdigest()


def count_attempt(keys: list[str], max_delay: int = MAX_DELAY) -> None:
    """Counts an attempt under each key. Raises TooManyAttemptsError, counting none, where one of them is blocked.

    The delay grows up to ``max_delay`` seconds.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SECONDS_BLOCKED, [keys])
        if seconds := cursor.fetchone()[0]:
            raise TooManyAttemptsError(int(seconds))
        for key in sorted(keys):  # in one order, so that two attempts never wait for each other
            cursor.execute(COUNT_ATTEMPT, {"key": key, **limits(max_delay)})
            if cursor.fetchone() is None:  # another attempt came first
                raise TooManyAttemptsError(1)


def limits(max_delay: int) -> dict[str, int]:
    return {"free": FREE_ATTEMPTS, "first": FIRST_DELAY, "most": max_delay, "forget": FORGET_AFTER}


def forgive_attempt(keys: list[str], forget: list[str]) -> None:
    """Takes a successful attempt off the count of ``keys``, and deletes the rows of ``forget`` and old rows."""
    with transaction.atomic(), connection.cursor() as cursor:
        for key in sorted(keys):
            cursor.execute(UNCOUNT_ATTEMPT, [key])
        cursor.execute(DELETE_OLD, {"forget": FORGET_AFTER})
    Throttle.objects.filter(key__in=forget).delete()
