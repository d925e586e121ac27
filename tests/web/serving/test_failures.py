"""Fifty readers while a replica stops replaying, another one dies and comes back, and the primary dies."""

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from tests.search.replication.conftest import DATABASE, ROOT, SEED, clusters, environment, seeded_clusters  # noqa: F401

pytestmark = pytest.mark.slow
READERS = 50
BOUND = 3  # seconds a replica may be behind
with socket.socket() as probe:  # one that nobody else has: several checkouts are tested on one machine
    probe.bind(("127.0.0.1", 0))
    PORT = probe.getsockname()[1]
PATIENCE = 180  # seconds for a server to begin on a busy machine
PATHS = ("/speakers/", "/search/?q=harbour", "/search.csv?q=harbour", "/search/values/speaker/")
NAME = re.compile(rb"Speaker N(\d+)")


class Server:
    """gunicorn over the primary and its replicas; ``mutation`` names a defence it has not (tests/mutations)."""

    def __init__(self, folder, primary, *replicas, mutation=""):
        variables = environment(primary.url(DATABASE)) | {
            "DATABASE_REPLICA_URLS": ",".join(replica.url(DATABASE) for replica in replicas),
            "DATABASE_REPLICA_LAG": str(BOUND),
            "DATABASE_POOL": "8",
            "DEBUG": "off",
            "SECRET_KEY": "x" * 50,
            "BOUNDED_WORK": "10000",  # all readers come from one address
            "VAR_DIR": str(folder),
            "ALLOWED_HOSTS": "127.0.0.1",
            "MUTATION": mutation,
        }
        application = "tests.mutations.application" if mutation else "config.wsgi"
        run = {"cwd": ROOT, "env": variables}
        subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], check=True, **run)
        options = ["-w", "2", "--threads", "8", "--no-control-socket", "-b", f"127.0.0.1:{PORT}"]
        self.log = folder / "server.log"
        with self.log.open("wb") as log:
            command = [sys.executable, "-m", "gunicorn", application, *options]
            self.process = subprocess.Popen(command, stderr=log, **run)
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                get("/healthz")
                return
            except OSError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    self.stop()  # else no other test gets the port
                    raise
                time.sleep(0.1)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)
        print(self.log.read_text())


def get(path, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def read_until(ended: Event, number: int) -> list[tuple[float, int, int, str]]:
    """Of each answer when it was asked for, its status, the number in the speaker's name, its path."""
    answers = []
    while not ended.is_set():
        path = PATHS[(number + len(answers)) % len(PATHS)]
        begin = time.monotonic()
        try:
            status, body = get(path)
        except (OSError, http.client.HTTPException) as error:
            answers.append((begin, 0, 0, f"{path}: {error!r}"))
            continue
        match = NAME.search(body)
        answers.append((begin, status, int(match[1]) if match else -1, path))
        time.sleep(0.2)
    return answers


def write_until(ended: Event, primary) -> list[float]:
    """When each number was committed, until the primary dies."""
    times = [time.monotonic()]
    sql = "UPDATE archive_speaker SET name = %s WHERE id = (SELECT min(id) FROM archive_speaker)"
    with primary.connect(DATABASE) as writing:
        writing.execute(sql, ["Speaker N0"])
        while not ended.is_set():
            try:
                writing.execute(sql, [f"Speaker N{len(times)}"])
            except Exception:
                return times
            times.append(time.monotonic())
            time.sleep(0.3)
    return times


def test_no_reader_sees_an_error_or_what_is_older_than_the_bound(seeded_clusters, tmp_path):  # noqa: F811
    primary = seeded_clusters.standby.standby(seeded_clusters.folder / "own")
    primary.promote()
    primary.execute("postgres", f"CREATE DATABASE {DATABASE} TEMPLATE {SEED}")
    first = primary.standby(seeded_clusters.folder / "first")
    second = primary.standby(seeded_clusters.folder / "second")
    server = Server(tmp_path, primary, first, second)
    ended = Event()
    try:
        with ThreadPoolExecutor(READERS + 1) as pool:
            writing = pool.submit(write_until, ended, primary)
            time.sleep(1)
            reading = [pool.submit(read_until, ended, number) for number in range(READERS)]
            try:
                time.sleep(3)
                first.execute("postgres", "SELECT pg_wal_replay_pause()")
                time.sleep(5)
                first.execute("postgres", "SELECT pg_wal_replay_resume()")
                second.stop()
                time.sleep(3)
                second.start()
                time.sleep(4)
                primary.stop()
                died = time.monotonic()
                time.sleep(5)
                editing = get("/admin/", Cookie="sessionid=of-an-editor")
                editor_reading = get("/speakers/", Cookie="sessionid=of-an-editor")
                health = get("/readyz")
            finally:
                ended.set()
            times = writing.result(timeout=60)
            answers = [future.result(timeout=60) for future in reading]
    finally:
        server.stop()
        for cluster in (first, second, primary):
            cluster.stop()
    together = [answer for of_one in answers for answer in of_one]
    assert len([begin for begin, *_ in together if begin > died + 1]) > READERS
    check_answers(answers, times, died - 1)
    assert (health[0], json.loads(health[1])["status"]) == (200, "reading only")
    assert (editing[0], b"Reading and searching still work" in editing[1]) == (503, True)
    assert editor_reading[0] == 200


def check_answers(answers: list[list], times: list[float], until: float) -> None:
    """None failed, was older than the bound, or, up to that time, older than what the same reader saw before."""
    together = [answer for of_one in answers for answer in of_one]
    assert [answer for answer in together if answer[1] != 200 or answer[2] < 0] == []
    ages = [
        begin - times[number + 1] for begin, _status, number, _path in together if number + 1 < len(times)
    ]
    print(f"{len(together)} answers, the oldest {max(ages):.2f} s behind")
    assert max(ages) <= BOUND, "older than the bound"
    for of_one in answers:
        numbers = [number for begin, _status, number, _path in of_one if begin < until]
        assert numbers == sorted(numbers), "older than what was shown"


@pytest.mark.parametrize(
    ("mutation", "copies", "pause", "noticed"),
    [
        ("replicas trusted", 1, BOUND + 4, "older than the bound"),
        ("shown forgotten", 2, BOUND - 1, "older than what was shown"),
    ],
)
def test_a_stale_replica_that_answers_would_be_noticed(
    seeded_clusters,  # noqa: F811
    tmp_path,
    mutation,
    copies,
    pause,
    noticed,
):
    primary = seeded_clusters.standby.standby(seeded_clusters.folder / f"own{copies}")
    primary.promote()
    primary.execute("postgres", f"CREATE DATABASE {DATABASE} TEMPLATE {SEED}")
    standbys = [primary.standby(seeded_clusters.folder / f"{copies}{number}") for number in range(copies)]
    server = Server(tmp_path, primary, *standbys, mutation=mutation)
    ended = Event()
    try:
        with ThreadPoolExecutor(9) as pool:
            writing = pool.submit(write_until, ended, primary)
            time.sleep(1)
            reading = [pool.submit(read_until, ended, number) for number in range(8)]
            try:
                time.sleep(1)
                standbys[0].execute("postgres", "SELECT pg_wal_replay_pause()")
                time.sleep(pause)
            finally:
                ended.set()
            times = writing.result(timeout=60)
            answers = [future.result(timeout=60) for future in reading]
    finally:
        server.stop()
        for cluster in (*standbys, primary):
            cluster.stop()
    with pytest.raises(AssertionError, match=noticed):
        check_answers(answers, times, time.monotonic())
