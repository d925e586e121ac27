"""The transaction in which a use case changes the archive."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from archive.editing.errors import edit_error_from
from archive.editing.locks import acquire_write_lock


@contextmanager
def edit_transaction() -> Iterator[None]:
    """The one transaction of a use case, with the write lock; also a decorator.

    Constraints that the database checks at the end of a transaction are checked before it ends, and whatever the
    database refuses comes out as EditError, with everything undone. Two queries.
    """
    try:
        with transaction.atomic():
            acquire_write_lock()
            yield
            check_deferred_constraints()
    except (IntegrityError, ProtectedError) as error:
        raise edit_error_from(error) from error


def check_deferred_constraints() -> None:
    """Constraints that wait for the end of the transaction speak now, while the page can still show the reason."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
