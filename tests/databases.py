"""The test database: migrated once into a template, and cloned for each worker."""

import fcntl
import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

TEMPLATE = "test_verbatim_template"
# What a migrated database depends on; it is made again when one of these files changes.
SOURCES = (
    "tests/databases.py",
    "archive/accounts",
    "archive/alerts",
    "archive/apps.py",
    "archive/migrations",
    "archive/models",
    "archive/operations/migrations",
    "archive/sql",
    "requirements.lock",
)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """In place of pytest-django's: to clone a database takes a tenth of the time of migrating it."""
    with django_db_blocker.unblock():
        name = connection.creation._get_test_db_name()
        with file_lock(settings.VAR_DIR / "tests.lock"):
            if fingerprint() != template_fingerprint():
                make_template()
            execute(
                f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)',
                f'CREATE DATABASE "{name}" TEMPLATE {TEMPLATE}',
            )
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    yield
    with django_db_blocker.unblock():
        connection.close()
        execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def make_template() -> None:
    execute(f"DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)")
    test, name = connection.settings_dict["TEST"], connection.settings_dict["TEST"]["NAME"]
    test["NAME"] = TEMPLATE
    try:
        with unrendered_options():
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        delete_first_synonyms()
    finally:
        test["NAME"] = name
    connection.close()
    execute(f"COMMENT ON DATABASE {TEMPLATE} IS '{fingerprint()}'")


@contextmanager
def unrendered_options() -> Iterator[None]:
    """Migrations take half of the time, and make the same database, where an index, constraint or trigger that is added
    to the state of a model does not build its class, and those related to it, again: only fields need that."""
    with ExitStack() as stack:
        for owner, name in (
            (ProjectState, "_append_option"),
            (ProjectState, "_remove_option"),
            (ProjectState, "alter_model_options"),
            (AddTrigger, "state_forwards"),
            (RemoveTrigger, "state_forwards"),
        ):
            stack.enter_context(patch.object(owner, name, without_reload(getattr(owner, name))))
        yield


def without_reload(method: Callable[..., None]) -> Callable[..., None]:
    def call_without_reload(*arguments: Any, **options: Any) -> None:
        with patch.object(ProjectState, "reload_model"):
            method(*arguments, **options)

    return call_without_reload


def delete_first_synonyms() -> None:
    """Tests make the synonyms they are about: the first list would widen the words of all others."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM archive_synonymset")
        cursor.execute("DELETE FROM archive_synonymsetevent")


def template_fingerprint() -> str | None:
    """The fingerprint of the template there is; None where there is none, or none that is complete."""
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [TEMPLATE]
        )
        row = cursor.fetchone()
    return row[0] if row else None


def fingerprint() -> str:
    paths: list[Path] = []
    for source in SOURCES:
        path = settings.BASE_DIR / source
        paths += (
            [file for file in path.rglob("*") if file.suffix in {".py", ".sql"}] if path.is_dir() else [path]
        )
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in sorted(paths))).hexdigest()


def execute(*statements: str) -> None:
    """Each outside a transaction, from the maintenance database."""
    with connection.creation._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def file_lock(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
