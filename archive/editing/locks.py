"""The transaction of a use case and its lock.

Writers queue for one lock, so that the order of their numbers in the change feed is the order of their commits.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

import pghistory
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import ProtectedError

from archive.editing.errors import edit_error_from
from archive.editing.pending.gate import detect_public_changes
from archive.editing.states import Actor


def acquire_write_lock() -> None:
    """Wait until the writer before has committed; held to the end of the transaction.

    Needed before locking rows: otherwise two writers could wait for each other. One query, also where the transaction
    has the lock already.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT archive_acquire_write_lock()")


@contextmanager
def edit_transaction(actor: Actor = None, before_lock: Callable[[], None] | None = None) -> Iterator[None]:
    """The one transaction of a use case, with the write lock; the history names the actor of what is written.

    Constraints that the database checks at the end of a transaction are checked before it ends, and whatever the
    database refuses comes out as EditError, with everything undone. Two queries.

    With the setting PENDING_CHANGES, what an actor who may not publish changed of what is public is undone, too, and
    comes out as PublicChangeError (archive/editing/pending/gate.py).

    ``before_lock`` reads, and prepares in the same transaction what nobody has to wait for; it writes and locks no row.
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
    """Check deferred constraints now instead of at commit, while the page can still show the reason."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
