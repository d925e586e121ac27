"""What `migrate` will do, told before it is done: each step, how large its table is, and whom it keeps waiting."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import connection
from django.db.migrations import Migration, operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation

from archive.operations.backup import applied_migrations

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


def unknown_migrations() -> list[str]:
    """Applied ones that this program does not have: the database is of a newer version."""
    loader = MigrationExecutor(connection).loader
    known = {f"{app}.{name}" for app, name in loader.disk_migrations}
    known |= {f"{app}.{name}" for each in loader.disk_migrations.values() for app, name in each.replaces}
    return sorted(set(applied_migrations()) - known)


def upgrade_steps() -> Iterator[Step]:
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
                _waiting(operation, rows),
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


def _waiting(operation: Operation, rows: int | None) -> str:
    """Who waits while it runs, in words; empty for nobody."""
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
