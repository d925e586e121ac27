"""Migrations are only added, and a database of other ones is refused in one line."""

from importlib import import_module

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from archive.migrations import __name__ as package
from archive.sql import operations
from archive.sql.operations import ApplySQL, last_migration

pytestmark = pytest.mark.django_db


class Editor:
    """What an operation would execute."""

    def __init__(self):
        self.executed = []

    def execute(self, statement, params=None):
        self.executed.append(statement)


def test_the_models_have_no_change_without_a_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_only_the_last_migration_applies_the_files(monkeypatch):
    last = last_migration()
    assert last >= "0014"
    editor = Editor()
    ApplySQL(f"{package}.{last}").database_forwards("archive", editor, None, None)
    assert len(editor.executed) == len(operations.ALL)
    monkeypatch.setattr(operations, "last_migration", lambda: "0009_facet")
    editor = Editor()
    ApplySQL(f"{package}.{last}").database_forwards("archive", editor, None, None)
    assert editor.executed == []


def test_the_last_migration_is_the_one_on_which_none_depends(monkeypatch):
    line = operations.migration_line()
    assert line[:2] == ["0001_functions", "0002_models"]
    assert len(line) == len(set(line)) == len(list(operations.iter_modules(operations.migrations.__path__)))
    above = {name: operations.parent(name) for name in line}
    above |= {
        line[1]: line[-1],
        line[2]: line[0],
    }  # the second comes last, as if it had been numbered too early
    monkeypatch.setattr(operations, "parent", above.get)
    assert operations.migration_line() == [line[0], *line[2:], line[1]]


@pytest.mark.slow
def test_a_database_made_by_other_migrations_is_refused_in_one_line(settings):
    MigrationRecorder(connection).record_applied("archive", "0003_rules")
    MigrationRecorder(connection).record_applied("archive", "0007_changed")
    settings.EMBEDDED = True
    with pytest.raises(CommandError) as refused:
        call_command("migrate", verbosity=0)
    assert str(refused.value) == (
        "the database has migrations that this version does not know (0003_rules, 0007_changed): "
        f"run make stop, move {settings.VAR_DIR / 'postgres'} away and start again with a new one"
    )
    settings.EMBEDDED = False
    with pytest.raises(
        CommandError, match=r"\(0003_rules, 0007_changed\): give DATABASE_URL an empty database$"
    ):
        call_command("migrate", verbosity=0)


def test_functions_that_a_former_view_calls_stop_no_upgrade():
    """The last migration makes the view anew; an archive of before 0014 still has it as it was."""
    exact_words = import_module("archive.migrations.0014_exact_words")
    with connection.cursor() as cursor:
        cursor.execute("CREATE FUNCTION archive_cjk() RETURNS int LANGUAGE sql AS 'SELECT 1'")
        cursor.execute("CREATE VIEW former AS SELECT archive_cjk() AS number")
        cursor.execute(exact_words.FORMER_FUNCTIONS)
        cursor.execute("SELECT number FROM former")
        assert cursor.fetchone() == (1,)
        cursor.execute("DROP VIEW former")
        cursor.execute(exact_words.FORMER_FUNCTIONS)
        cursor.execute("SELECT to_regproc('archive_cjk')")
        assert cursor.fetchone() == (None,)
