"""A backup is restored into another cluster, by a user who is no superuser, and proved there."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from archive.management.commands import upgrade_check
from archive.operations import backup, programs, restore, upgrade
from tests.clusters import Cluster, cluster_folder
from tests.factories import make_document, make_speaker, make_statement

ROOT = Path(__file__).resolve().parents[2]


def manage(url, *arguments):
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *map(str, arguments)],
        env=inherited | {"DATABASE_URL": url, "DEBUG": "on"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def clusters():
    with cluster_folder() as folder:
        yield [Cluster(folder / name).create() for name in ("one", "two")]


@pytest.fixture
def source(clusters):
    first, _second = clusters
    first.execute("postgres", "CREATE DATABASE archive")
    url = first.url("archive")
    assert manage(url, "migrate", "--verbosity", "0").returncode == 0
    loaded = manage(url, "loaddata", ROOT / "fixtures" / "demo.json")
    assert loaded.returncode == 0, loaded.stderr
    return url


@pytest.fixture
def target(clusters):
    """In a cluster with lower transaction numbers, owned by a role without any right beyond its database."""
    _first, second = clusters
    second.execute("postgres", "CREATE ROLE operator LOGIN")
    second.execute("postgres", "CREATE DATABASE archive OWNER operator")
    return second.url("archive").replace("postgresql://verbatim@", "postgresql://operator@")


@pytest.mark.slow
def test_a_backup_is_restored_elsewhere_and_proved(clusters, source, target, tmp_path):
    path = tmp_path / "backup"
    written = manage(source, "backup", path)
    assert written.returncode == 0, written.stderr
    restored = manage(target, "restore", path)
    assert restored.returncode == 0, restored.stderr
    lines = restored.stdout.splitlines()
    assert lines[0].startswith("Restored, as of ")
    assert lines[1].startswith("The archive keeps its rules: ")
    assert lines[2].startswith("The search table equals its definition: ")
    newest = "SELECT id FROM archive_search_change ORDER BY number DESC LIMIT 1"
    first, second = clusters
    assert first.execute("archive", newest) != second.execute("archive", newest)
    again = manage(target, "restore", path)
    assert (again.returncode, "is not empty" in again.stderr) == (1, True)


@pytest.mark.slow
def test_what_fails_in_the_middle_leaves_an_empty_database(source, target, tmp_path):
    path = tmp_path / "backup"
    assert manage(source, "backup", path).returncode == 0
    # A table of the dump that is cut short, with a list of digests that agrees.
    largest = max((path / "dump").glob("*.dat.gz"), key=lambda item: item.stat().st_size)
    largest.write_bytes(largest.read_bytes()[:-200])
    listed = json.loads((path / backup.MANIFEST).read_text())
    listed["files"][str(largest.relative_to(path))] = backup.digest(largest)
    (path / backup.MANIFEST).write_text(json.dumps(listed))
    failed = manage(target, "restore", path)
    assert (failed.returncode, "The database is empty again" in failed.stderr) == (1, True)
    assert "Traceback" not in failed.stderr
    fine = tmp_path / "fine"
    assert manage(source, "backup", fine).returncode == 0
    assert manage(target, "restore", fine).returncode == 0


@pytest.mark.slow
def test_what_is_interrupted_leaves_nothing(source, target, tmp_path):
    path = tmp_path / "backup"
    said, code = interrupt(source, signal.SIGTERM, "backup", path)
    assert (code, said) == (1, "CommandError: The backup was interrupted; nothing of it is left.\n")
    assert list(tmp_path.iterdir()) == []
    assert manage(source, "backup", path).returncode == 0
    said, code = interrupt(target, signal.SIGINT, "restore", path)
    assert (code, said.partition(" (")[0]) == (
        1,
        "CommandError: The restore was interrupted. The database is empty again",
    )
    assert manage(target, "restore", path).returncode == 0


def interrupt(url, sent, *arguments) -> tuple[str, int]:
    """What a command says to whom a signal is sent when its first table is under way."""
    command = [sys.executable, ROOT / "manage.py", *map(str, arguments), "--verbosity", "2", "--jobs", "1"]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    process = subprocess.Popen(
        command, env=inherited | {"DATABASE_URL": url, "DEBUG": "on"}, stderr=subprocess.PIPE, text=True
    )
    process.stderr.readline()
    process.send_signal(sent)
    lines = process.stderr.readlines()
    return "".join(line for line in lines if line.startswith(("CommandError", "Traceback"))), process.wait()


@pytest.fixture
def backup_folder(tmp_path):
    """The list of a backup with one file."""
    (tmp_path / "dump").mkdir()
    (tmp_path / "dump" / "toc.dat").write_bytes(b"words")
    files = {"dump/toc.dat": backup.digest(tmp_path / "dump" / "toc.dat")}
    values = {
        "version": "0.2.0",
        "made": "2026-01-02",
        "postgres": 18,
        "migrations": [],
        "rows": dict.fromkeys(backup.COUNTED_MODELS, 0),
        "files": files,
    }
    (tmp_path / backup.MANIFEST).write_text(json.dumps(values))
    return tmp_path


def write_list(path, **changes):
    values = json.loads((path / backup.MANIFEST).read_text())
    (path / backup.MANIFEST).write_text(json.dumps(values | changes))


def test_the_list_of_a_backup_is_read(backup_folder):
    assert backup.read_manifest(backup_folder).version == "0.2.0"


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (
            lambda path: (path / "dump/toc.dat").write_bytes(b"wordz"),
            "is damaged: dump/toc.dat is not the file",
        ),
        (lambda path: (path / "dump/toc.dat").unlink(), "is not whole: dump/toc.dat is missing"),
        (lambda path: (path / backup.MANIFEST).unlink(), "is no backup: backup.json cannot be read"),
        (lambda path: (path / backup.MANIFEST).write_text("{"), "backup.json is damaged"),
        (lambda path: (path / backup.MANIFEST).write_text('{"a": 1}'), "backup.json is damaged"),
        (lambda path: (path / backup.MANIFEST).write_bytes(b"\xff\xfe"), "backup.json is damaged"),
        (lambda path: write_list(path, files=[]), "backup.json is damaged"),
        (lambda path: write_list(path, rows={"documents": 3}), "backup.json is damaged"),
        (lambda path: write_list(path, migrations=[7]), "backup.json is damaged"),
        (lambda path: write_list(path, files={}), "dump/toc.dat is not in the list of its files"),
        (
            lambda path: (path / "dump/5.dat").write_bytes(b""),
            "dump/5.dat is not in the list of its files",
        ),
        (lambda path: write_list(path, files={"../../etc/passwd": "x"}), "toc.dat is not in the list"),
    ],
)
def test_a_damaged_backup_is_refused_by_name(backup_folder, damage, message):
    damage(backup_folder)
    with pytest.raises(CommandError, match=message):
        backup.read_manifest(backup_folder)


def test_a_backup_of_a_newer_version_is_refused(backup_folder):
    newer = backup.Manifest("9.0.0", "", 18, ["archive.9999_newest"], {})
    with pytest.raises(CommandError, match=r"version 9\.0\.0, whose archive\.9999_newest"):
        restore.refuse_newer(newer)


@pytest.mark.django_db
def test_a_database_with_content_is_refused():
    with pytest.raises(CommandError, match="is not empty"):
        restore.refuse_content()


@pytest.mark.django_db
def test_a_folder_that_is_there_is_not_written_into(tmp_path):
    with pytest.raises(CommandError, match="is there already"):
        backup.make_backup(tmp_path, 1, print)


@pytest.mark.parametrize(("server", "chosen"), [(15, "15"), (16, "17"), (17, "17"), (18, "18")])
def test_the_program_nearest_to_the_server_is_taken(server, chosen, monkeypatch):
    """A newer pg_restore than need be sets parameters that an older server refuses."""
    versions = {Path("18"): 18, Path("old"): 0, Path("15"): 15, Path("17"): 17}
    monkeypatch.setattr(programs, "server_version", lambda: server)
    monkeypatch.setattr(programs, "_candidates", lambda _name: iter(versions))
    monkeypatch.setattr(programs, "_version_of", versions.get)
    assert programs.find_program("pg_restore") == Path(chosen)


@pytest.mark.django_db
def test_the_rows_of_a_backup_are_counted():
    document = make_document(text="The lamps burn.")
    make_statement(document, "The lamps", speaker=make_speaker("Ada"))
    counts = {"documents": 1, "corrections": 0, "statements": 1, "publications": 3}
    assert backup.count_rows() == counts
    with connection.cursor() as cursor:  # as in a database before an upgrade, which is backed up first
        cursor.execute("ALTER TABLE archive_publication RENAME TO of_later_versions")
    assert backup.count_rows() == counts | {"publications": 0}


@pytest.mark.django_db
def test_an_upgrade_that_is_done_has_nothing_to_say(capsys):
    call_command("upgrade_check")
    assert capsys.readouterr().out.startswith("Nothing to do: the database is that of version ")


@pytest.mark.django_db
def test_a_database_of_a_newer_version_is_named(monkeypatch):
    known = backup.applied_migrations()
    monkeypatch.setattr(upgrade_check, "applied_migrations", lambda: [*known, "archive.9999_newest"])
    with pytest.raises(CommandError) as error:
        call_command("upgrade_check")
    assert str(error.value) == (
        "The database has migrations that this program does not know (archive.9999_newest), and all of this program's: "
        f"it was made by a newer version than {settings.VERSION}. Install that version or a later one."
    )


@pytest.mark.django_db
def test_a_database_of_an_early_version_is_not_called_newer(monkeypatch):
    """Its migrations have names that were given up, and those of today are missing."""
    early = [f"archive.000{n}_early" for n in range(1, 6)]
    monkeypatch.setattr(upgrade_check, "applied_migrations", lambda: early)
    today = upgrade.MigrationExecutor(upgrade.connection).loader.disk_migrations["archive", "0002_models"]
    monkeypatch.setattr(upgrade, "pending_migrations", lambda: [today])
    with pytest.raises(CommandError) as error:
        call_command("upgrade_check")
    assert str(error.value).startswith(
        "The database has migrations that this program does not know (archive.0001_early, archive.0002_early, "
        "archive.0003_early and 2 more), and lacks some of this program's (archive.0002_models): it was made by an "
        "early version whose migrations were replaced, or by another branch of the program."
    )


@pytest.mark.django_db
def test_a_database_of_something_else_is_named(monkeypatch):
    """Half a restore, for example, whose table of migrations comes last."""
    monkeypatch.setattr(upgrade_check, "applied_migrations", list)
    with pytest.raises(CommandError, match="has tables, but no archive: use an empty one"):
        call_command("upgrade_check")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "command",
    [
        *(
            ["check_archive"],
            ["reindex"],
            ["find_terms"],
            ["suggest_reports"],
            ["run_batches"],
            ["send_alerts"],
        ),
        *(["import_documents", "speech.txt"], ["suggest_statements", "speech.txt"]),
    ],
)
def test_commands_name_migrations_that_the_database_lacks(monkeypatch, command):
    today = upgrade.MigrationExecutor(upgrade.connection).loader.disk_migrations["archive", "0002_models"]
    monkeypatch.setattr(upgrade, "pending_migrations", lambda: [today] * 3)
    with pytest.raises(CommandError, match="lacks 3 of this program's migrations: run manage"):
        call_command(*command)


@pytest.mark.django_db
def test_the_steps_of_an_upgrade_say_who_waits(monkeypatch):
    executor = upgrade.MigrationExecutor(upgrade.connection)
    migrations = [
        executor.loader.disk_migrations["archive", name] for name in ("0023_change_feed", "0027_list_indexes")
    ]
    monkeypatch.setattr(upgrade, "pending_migrations", lambda: migrations)
    steps = list(upgrade.upgrade_steps())
    assert {step.migration for step in steps} == {"archive.0023_change_feed", "archive.0027_list_indexes"}
    assert all(step.description for step in steps)


@pytest.mark.parametrize(("server", "is_older"), [(15, True), (18, False), (19, False)])
def test_a_failed_restore_tells_of_a_server_older_than_the_backup(monkeypatch, server, is_older):
    monkeypatch.setattr(restore, "server_version", lambda: server)
    manifest = backup.Manifest(version="1", made="", postgres=18, migrations=[], rows={}, files={})
    hint = (
        " The backup is of PostgreSQL 18, this server is 15, and no server is sure to read the backup of a newer "
        "one."
    )
    assert restore.server_hint(manifest) == (hint if is_older else "")
