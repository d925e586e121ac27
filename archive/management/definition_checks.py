"""Whether the functions, views and triggers of the database are those of this version of the program, for
`check_archive`."""

import re
from collections.abc import Iterator
from typing import Any

import pgtrigger
from django.db import connection, transaction

from archive.sql import ALL, read

# Nothing is there to be dropped in an empty schema, and what is of that name elsewhere must stay.
_DROP = re.compile(r"^DROP (?:FUNCTION|VIEW) IF EXISTS [^;]+;", re.MULTILINE)
_DEFINITIONS = """
    SELECT 'function ' || proname, 'it', pg_get_functiondef(oid) FROM pg_proc
    WHERE pronamespace = current_schema()::regnamespace AND prokind = 'f'
    UNION ALL
    SELECT 'view ' || relname, 'it', pg_get_viewdef(oid) FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind = 'v'
    UNION ALL
    SELECT 'table ' || c.relname, 'its trigger ' || t.tgname, pg_get_triggerdef(t.oid, TRUE)
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal
"""


Part = tuple[str, str]  # such as “table archive_statement”, “its trigger archive_keep_redirect”


def can_compare_definitions() -> bool:
    """Returns False on a standby, which has the definitions of its primary, and for a role that may not create a
    schema."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('transaction_read_only') = 'off' "
            "AND has_database_privilege(current_database(), 'CREATE')"
        )
        return bool(cursor.fetchone()[0])


def changed_definitions() -> Iterator[tuple[str, str]]:
    """Yields the functions, views and triggers of archive/sql and of the history that the database lacks or has in
    another form: a trigger may then refuse nothing. They are created in a schema of their own, beside empty copies of
    the tables, and compared as the server writes them; nothing of it stays, and nobody waits. Yields nothing where
    ``can_compare_definitions`` returns False."""
    if not can_compare_definitions():
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_schema(), 'archive_check_' || pg_backend_pid()")
        home, schema = cursor.fetchone()
        present = _definitions(cursor, home)
        _create(cursor, home, schema)
        definitions = _definitions(cursor, schema)
        _restore_views(cursor, schema)
        restored_definitions = _definitions(cursor, schema)
        transaction.set_rollback(True)
    for owner, part in sorted(definitions):
        key = owner, part
        if present.get(key) not in (definitions[key], restored_definitions[key]):
            is_missing = key not in present and part != "it"
            problem = "missing" if is_missing else "not the one that this version of the program defines"
            yield owner, f"{part} is {problem}"


def _create(cursor: Any, home: str, schema: str) -> None:
    """Runs the files, which name no schema, in a new one. What else they name is found in the present one."""
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
    )
    tables = [name for (name,) in cursor.fetchall()]
    cursor.execute(f'CREATE SCHEMA {schema}; SET LOCAL search_path = {schema}, "{home}"')
    for table in tables:
        cursor.execute(f'CREATE TABLE {schema}."{table}" (LIKE "{home}"."{table}" INCLUDING ALL)')
    for name in ALL:
        cursor.execute(_DROP.sub("", read(name)))
    for model, trigger in pgtrigger.registered():
        cursor.execute(trigger.compile(model).install_sql)


def _restore_views(cursor: Any, schema: str) -> None:
    """Makes each view from its own definition, as a restored dump does: the server writes such a view differently."""
    cursor.execute(
        "SELECT c.oid::regclass::text, pg_get_viewdef(c.oid) FROM pg_class c "
        "WHERE c.relkind = 'v' AND c.relnamespace = %s::regnamespace",
        [schema],
    )
    for name, sql in cursor.fetchall():
        cursor.execute(f"CREATE OR REPLACE VIEW {name} AS {sql}")


def _definitions(cursor: Any, schema: str) -> dict[Part, str]:
    """Without the name of the schema, and without lines and indents, which the history's triggers were given by other
    versions."""
    cursor.execute(_DEFINITIONS)
    return {
        (owner, part): " ".join(sql.replace(f"{schema}.", "").split())
        for owner, part, sql in cursor.fetchall()
    }
