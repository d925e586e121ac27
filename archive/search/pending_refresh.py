"""Rows of the search table that follow the new name of a broad speaker, event or theme in batches."""

from django.db import connection, transaction

ROWS = """
SELECT CASE unit WHEN 1 THEN 'statement' ELSE 'passage' END,
       unnest(archive_search_dependents(model_name, ARRAY[object_id], unit, last_id, 2147483647))
FROM archive_search_pending
"""
CLEAN = """
SELECT gin_clean_pending_list(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = 'archive_search'::regclass AND c.relam = (SELECT oid FROM pg_am WHERE amname = 'gin')
    AND pg_has_role(c.relowner, 'USAGE')
"""


def refresh_pending(rows: int) -> int | None:
    """Refreshes at most so many rows of the oldest rename, in a transaction under the write lock, and returns how many
    were looked at; None where none wait."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT archive_acquire_write_lock()")
        cursor.execute("SELECT archive_search_refresh_pending(%s)", [rows])
        return cursor.fetchone()[0]


def pending_rows() -> set[tuple[str, int]]:
    """(unit, id of the object) of every row that waits. One query."""
    with connection.cursor() as cursor:
        cursor.execute(ROWS)
        return set(cursor.fetchall())


def clean_pending_lists() -> None:
    """Moves what the indexes of words have gathered into their trees, without the write lock; otherwise a writer would
    do so while holding it."""
    with connection.cursor() as cursor:
        cursor.execute(CLEAN)
