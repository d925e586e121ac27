"""Writers queue for one lock, so that the order of their numbers in the change feed is the order of their commits."""

from django.db import connection


def acquire_write_lock() -> None:
    """Wait until the writer before has committed; held to the end of the transaction.

    For whoever locks rows before writing: without it, two writers could wait for each other. One query; it may be
    acquired again at no cost but that query.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT archive_search_turn()")
