"""A database of each size, made once and kept on the server that the settings name.

python -m tests.benchmarks.databases --size 1000000
"""

import argparse
import hashlib
import os
import time
from contextlib import contextmanager

import django
from django.conf import settings

if not settings.configured:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("DEBUG", "on")
    django.setup()

from django.core.management import call_command
from django.db import connection

from . import corpus
from . import speeches as texts


def raw_database(statements: int, fresh: bool = False, long: bool = False) -> str:
    """The name of the database with so many statements and an empty search table; made where there is none. ``long``
    ones are paragraphs of speeches.

    One that was made by other migrations or another corpus is made again. It gets its name when it is whole.
    """
    name = f"{indexed_name(statements, long)}_raw"
    if long:
        texts.use_long_paragraphs()
    if fresh or label(name) != wanted_label():
        drop(name)
        draft = f"{name}_draft"
        drop(draft)
        execute_as_admin(f'CREATE DATABASE "{draft}"')
        started = time.perf_counter()
        with database_in_use(draft):
            fill(statements)
        print(f"{name}: made in {time.perf_counter() - started:.0f} s")
        execute_as_admin(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')
        execute_as_admin(f"COMMENT ON DATABASE \"{name}\" IS '{wanted_label()}'")
    return name


def indexed_name(statements: int, long: bool = False) -> str:
    """Of the copy that has a search index."""
    return f"bench_{statements}{'_long' if long else ''}"


def fill(statements: int) -> None:
    call_command("migrate", verbosity=0)
    corpus.make(statements)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def copy_database(source: str, name: str) -> None:
    """A database like another one, as fast as the disk copies."""
    drop(name)
    execute_as_admin(f'CREATE DATABASE "{name}" TEMPLATE "{source}" STRATEGY file_copy')


@contextmanager
def database_in_use(name: str):
    """The default connection turned to another database of the same server."""
    before = connection.settings_dict["NAME"]
    use_database(name)
    try:
        yield
    finally:
        use_database(before)


@contextmanager
def temporary_database(name: str):
    """The default connection turned to a database of that name, empty but for the tables, which is dropped again."""
    drop(name)
    execute_as_admin(f'CREATE DATABASE "{name}"')
    try:
        with database_in_use(name):
            call_command("migrate", verbosity=0)
            yield
    finally:
        drop(name)


def use_database(name: str) -> None:
    connection.close()
    connection.close_pool()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name


def drop(name: str) -> None:
    execute_as_admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def execute_as_admin(sql: str, values=None) -> list:
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def label(name: str) -> str:
    rows = execute_as_admin(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
    )
    return rows[0][0] or "" if rows else ""


def wanted_label() -> str:
    """The corpus and the migrations a database was made by."""
    folder = settings.BASE_DIR / "archive"
    files = sorted([*folder.glob("migrations/0*.py"), *folder.glob("sql/*/*.sql")])
    made_by = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]
    words = "real" if texts.FOLDER.is_dir() else "invented"
    return f"corpus {corpus.VERSION}, {words} words, migrations {made_by}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--fresh", action="store_true", help="make it again")
    arguments = parser.parse_args()
    print(raw_database(arguments.size, arguments.fresh))


if __name__ == "__main__":
    main()
