"""The database dies, freezes, comes back, and is a standby: what every address answers meanwhile, and how soon.

Times are printed; what is asserted of them is far above what they are, so that a busy machine fails nothing.
"""

import json
import os
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection

import psutil
import pytest

from tests.clusters import Cluster
from tests.search.replication.conftest import DATABASE, ROOT, SEED, environment, seeded_clusters  # noqa: F401
from tests.security.audiences import addresses
from tests.security.conftest import fill

from .test_failures import PATIENCE, PORT, Server

pytestmark = pytest.mark.slow
KEY = "k" * 32
SIGN_IN = f"""
import django; django.setup()
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from archive.accounts.sessions import STARTED, TOUCHED, SessionStore
import time
user = User.objects.create_superuser("adam")
session = SessionStore("{KEY}")
session.update({{SESSION_KEY: str(user.pk), HASH_SESSION_KEY: user.get_session_auth_hash(),
    BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend", STARTED: int(time.time()), TOUCHED: 0}})
session._session_key = "{KEY}"
session.save(must_create=True)
"""
NEEDS_NO_DATABASE = {"healthz", "readyz", "policy_report"}
LIMIT = 10  # seconds; measured are 2.1 at most


def ask(path, method="GET", body=None, **headers):
    """(status, headers, text, seconds)"""
    visitor, begun = HTTPConnection("127.0.0.1", PORT, timeout=60), time.monotonic()
    try:
        visitor.request(method, path, body=body, headers=headers)
        response = visitor.getresponse()
        text = response.read().decode(errors="replace")
        return response.status, response.headers, text, time.monotonic() - begun
    finally:
        visitor.close()


@pytest.fixture
def primary(seeded_clusters):  # noqa: F811
    seeded_clusters.primary.execute("postgres", f"CREATE DATABASE {DATABASE} TEMPLATE {SEED}")
    variables = environment(seeded_clusters.primary.url(DATABASE)) | {"SECRET_KEY": "x" * 50}
    subprocess.run([sys.executable, "-c", SIGN_IN], cwd=ROOT, env=variables, check=True)
    yield seeded_clusters.primary
    seeded_clusters.primary.stop()
    seeded_clusters.primary.start()
    seeded_clusters.primary.execute("postgres", f"DROP DATABASE {DATABASE} WITH (FORCE)")


@pytest.fixture
def server(primary, tmp_path):
    server = Server(tmp_path, primary)
    yield server
    server.stop()


def signal_all(cluster: Cluster, number: int) -> None:
    pid = int((cluster.data / "postmaster.pid").read_text().split()[0])
    for process in [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]:
        os.kill(process.pid, number)


def wait_for_answer(path="/speakers/", times=1, **headers) -> float:
    """Seconds until the page is there, so many times in a row: each process finds out for itself that the database is
    back."""
    begun = time.monotonic()
    while any(ask(path, **headers)[0] != 200 for _ in range(times)):
        assert time.monotonic() - begun < PATIENCE
        time.sleep(0.05)
    return time.monotonic() - begun


def check_all(cookie: str) -> list[float]:
    """Every address says plainly what is the matter, in the form that is spoken there. Without a session those of the
    admin send to the form of the login, which needs no database to be refused."""
    times, wrong = [], []
    for address in addresses():
        path = fill(address, {})[0]
        status, headers, text, seconds = ask(path, Cookie=cookie)
        times.append(seconds)
        if address.name in NEEDS_NO_DATABASE or (not cookie and path.startswith("/admin/")):
            assert status in (200, 301, 302, 401, 403, 404, 405, 503), path
            continue
        is_json = path.endswith((".json", "/autocomplete/")) or "/api/" in path
        good = status == 503 and headers["Retry-After"] and headers["Cache-Control"] == "no-store"
        if not good or (is_json and "message" not in json.loads(text)):
            wrong.append((path, status))
    # What is not there whatever the database says, and what is the same for everybody.
    assert [item for item in wrong if item[1] not in (200, 301, 302, 404)] == []
    print(f"without the database: {wrong}")
    assert len(wrong) < len(times) / 10, wrong
    return times


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (500, {"Retry-After": "5", "Cache-Control": "no-store"}),
        (503, {"Retry-After": None, "Cache-Control": "no-store"}),
        (503, {"Retry-After": "5", "Cache-Control": "public"}),
        (503, {"Retry-After": "5", "Cache-Control": "no-store"}),  # a page where JSON is spoken
    ],
)
def test_a_wrong_refusal_would_be_noticed(monkeypatch, status, headers):
    monkeypatch.setitem(globals(), "ask", lambda path, **_headers: (status, headers, "<p>Sorry</p>", 0.0))
    with pytest.raises((AssertionError, json.JSONDecodeError)):
        check_all("")


def test_a_dead_database_is_reported_at_once_and_service_is_back_with_it(server, primary):
    wait_for_answer()
    cookie = f"sessionid={KEY}"
    status, headers, *_rest = ask("/admin/", Cookie=cookie)
    assert (status, headers["Location"]) == (200, None)
    primary.stop()
    first = ask("/speakers/")
    assert first[0] == 503
    times = [first[3], *check_all(""), *check_all(cookie)]
    lines = len(server.log.read_text().splitlines())
    primary.start()
    begun = time.monotonic()
    wait_for_answer(times=8)
    wait_for_answer("/admin/", times=8, Cookie=cookie)
    back = time.monotonic() - begun
    print(
        f"dead: first answer after {first[3]:.2f} s, all {len(times)} within {max(times):.2f}; back in {back:.2f}"
    )
    print(f"{lines} lines of the log")
    assert max(times) < LIMIT
    assert back < LIMIT
    assert lines < len(times) + 30  # one for a request that was refused, and those of the start


def test_a_frozen_database_holds_nobody(server, primary):
    wait_for_answer()
    signal_all(primary, signal.SIGSTOP)
    try:
        first = ask("/speakers/")
        times = [ask("/search/?q=harbour")[3] for _ in range(5)]
    finally:
        signal_all(primary, signal.SIGCONT)
    back = wait_for_answer()
    print(f"frozen: first answer after {first[3]:.2f} s, then {max(times):.2f}; back in {back:.2f}")
    assert first[0] == 503
    assert max(first[3], *times) < LIMIT
    assert back < LIMIT


def test_a_change_that_waits_too_long_for_another_gets_an_error(server, primary):
    wait_for_answer()
    with primary.connect(DATABASE) as writing:
        writing.execute("BEGIN; SELECT archive_acquire_write_lock()")
        speaker = primary.execute(DATABASE, "SELECT min(id) FROM archive_speaker")[0][0]
        page = f"/admin/archive/speaker/{speaker}/change/"
        status, _headers, text, _seconds = ask(page, Cookie=f"sessionid={KEY}")
        assert status == 200
        token = text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
        status, headers, text, seconds = ask(
            f"/admin/archive/speaker/{speaker}/delete/",
            "POST",
            f"csrfmiddlewaretoken={token}&post=yes",
            Cookie=f"sessionid={KEY}; csrftoken={token}",
            **{"Content-Type": "application/x-www-form-urlencoded"},
        )
        print(f"waited {seconds:.1f} s for the write lock: {status}")
        if status == 503:
            assert "Another change is still being written" in text
            assert headers["Retry-After"]
        reading = ask("/speakers/")
        assert reading[0] == 200
        writing.execute("ROLLBACK")
    assert ask("/admin/", Cookie=f"sessionid={KEY}")[0] == 200


def test_a_standby_alone_is_read_and_refuses_changes_in_words(seeded_clusters, primary, tmp_path):  # noqa: F811
    primary.wait_for(seeded_clusters.standby)
    server = Server(tmp_path, seeded_clusters.standby)
    try:
        wait_for_answer()
        cookie = f"sessionid={KEY}"
        status, _headers, text, _seconds = ask("/admin/", Cookie=cookie)
        assert (status, "The archive is read-only" in text) == (200, True)
        for path, kind, spoken in (
            (
                "/admin/archive/theme/add/",
                "application/x-www-form-urlencoded",
                "<h1>The archive is read-only",
            ),
            (
                "/admin/archive/document/1/annotate/api/statements/",
                "application/json",
                '"message": "The archive',
            ),
            ("/admin/login/", "application/x-www-form-urlencoded", "<h1>The archive is read-only"),
        ):
            status, headers, text, _seconds = ask(path, "POST", "{}", Cookie=cookie, **{"Content-Type": kind})
            assert (status, spoken in text, headers["Retry-After"]) == (503, True, "60"), path
        assert json.loads(ask("/readyz")[2])["read_only"] is True
    finally:
        server.stop()


def test_the_database_can_be_made_read_only_under_running_servers(server, primary):
    """As docs/operations.md says it."""
    wait_for_answer()
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for change, is_on, expected in (("SET", True, 503), ("RESET", False, 403)):
        primary.execute("postgres", f"ALTER SYSTEM {change} default_transaction_read_only" + " = on" * is_on)
        primary.execute("postgres", "SELECT pg_reload_conf()")
        wait_for_switch(is_on)
        status, _headers, text, _seconds = ask("/admin/login/", "POST", "username=adam", **form)
        assert (status, "The archive is read-only" in text) == (expected, is_on)
        assert ask("/speakers/")[0] == 200


def wait_for_switch(is_on: bool) -> None:
    """Until every process has seen it: each learns of it with its next connection."""
    deadline = time.monotonic() + PATIENCE
    while any(json.loads(ask("/readyz")[2]).get("read_only", False) != is_on for _ in range(8)):
        assert time.monotonic() < deadline
        ask("/speakers/")
        time.sleep(0.05)
