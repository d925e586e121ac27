"""A database made by migrations that no longer exist is refused in one line, before anything is changed."""

from django.conf import settings
from django.core.management import CommandError
from django.db import connections
from django.db.migrations.loader import MigrationLoader


def refuse_unknown_migrations(sender, using: str, **_signal) -> None:
    """Receives ``pre_migrate``; raises CommandError for an unknown migration. Migrations are only added, so such a
    database is of version 0.1 or of a later version."""
    loader = MigrationLoader(connections[using])
    unknown = sorted(
        name
        for app, name in loader.applied_migrations
        if app == sender.label and (app, name) not in loader.graph.nodes
    )
    if unknown:
        raise CommandError(
            f"the database has migrations that this version does not know ({', '.join(unknown)}): {remedy()}"
        )


def remedy() -> str:
    if settings.EMBEDDED:
        return f"run make stop, move {settings.VAR_DIR / 'postgres'} away and start again with a new one"
    return "give DATABASE_URL an empty database"
