"""Lets days pass between two edits of a test that runs in one transaction."""

from django.db import connection

# The database takes what is written in one transaction as one moment, and keeps these rows from every other writer.
BACKDATE = """
SET LOCAL session_replication_role = replica;
UPDATE archive_publication SET since = since - interval '1 day', until = until - interval '1 day';
UPDATE archive_correction SET corrected_at = corrected_at - interval '1 day';
SET LOCAL session_replication_role = origin;
"""


def backdate_history_by_a_day() -> None:
    """Whatever was published or corrected so far was so a day earlier; as a superuser."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(BACKDATE)
