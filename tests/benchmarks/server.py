"""The archive as it is served: gunicorn with two processes over one of the benchmark's databases, asked over HTTP."""

import http.client
import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from .queries import BenchmarkQuery

HOST = "127.0.0.1"
COMMAND = ("gunicorn", "config.wsgi", "-w", "2", "--threads", "4", "--no-control-socket")
TOTAL = re.compile(r'id="results-title"[^>]*>\s*([\d,.]+)')


def address(database: str) -> str:
    """A ``DATABASE_URL`` for another database of the server in use, the embedded one included."""
    params = connection.get_connection_params()
    user, password = (quote(params.get(name) or "", safe="") for name in ("user", "password"))
    who = f"{user}:{password}" if password else user
    return (
        f"postgresql://{who}@:{params.get('port') or 5432}/{database}?host={quote(params.get('host') or '')}"
    )


class ServedArchive:
    """A running server; one connection that is kept, as a browser keeps it."""

    def __init__(self, process: subprocess.Popen, port: int):
        self.process = process
        self.port = port
        self.connection = http.client.HTTPConnection(HOST, port, timeout=300)
        self.spent: dict[int, float] = {}  # seconds of processor time by process, of ended ones as last read

    def get(self, path: str) -> bytes:
        try:
            return self.answer(path)
        except (
            http.client.RemoteDisconnected,
            ConnectionError,
        ):  # gunicorn closes what is idle for two seconds
            self.connection.close()
            return self.answer(path)

    def answer(self, path: str) -> bytes:
        try:
            self.connection.request("GET", path)
            response = self.connection.getresponse()
            body = response.read()
        except OSError:
            self.connection.close()
            raise
        if response.status != 200:
            raise SystemExit(f"{path} answered {response.status}")
        return body

    def ask(self, query: BenchmarkQuery) -> int:
        """Returns the number that the page says it found."""
        match = TOTAL.search(self.get(f"/search/?{query.querystring()}").decode())
        return int(re.sub(r"\D", "", match[1])) if match else 0

    def another(self) -> "ServedArchive":
        """A second visitor of the same server."""
        return ServedArchive(self.process, self.port)

    def workers(self) -> list[int]:
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def cpu_seconds(self) -> float:
        """What the workers and the processes of the database server have spent so far."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname IS NOT NULL AND pid <> pg_backend_pid()"
            )
            backends = [pid for (pid,) in cursor.fetchall()]
        for pid in [*self.workers(), *backends]:
            self.spent[pid] = max(seconds_of(pid), self.spent.get(pid, 0))
        return sum(self.spent.values())

    def memory(self) -> list[int]:
        """Megabytes of each worker, shared pages counted by their share (PSS)."""
        return [proportional(pid) // 1024 for pid in self.workers()]


def seconds_of(pid: int) -> float:
    """Returns seconds of processor time, 0 for a process that has ended."""
    try:
        user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    except FileNotFoundError:
        return 0
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def proportional(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


@contextmanager
def serve_archive(database: str) -> Iterator[ServedArchive]:
    """The server over that database, warm when it is handed over: its workers have answered a dozen requests."""
    port = free_port()
    environment = os.environ | {
        "DATABASE_URL": address(database),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DEBUG": "off",
        "ALLOWED_HOSTS": HOST,
    }
    manage = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(manage, cwd=settings.BASE_DIR, env=environment, check=True)
    command = [sys.executable, "-m", *COMMAND, "-b", f"{HOST}:{port}", "--log-level", "warning"]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment)
    try:
        yield warm(ServedArchive(process, port))
    finally:
        process.terminate()
        process.wait(30)


def warm(server: ServedArchive) -> ServedArchive:
    deadline = time.monotonic() + 60
    while True:
        try:
            server.get("/healthz")
            break
        except OSError:
            if time.monotonic() > deadline or server.process.poll() is not None:
                raise SystemExit("the server does not come up") from None
            time.sleep(0.1)
    for _ in range(12):  # each a new connection, so that both workers have loaded what they load at first
        visitor = server.another()
        visitor.get("/search/?q=zzzz")
        visitor.connection.close()
    return server


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]
