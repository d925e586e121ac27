"""Writers take turns (migration 0004): each waits before its first write until the one before has committed."""

from django.db import connection


def take_turn() -> None:
    """For whoever locks rows before writing: without the turn, two could wait for each other. One query, in the
    transaction that writes; taking it again costs nothing more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT archive_search_turn()")
