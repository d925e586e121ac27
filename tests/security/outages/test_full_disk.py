"""The disk of the database is really full: a file system of its own, of a fixed size, is filled to its last byte."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.clusters import Cluster, cluster_folder
from tests.search.replication.conftest import DATABASE
from tests.web.serving.test_failures import Server
from tests.web.serving.test_outage import ask, wait_for_answer

from .conftest import check_archive, make_archive
from .editor import Editor, theme_labels

pytestmark = pytest.mark.slow
SIZE = "400m"
NOTE = 60_000  # characters that do not compress: more than the free space of pages that are there already


@pytest.fixture
def small_disk():
    if os.geteuid() != 0:
        pytest.skip("only root may mount a file system")
    with cluster_folder() as folder:
        disk = folder / "d"
        disk.mkdir()
        process = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", disk], capture_output=True, text=True
        )
        if process.returncode:
            pytest.skip(f"no file system can be mounted here: {process.stderr.strip()}")
        disk.chmod(0o755)
        try:
            yield disk
        finally:
            subprocess.run(["umount", "--lazy", disk], check=True)


@pytest.fixture
def primary(small_disk, django_db_setup, django_db_blocker):
    cluster = Cluster(small_disk / "p").create()
    with django_db_blocker.unblock():
        make_archive(cluster)
    yield cluster
    cluster.stop()


def fill(disk: Path) -> Path:
    """Every byte that is left."""
    path = disk / "filler"
    with path.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            with pytest.raises(OSError, match="No space left"):
                write_forever(file, size)
    assert shutil.disk_usage(disk).free == 0
    return path


def write_forever(file, size: int) -> None:
    while True:
        file.write(bytes(size))


def random_note() -> str:
    return os.urandom(NOTE // 2).hex()


def write_until_refused(editor) -> tuple[int, str]:
    for number in range(200):
        if editor.write(f"full-{number}", random_note()) != 302:
            return editor.answers[-1]
    raise AssertionError("the disk was never full")


def check_full_disk(disk: Path, primary, editor) -> None:
    filler = fill(disk)
    status, page = write_until_refused(editor)
    print(f"{len(editor.ledger)} written before: {status}")
    assert status == 503, "not said to be a refusal"
    assert "The disk of the database is full" in page or "The database is not responding" in page
    spoken = ask("/search.json?q=harbour")  # a page is read as before, or refused in words
    assert spoken[0] == 200 or "message" in json.loads(spoken[2])
    filler.unlink()
    recover(primary)
    assert editor.write("after", random_note()) == 302
    # All that was acknowledged, and nothing that was refused.
    assert read_labels(primary) == set(editor.ledger)
    check_archive(primary)


def test_a_full_disk_refuses_changes_in_words_and_loses_nothing(small_disk, primary, server, editor):
    check_full_disk(small_disk, primary, editor)


@pytest.mark.parametrize(
    ("mutation", "noticed"),
    [
        ("full disk unnamed", "not said to be a refusal"),
        ("refusals acknowledged", "the disk was never full"),
    ],
)
def test_a_full_disk_that_is_not_told_would_be_noticed(small_disk, primary, tmp_path, mutation, noticed):
    server = Server(tmp_path, primary, mutation=mutation)
    try:
        wait_for_answer()
        editor = Editor()
        editor.open_form()
        with pytest.raises(AssertionError, match=noticed):
            check_full_disk(small_disk, primary, editor)
    finally:
        server.stop()


def read_labels(primary) -> set[str]:
    return {label for label in theme_labels(primary, DATABASE) if label.startswith(("full-", "after"))}


def recover(primary) -> None:
    """Where the log itself could not grow, PostgreSQL has stopped: whoever made room starts it again."""
    if not (primary.data / "postmaster.pid").exists():
        primary.start()
    wait_for_answer(times=8)
