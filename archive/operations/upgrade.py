"""Describes what `migrate` will do before it does it: each step, the size of its table, and whom it blocks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations import Migration, operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

_SMALL = 50_000  # rows that are read or written within a second


@dataclass(frozen=True)
class Step:
    """One operation. ``rows`` is the planner's estimate for its table, None where it has none yet."""

    migration: str
    description: str
    table: str
    rows: int | None
    waiting: str


def pending_migrations() -> list[Migration]:
    executor = MigrationExecutor(connection)
    return [
        migration for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())
    ]


def require_migrations() -> None:
    """Raises CommandError where the database lacks migrations of this program."""
    if pending := pending_migrations():
        raise CommandError(
            f"The database lacks {len(pending)} of this program's migrations: run manage.py migrate first."
        )


def unknown_migrations(migrations: Iterable[str]) -> list[str]:
    """Those that this program does not have."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    replaced = (pair for migration in loader.disk_migrations.values() for pair in migration.replaces)
    return sorted(set(migrations) - {f"{app}.{name}" for app, name in [*loader.disk_migrations, *replaced]})


def describe_unknown(unknown: list[str]) -> str:
    """Returns a sentence for whoever wants to upgrade a database that has these migrations, which this program does not
    know.

    If the database also lacks migrations of this program, neither is newer than the other: it comes from an early state
    of the program, whose migrations were later replaced, or from another branch.
    """
    missing = [f"{migration.app_label}.{migration.name}" for migration in pending_migrations()]
    message = f"The database has migrations that this program does not know ({_list_first(unknown)})"
    if missing:
        return (
            f"{message}, and lacks some of this program's ({_list_first(missing)}): it was made by an early "
            "version whose migrations were replaced, or by another branch of the program. Nothing can be said about "
            "an upgrade: go on with the version that made it, or import its content into a new database."
        )
    return (
        f"{message}, and all of this program's: it was made by a newer version than "
        f"{settings.VERSION}. Install that version or a later one."
    )


def _list_first(names: list[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def upgrade_steps() -> Iterator[Step]:
    """The operations of the pending migrations, in order. Nothing is written."""
    sizes = _table_sizes()
    for migration in pending_migrations():
        for operation in migration.operations:
            table = _table_of(operation, migration.app_label)
            rows = sizes.get(table)
            yield Step(
                f"{migration.app_label}.{migration.name}",
                operation.describe(),
                table,
                rows,
                _describe_waiting(operation, rows),
            )


def _table_sizes() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, greatest(reltuples, 0)::bigint FROM pg_class WHERE relkind IN ('r', 'p')"
        )
        return dict(cursor.fetchall())


def _table_of(operation: Operation, app: str) -> str:
    name = getattr(operation, "model_name", None) or getattr(operation, "name", None)
    return f"{app}_{name}".lower() if isinstance(name, str) else ""


def _describe_waiting(operation: Operation, rows: int | None) -> str:
    """Says who waits while the operation runs; empty if nobody does."""
    if isinstance(operation, AddIndexConcurrently | RemoveIndexConcurrently):
        return ""
    if isinstance(
        operation, operations.CreateModel | operations.AlterModelOptions | operations.AlterModelManagers
    ):
        return ""
    if isinstance(operation, operations.RunPython | operations.RunSQL):
        return "read it: its own statements say how long others wait"
    if rows is None or rows <= _SMALL:
        return "all for less than a second"
    if isinstance(operation, operations.AddIndex):
        return "writers until the index is built"
    if isinstance(operation, operations.AddConstraint | operations.AlterField):
        return "all while every row is read"
    return "all for less than a second, once other transactions on the table have ended"
