"""The migration operation that brings functions, views and triggers up to date."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.db.migrations.operations.base import Operation

from archive import migrations
from archive.sql import ALL, TEXT, read


class CreateTextFunctions(Operation):
    """Create the functions over text, which generated columns need before any table exists."""

    reduces_to_sql = True
    reversible = False

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for name in TEXT:
            schema_editor.execute(read(name), params=None)

    def describe(self):
        return "Create the functions over text"


class ApplySQL(Operation):
    """Create or replace every function, view and trigger with what archive/sql says now; ends a migration.

    A migration must go on working when the files have changed. On a new database the early migrations would meet
    files that speak of columns added later; so only the last migration that has this operation does anything. A
    database that took the earlier ones when they were the last gets what changed since from the last as well. A
    migration that alters or removes a column that a view reads drops the view first, with ``RunSQL``.
    """

    reduces_to_sql = True
    reversible = False

    def __init__(self, module: str):
        """``module`` is the ``__name__`` of the migration."""
        self.module = module

    def deconstruct(self):
        return type(self).__name__, [self.module], {}

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if self.module.rpartition(".")[2] == last_migration():
            for name in ALL:
                schema_editor.execute(read(name), params=None)

    def describe(self):
        return "Bring functions, views and triggers up to date"


def last_migration() -> str:
    """The name of the last migration that has ``ApplySQL``, by what depends on what; numbers need not be in order."""
    return next(name for name in reversed(migration_line()) if applies_sql(name))


def migration_line() -> list[str]:
    """The names of this application's migrations, each after the one it depends on."""
    above = {
        name: parent(name) for name in sorted(module.name for module in iter_modules(migrations.__path__))
    }
    name = next(name for name in reversed(above) if name not in above.values())
    line = []
    while name:
        line.append(name)
        name = above[name]
    return line[::-1]


def parent(name: str) -> str:
    """Returns the migration that this one depends on; empty for the first."""
    return next((migration for app, migration in _migration(name).dependencies if app == "archive"), "")


def applies_sql(name: str) -> bool:
    return any(isinstance(operation, ApplySQL) for operation in _migration(name).operations)


def _migration(name: str) -> Any:
    return import_module(f"{migrations.__name__}.{name}").Migration
