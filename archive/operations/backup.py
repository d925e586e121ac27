"""A backup: the whole database in pg_dump's directory format, and a list of its files with their digests."""

import datetime as dt
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from archive.models import Correction, Document, Publication, Statement
from archive.operations.programs import database_arguments, run_program, server_version

DUMP, MANIFEST = "dump", "backup.json"
COUNTED_MODELS = {
    "documents": Document,
    "corrections": Correction,
    "statements": Statement,
    "publications": Publication,
}
_BLOCK = 1 << 20
_OPTIONS = ("--format=directory", "--no-owner", "--no-privileges", "--verbose", "--compress=3")
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Manifest:
    """Describes a backup. ``migrations`` are the applied ones, such as "archive.0001_functions"; ``files`` has the
    SHA-256 of each by name."""

    version: str
    made: str
    postgres: int
    migrations: list[str]
    rows: dict[str, int]
    files: dict[str, str] = field(default_factory=dict)


def make_backup(path: Path, jobs: int, report: Progress) -> Manifest:
    """Writes the folder ``path``, which must not be there; it appears when it is whole. Raises CommandError."""
    if path.exists():
        raise CommandError(f"{path} is there already: name a new folder.")
    if "archive.0002_models" not in applied_migrations():
        name = connection.settings_dict["NAME"]
        raise CommandError(f"There is no archive in the database {name}: nothing to back up.")
    partial = path.with_name(f"{path.name}.partial-{os.getpid()}")
    try:
        partial.mkdir(parents=True, mode=0o700)
    except OSError as error:
        raise CommandError(f"{partial} cannot be made: {error.strerror}.") from error
    try:
        manifest = _dump(partial, jobs, report)
        partial.rename(path)
    except OSError as error:
        raise CommandError(f"The backup could not be written: {error.strerror}.") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return manifest


def _dump(folder: Path, jobs: int, report: Progress) -> Manifest:
    with (
        _snapshot() as snapshot
    ):  # the rows that are counted are those that are dumped, whatever is written meanwhile
        manifest = Manifest(
            version=settings.VERSION,
            made=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            postgres=server_version(),
            migrations=applied_migrations(),
            rows=count_rows(),
        )
        where = (f"--jobs={jobs}", f"--snapshot={snapshot}", f"--file={folder / DUMP}")
        with closing(run_program("pg_dump", *database_arguments(), *_OPTIONS, *where)) as lines:
            for line in lines:
                if "dumping contents of table" in line:
                    report(line.rpartition("public.")[2].strip('"'))
    manifest.files.update({str(file.relative_to(folder)): digest(file) for file in _files(folder)})
    text = json.dumps(asdict(manifest), indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", "utf-8")
    _flush(folder)
    return manifest


def count_rows() -> dict[str, int]:
    """Of COUNTED_MODELS by name; none of a table that the next migrations will make."""
    tables = connection.introspection.table_names()
    return {
        name: model.objects.count() if model._meta.db_table in tables else 0
        for name, model in COUNTED_MODELS.items()
    }


@contextmanager
def _snapshot() -> Iterator[str]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def applied_migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def read_manifest(path: Path) -> Manifest:
    """The manifest of the backup in the folder ``path``; compares its files with their digests. Raises CommandError."""
    try:
        values: dict[str, Any] = json.loads((path / MANIFEST).read_text("utf-8"))
        manifest = validate_manifest(Manifest(**values))
    except OSError as error:
        raise CommandError(f"{path} is no backup: {MANIFEST} cannot be read ({error.strerror}).") from error
    except (ValueError, TypeError) as error:
        raise CommandError(
            f"{path} is no backup that this version can read: {MANIFEST} is damaged."
        ) from error
    present = {str(file.relative_to(path)): file for file in _files(path) if file != path / MANIFEST}
    if new_files := sorted(set(present) - set(manifest.files)):
        raise CommandError(f"The backup is damaged: {new_files[0]} is not in the list of its files.")
    for name, listed_digest in manifest.files.items():
        if name not in present:
            raise CommandError(f"The backup is not whole: {name} is missing.")
        if digest(present[name]) != listed_digest:
            raise CommandError(f"The backup is damaged: {name} is not the file that was written.")
    return manifest


def validate_manifest(manifest: Manifest) -> Manifest:
    """Raises TypeError where a value is of another kind than a backup writes."""
    kinds = {"version": str, "made": str, "postgres": int, "migrations": list, "rows": dict, "files": dict}
    for name, kind in kinds.items():
        if not isinstance(getattr(manifest, name), kind):
            raise TypeError(name)
    texts = [*manifest.migrations, *manifest.files.values()]
    if set(manifest.rows) != set(COUNTED_MODELS) or not all(isinstance(text, str) for text in texts):
        raise TypeError("rows, migrations or files")
    return manifest


def _files(path: Path) -> Iterator[Path]:
    return (file for file in sorted(path.rglob("*")) if file.is_file())


def digest(path: Path) -> str:
    sha256 = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            sha256.update(block)
    return sha256.hexdigest()


def _flush(path: Path) -> None:
    """Writes the folder's files to the disk before the folder gets its final name."""
    for file in [*_files(path), path]:
        descriptor = os.open(file, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
