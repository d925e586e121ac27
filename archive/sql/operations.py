"""The migration operation that brings functions, views and triggers up to date."""

from importlib import import_module
from pkgutil import iter_modules

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
    """The name of the last migration that has ``ApplySQL``."""
    names = sorted(module.name for module in iter_modules(migrations.__path__))
    return next(name for name in reversed(names) if applies_sql(name))


def applies_sql(name: str) -> bool:
    module = import_module(f"{migrations.__name__}.{name}")
    return any(isinstance(operation, ApplySQL) for operation in module.Migration.operations)
