"""What a test has committed is deleted at its end, in a hundredth of a second.

Django's ``flush`` truncates every table and makes content types, permissions and groups again, which takes longer than
most tests do.
"""

from functools import cache

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase

KEPT_TABLES = {"django_content_type", "auth_permission", "auth_group", "auth_group_permissions"}


@pytest.fixture(autouse=True, scope="session")
def quick_teardown():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: empty_tables())
        yield


def empty_tables() -> None:
    """Without triggers, so that nothing is protected and no history is written."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
        (is_superuser,) = cursor.fetchone()
        if is_superuser:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("; ".join(f'DELETE FROM "{table}"' for table in tables()))
            cursor.execute("TRUNCATE archive_search")  # so that queries are planned as for a new table
            cursor.execute("INSERT INTO archive_search_change (row_ids, names) VALUES (NULL, TRUE)")
    if not is_superuser:
        empty_tables_as_owner()


def empty_tables_as_owner() -> None:
    """The same for whoever owns the tables, in three transactions; ``flush`` would be refused by the archive's own
    triggers."""
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        with transaction.atomic():
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute("; ".join(f'DELETE FROM "{table}"' for table in tables()))
            cursor.execute("INSERT INTO archive_search_change (row_ids, names) VALUES (NULL, TRUE)")
        for table in tables():
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')


@cache
def tables() -> list[str]:
    return sorted(
        set(connection.introspection.django_table_names(only_existing=True, include_views=False))
        - KEPT_TABLES
    )
