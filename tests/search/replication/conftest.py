"""A primary with a standby, an archive on them, and readers in processes of their own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.clusters import Cluster, cluster_folder

ROOT = Path(__file__).resolve().parents[3]
SEED = "seed"
DATABASE = "archive"
STATEMENTS = 30

MAKE = f"""
from tests.factories import make_document, make_speaker, make_statement
speakers = [make_speaker(f"Speaker {{n}}") for n in range(3)]
for number in range({STATEMENTS} // 3):
    text = " ".join(f"promise{{number}}x{{n}} harbour library" for n in range(3))
    document = make_document(text=text)
    for n in range(3):
        make_statement(document, f"promise{{number}}x{{n}} harbour library", speaker=speakers[n])
"""
# One line of JSON for each line that comes in: the search for its words, and the change that it is as of.
READ = """
import json
import sys
from django.db import connection
from archive.search.engine import engine
from archive.search.engine.store import columns
from archive.search.engine.store.changes import read_head
from archive.search.engine.store.shared import latest_columns
from archive.search.results import search
from archive.search.request.params import SearchParams
readings, read_all = [], columns.Columns.read_all
columns.Columns.read_all = lambda self: readings.append(1) or read_all(self)
for line in sys.stdin:
    before = read_head()
    with engine.refresh_once():
        found = search(SearchParams(q=line.strip(), unit="statements"))
        with latest_columns() as read:
            position = read.position
    speakers = {each.label: each.count for each in found.facets["speaker"].counts}
    answer = {"total": found.total, "speakers": speakers, "number": position.number, "before": before.number}
    connection.close()
    print(json.dumps(answer | {"readings": len(readings)}), flush=True)
"""
SET_UP = "import django\ndjango.setup()\n"


def environment(url: str) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return environment | {"DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": url, "DEBUG": "on"}


def run(url: str, code: str) -> None:
    """Python over that database, to its end."""
    subprocess.run([sys.executable, "-c", SET_UP + code], cwd=ROOT, env=environment(url), check=True)


def reindex(url: str) -> None:
    command = [sys.executable, "manage.py", "reindex"]
    subprocess.run(command, cwd=ROOT, env=environment(url), check=True, capture_output=True)


class Reader:
    """A process that searches over that database."""

    def __init__(self, url: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SET_UP + READ],
            cwd=ROOT,
            env=environment(url),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def search(self, words: str = "") -> dict:
        """``total``, ``speakers`` (name -> count), ``number`` of the change the answer is as of, that of the
        newest change ``before`` it was asked, ``readings`` of all columns until now."""
        self.process.stdin.write(words + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self) -> None:
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(timeout=30)


@dataclass
class Clusters:
    folder: Path
    primary: Cluster
    standby: Cluster


@pytest.fixture(scope="module")
def seeded_clusters(django_db_setup, django_db_blocker):
    """The primary holds the archive as ``SEED``."""
    with cluster_folder() as folder:
        primary = Cluster(folder / "p").create()
        with django_db_blocker.unblock():
            primary.load_test_database(SEED)
        run(primary.url(SEED), MAKE)
        yield Clusters(folder, primary, primary.standby(folder / "s"))


@pytest.fixture
def clusters(seeded_clusters):
    """Both have a fresh copy of the archive as ``DATABASE``."""
    seeded_clusters.primary.execute("postgres", f"CREATE DATABASE {DATABASE} TEMPLATE {SEED}")
    seeded_clusters.primary.wait_for(seeded_clusters.standby)
    yield seeded_clusters
    seeded_clusters.primary.execute("postgres", f"DROP DATABASE {DATABASE} WITH (FORCE)")


@pytest.fixture
def start_reader():
    """Starts readers, and ends them with the test."""
    readers: list[Reader] = []

    def start(cluster: Cluster, database: str = DATABASE) -> Reader:
        readers.append(Reader(cluster.url(database)))
        return readers[-1]

    yield start
    for reader in readers:
        reader.end()
