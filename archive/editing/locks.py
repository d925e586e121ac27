"""The transaction of a use case and its lock.

Writers queue for one lock, so that the order of their numbers in the change feed is the order of their commits.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

import pghistory
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import ProtectedError

from archive.editing.errors import edit_error_from
from archive.editing.pending.public_changes import detect_public_changes
from archive.editing.states import Actor


def acquire_write_lock() -> None:
    """Waits until the previous writer has committed; the lock is held to the end of the transaction.

    Take it before locking rows: otherwise two writers could deadlock. One query, even where the transaction holds the
    lock already.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT archive_acquire_write_lock()")


@contextmanager
def edit_transaction(actor: Actor = None, before_lock: Callable[[], None] | None = None) -> Iterator[None]:
    """The single transaction of a use case, under the write lock; the history attributes its changes to the actor.

    Deferred constraints are checked before the transaction ends. Whatever the database refuses is raised as EditError,
    with everything rolled back. Two queries.

    With the setting PENDING_CHANGES, changes to public rows by an actor who may not publish are rolled back too and
    raised as PublicChangeError (archive/editing/pending/public_changes.py).

    ``before_lock`` is called in the same transaction before the lock is taken, for reading and preparation that nobody
    should wait for; it must not write or lock rows.
    """
    context = nullcontext() if actor is None else pghistory.context(user=actor.pk)
    try:
        with context, transaction.atomic():
            if before_lock:
                before_lock()
            acquire_write_lock()
            with detect_public_changes(actor):
                yield
                check_deferred_constraints()
    except (IntegrityError, ProtectedError, DataError, UnicodeEncodeError) as error:
        raise edit_error_from(error) from error


def check_deferred_constraints() -> None:
    """Checks deferred constraints now instead of at commit, while the page can still show the reason."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
