import subprocess
import sys

import pytest

from tests.clusters import Cluster, cluster_folder
from tests.search.replication.conftest import DATABASE, MAKE, ROOT, environment, run
from tests.web.serving.test_failures import Server
from tests.web.serving.test_outage import SIGN_IN, wait_for_answer

from .editor import Editor


def make_archive(primary: Cluster) -> None:
    """With an administrator who is signed in."""
    primary.load_test_database(DATABASE)
    run(primary.url(DATABASE), MAKE)
    variables = environment(primary.url(DATABASE)) | {"SECRET_KEY": "x" * 50}
    subprocess.run([sys.executable, "-c", SIGN_IN], cwd=ROOT, env=variables, check=True)


def check_archive(primary: Cluster) -> str:
    """What `check_archive` says; raises where a rule is broken."""
    command = [sys.executable, "manage.py", "check_archive"]
    variables = environment(primary.url(DATABASE)) | {"SECRET_KEY": "x" * 50}
    process = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True)
    assert process.returncode == 0, process.stdout + process.stderr
    return process.stdout


@pytest.fixture
def primary(django_db_setup, django_db_blocker):
    with cluster_folder() as folder:
        cluster = Cluster(folder / "p").create()
        with django_db_blocker.unblock():
            make_archive(cluster)
        yield cluster
        cluster.stop()


@pytest.fixture
def server(primary, tmp_path):
    server = Server(tmp_path, primary)
    try:
        wait_for_answer()
        yield server
    finally:
        server.stop()


@pytest.fixture
def editor(server):
    editor = Editor()
    editor.open_form()
    return editor
