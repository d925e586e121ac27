"""The demo as a newcomer starts it: a process, a signal, and what is left."""

import os
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest

from config.embedded.server import Server

ROOT = Path(__file__).resolve().parents[2]


def start(var, port):
    """In a session of its own, as in a terminal of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "manage.py", "demo"],
        cwd=ROOT,
        env=kept | {"VAR_DIR": str(var), "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def until_greeting(process):
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.startswith("Ctrl-C stops it"):
            break
    return "".join(lines)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def status(port, path):
    visitor = HTTPConnection("127.0.0.1", port, timeout=20)
    visitor.request("GET", path)
    return visitor.getresponse().status


@pytest.mark.slow
def test_the_demo_serves_ends_by_ctrl_c_and_starts_again_with_everything_kept(tmp_path):
    server, port = Server(tmp_path / "var"), free_port()
    try:
        first = start(server.var, port)
        assert f"Verbatim is at http://127.0.0.1:{port}/\n" in until_greeting(first)
        assert [status(port, path) for path in ("/healthz", "/admin/login/", "/nowhere/")] == [200, 200, 404]
        os.killpg(first.pid, signal.SIGINT)
        assert (first.communicate()[0].strip(), first.returncode) == ("", 0)
        assert (server.data / "postmaster.pid").exists() is False

        again = start(server.var, port)
        said = until_greeting(again)
        assert ("Loading" in said, "Collecting" in said) == (False, False)
        again.kill()
        again.communicate()
        assert server.running() is True
    finally:
        server.stop()
