"""Restores a backup into an empty database and verifies the result."""

from contextlib import closing
from pathlib import Path

from django.core.management.base import CommandError
from django.db import Error, connection

from archive.operations.backup import DUMP, Manifest, Progress, count_rows, read_manifest
from archive.operations.programs import database_arguments, find_program, run_program, server_version
from archive.operations.upgrade import unknown_migrations
from archive.search import index

_OPTIONS = ("--format=directory", "--no-owner", "--no-privileges", "--exit-on-error", "--verbose")


def restore_backup(path: Path, jobs: int, report: Progress) -> Manifest:
    """Restores into the configured database, which must be empty. Removes what was restored after a failure. Raises
    CommandError."""
    manifest = read_manifest(path)
    refuse_newer(manifest)
    refuse_content()
    version = find_program("pg_restore")
    arguments = (*database_arguments(), *_OPTIONS, f"--jobs={jobs}", str(path / DUMP))
    try:
        with closing(run_program("pg_restore", *arguments)) as lines:
            for line in lines:
                if "processing data for table" in line:
                    report(line.rpartition("public.")[2].strip('"'))
    except CommandError as error:
        raise CommandError(f"{error} {_remove_restored()} ({version}).{server_hint(manifest)}") from error
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    _compare_counts(manifest)
    index.renew_head()  # processes may have read the tables that came in first without the others
    return manifest


def server_hint(manifest: Manifest) -> str:
    server = server_version()
    if manifest.postgres <= server:
        return ""
    return (
        f" The backup is of PostgreSQL {manifest.postgres}, this server is {server}, and no server is sure to read "
        "the backup of a newer one."
    )


def refuse_newer(manifest: Manifest) -> None:
    if newer := unknown_migrations(manifest.migrations):
        raise CommandError(
            f"The backup was made by version {manifest.version}, whose {newer[0]} this program does not know: "
            "restore it with the version that made it, or one that came after it."
        )


def count_objects() -> int:
    """Tables, indexes and functions in the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace)"
            " + (SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace)"
        )
        return cursor.fetchone()[0]


def refuse_content() -> None:
    """Raises CommandError if the database has any object: an empty table or a function may be somebody's, too."""
    if objects := count_objects():
        name = connection.settings_dict["NAME"]
        raise CommandError(
            f"The database {name} is not empty ({objects} tables, indexes and functions): restore into a new one, "
            f"such as createdb --encoding=UTF8 --locale=C.UTF-8 --template=template0 {name}_restored."
        )


def _remove_restored() -> str:
    """Empties the database after a failure; returns a sentence on whether that succeeded."""
    connection.close()  # it may be one of a server that has stopped
    try:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    except Error as error:
        reason = str(error).strip().splitlines()[0]
        return f"What had come in could not be taken out again ({reason}): restore into a new database"
    return "The database is empty again"


def _compare_counts(manifest: Manifest) -> None:
    for name, count in count_rows().items():
        if count != manifest.rows[name]:
            raise CommandError(f"{manifest.rows[name]} {name} were backed up and {count} are here.")
