"""Attacks on the whole stack: nginx with deploy/nginx.conf, gunicorn as its unit starts it, PostgreSQL.

Run by hand, as root or anybody, where nginx is installed::

    python -m tests.benchmarks.stack_attacks [--seconds N]

Starts the stack on ports of its own over the embedded database of this checkout, with the demonstration where that is
empty, and prints a table: what readers get alone; beside 200 half-sent headers on each port; beside 20 slow
readers of exports and 16 hostile uploads, of kept pages and of new searches; 200 readers of public pages from the
cache. Everything it starts it stops.
"""

import argparse
import os
import random
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from . import databases  # noqa: F401 - it sets Django up for what follows

# isort: split
from django.conf import settings
from django.core.management import call_command

from archive.models import Document

from .bounded_work import PAGES, Attack

NAME = "archive.example.org"
HTTP, HTTPS = 18080, 18443
HALF_HEADERS, CROWD = 200, 200
WORDS = ("harbour", "library", "governance", "safety", "cooperation", "standards", "industry", "data")
PAUSE = 0.5  # seconds between two pages of a reader
WITHOUT_CHECK = ssl._create_unverified_context()


def configuration(folder: Path) -> str:
    """deploy/nginx.conf with other ports and folders, and nothing else changed."""
    site = (settings.BASE_DIR / "deploy/nginx.conf").read_text()
    lines = [line for line in site.splitlines() if "listen [::]" not in line]
    places = {
        "listen 80;": f"listen {HTTP};",
        "listen 443": f"listen {HTTPS}",
        f"/etc/letsencrypt/live/{NAME}/fullchain.pem": f"{folder}/certificate.pem",
        f"/etc/letsencrypt/live/{NAME}/privkey.pem": f"{folder}/key.pem",
        "/var/lib/nginx/verbatim": f"{folder}/cache",
        "/run/verbatim/web.sock": f"{folder}/web.sock",
    }
    text = "\n".join(lines)
    for was, place in places.items():
        assert was in text, was
        text = text.replace(was, place)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    head = f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;"
    workers = "worker_processes auto; worker_rlimit_nofile 4096; events { worker_connections 2048; }"
    user = "user root;" if os.geteuid() == 0 else ""  # the folder is this account's alone
    return f"{user} {workers} {head}\nhttp {{ access_log off; {folders}\n{text} }}\n"


def make_certificate(folder: Path) -> None:
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        f"/CN={NAME}",
    ]
    names = ["-addext", f"subjectAltName=DNS:{NAME}", "-keyout", f"{folder}/key.pem"]
    subprocess.run([*command, *names, "-out", f"{folder}/certificate.pem"], check=True, capture_output=True)


@contextmanager
def serve_stack(folder: Path) -> Iterator[None]:
    """The stack. Raises RuntimeError where it does not answer within a minute."""
    environment = {
        **os.environ,
        "DEBUG": "off",
        "HTTPS": "on",
        "SITE_URL": f"https://{NAME}:{HTTPS}",
        "ALLOWED_HOSTS": f"{NAME},127.0.0.1",
        "TRUSTED_PROXIES": "unix",
        "PUBLIC_CACHE_SECONDS": "5",
        "DATABASE_POOL": "8",
        "LOG_LEVEL": "ERROR",
    }
    call_command("migrate", verbosity=0)
    if not Document.objects.exists():
        call_command("loaddata", settings.BASE_DIR / "fixtures/demo.json", verbosity=0)
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    subprocess.run(collect, env=environment, cwd=settings.BASE_DIR, check=True)
    make_certificate(folder)
    (folder / "cache").mkdir()
    (folder / "nginx.conf").write_text(configuration(folder))
    gunicorn = ["gunicorn", "config.wsgi", "--workers", "2", "--threads", "4", "--no-control-socket"]
    served = [sys.executable, "-m", *gunicorn, "-b", f"unix:{folder}/web.sock"]
    nginx = [shutil.which("nginx") or "/usr/sbin/nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)]
    with (folder / "log").open("w") as log:
        started = [
            subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR, stdout=log, stderr=log)
            for command in (served, nginx)
        ]
        try:
            wait_for_answer(folder)
            yield
        finally:
            for process in reversed(started):
                process.terminate()
            for process in started:
                process.wait(30)


def wait_for_answer(folder: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            with connect("127.9.0.1") as connection:
                if ask(connection, "/") == 200:
                    return
        except (OSError, ValueError):
            pass
        time.sleep(0.5)
    raise RuntimeError((folder / "log").read_text()[-2000:] + (folder / "error.log").read_text()[-2000:])


def connect(source: str, port: int = HTTPS) -> socket.socket:
    """From an address of its own: no limit for an address hides what many do together."""
    opened = socket.create_connection(("127.0.0.1", port), timeout=60, source_address=(source, 0))
    return WITHOUT_CHECK.wrap_socket(opened, server_hostname=NAME) if port == HTTPS else opened


def ask(connection: socket.socket, path: str) -> int:
    """The status, once the whole answer is there; the connection stays open."""
    head = f"GET {path} HTTP/1.1\r\nHost: {NAME}\r\nAccept-Encoding: gzip\r\n\r\n"
    connection.sendall(head.encode())
    answer = connection.makefile("rb")
    status = int(answer.readline().split()[1])
    headers = dict(line.lower().split(b":", 1) for line in iter(answer.readline, b"\r\n"))
    if b"content-length" in headers:
        answer.read(int(headers[b"content-length"]))
    else:
        while size := int(answer.readline(), 16):
            answer.read(size + 2)
        answer.readline()
    return status


class Readers:
    """``count`` readers at once, each on a connection that stays open, who read page after page with pauses between."""

    def __init__(self, count: int, network: str, page=lambda number: PAGES[number % len(PAGES)]) -> None:
        self.count, self.network, self.page = count, network, page
        self.milliseconds: list[float] = []
        self.statuses: Counter[str] = Counter()
        self.begin = threading.Barrier(count)

    def read(self, number: int, end: float) -> None:
        try:
            with connect(f"{self.network}.{number % 250 + 2}") as connection:
                self.begin.wait(60)
                while time.monotonic() < end:
                    begun = time.monotonic()
                    self.statuses[str(ask(connection, self.page(number)))] += 1
                    self.milliseconds.append(1000 * (time.monotonic() - begun))
                    number += 1
                    time.sleep(PAUSE)
        except (OSError, ValueError, threading.BrokenBarrierError) as error:
            self.statuses[type(error).__name__] += 1

    def run(self, seconds: float) -> "Readers":
        end = time.monotonic() + seconds
        threads = [threading.Thread(target=self.read, args=(number, end)) for number in range(self.count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self

    def row(self, name: str) -> str:
        times = sorted(self.milliseconds) or [0.0]
        p50, p95 = times[len(times) // 2], times[len(times) * 95 // 100]
        return f"| {name} | {len(times)} | {p50:.1f} | {p95:.1f} | {times[-1]:.0f} | {dict(self.statuses)} |"


def new_search(_number: int) -> str:
    """Returns the address of a search that neither nginx nor a process has answered before."""
    return f"/search/?q={random.choice(WORDS)}+or+{random.getrandbits(32):x}"


class HalfHeaders:
    """Connections that begin a request and never end it; how long each stayed open."""

    def __init__(self, port: int) -> None:
        self.port, self.seconds = port, []
        self.open = [connect(f"127.5.0.{number + 1}", port) for number in range(HALF_HEADERS)]
        self.begun = time.monotonic()
        for connection in self.open:
            connection.sendall(f"GET / HTTP/1.1\r\nHost: {NAME[:4]}".encode())

    def wait(self) -> str:
        for connection in self.open:
            connection.settimeout(max(1.0, self.begun + 30 - time.monotonic()))
            try:
                connection.recv(10)
            except TimeoutError:
                continue
            except OSError:
                pass
            self.seconds.append(time.monotonic() - self.begun)
        longest = max(self.seconds, default=0)
        return f"port {self.port}: {len(self.seconds)} of {HALF_HEADERS} half headers closed within {longest:.1f} s"


def attack(seconds: float) -> Iterator[str]:
    """Rows of the table, then what became of the attackers."""
    yield Readers(5, "127.6.0").run(seconds).row("five readers alone")
    yield Readers(5, "127.6.0", new_search).run(seconds).row("the same, searches nobody asked before")
    half = [HalfHeaders(port) for port in (HTTP, HTTPS)]
    yield Readers(5, "127.6.0").run(min(seconds, 9)).row("beside 400 half headers")
    closed = [item.wait() for item in half]
    hostile = Attack(urlsplit(f"https://127.0.0.1:{HTTPS}"), NAME)
    hostile.start(half_headers=0)
    time.sleep(3)
    yield Readers(5, "127.6.0").run(seconds).row("beside 20 slow readers of exports, 16 hostile uploads")
    yield Readers(5, "127.6.0", new_search).run(seconds).row("the same, searches nobody asked before")
    hostile.ended.set()
    time.sleep(2)
    yield Readers(CROWD, "127.7.0").run(seconds).row(f"{CROWD} readers of public pages at once")
    yield from ("", *closed, str(dict(hostile.outcomes)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=20, help="of each measurement")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="stack") as name, serve_stack(Path(name)):
        print("| | answers | p50 ms | p95 ms | longest ms | statuses |\n|---|---|---|---|---|---|")
        for line in attack(options.seconds):
            print(line, flush=True)


if __name__ == "__main__":
    main()
