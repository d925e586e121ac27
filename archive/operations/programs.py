"""PostgreSQL's own programs: where they are, and how they are run against the archive's database."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
_DEBIAN = Path("/usr/lib/postgresql")
_CONNECTION = ("host", "port", "user", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey")


def find_program(name: str) -> Path:
    """The program of that name whose version is nearest to the server's, and not below it. Raises CommandError.

    A newer one than need be sets what an older server does not know (``transaction_timeout``, since 17).
    """
    min_version = server_version()
    versions = {path: version for path in _candidates(name) if (version := _version_of(path))}
    usable = [path for path, version in versions.items() if version >= min_version]
    if usable:
        return min(usable, key=lambda path: versions[path])
    older = ", ".join(f"{path} is of {version}" for path, version in versions.items())
    reason = f"only {older}" if older else "none is here"
    raise CommandError(
        f"{name} of PostgreSQL {min_version} or newer is needed: {reason}. Install postgresql-client-{min_version}."
    )


def server_version() -> int:
    """The major version of the database server."""
    connection.ensure_connection()
    return connection.pg_version // 10_000


def run_program(name: str, *arguments: str) -> Generator[str, None, None]:
    """Runs a program of PostgreSQL and yields the lines of its messages. Raises CommandError with its first error where
    it fails; closing the generator ends the program.

    The password is passed in the environment, where other users of the host do not see it.
    """
    command = [str(find_program(name)), *arguments]
    process = subprocess.Popen(
        command,
        env=_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )
    error = last = ""
    assert process.stderr
    try:
        for line in process.stderr:
            last = line.strip() or last
            error = error or (last if "error:" in last else "")
            yield line.strip()
    finally:
        if sys.exc_info()[0] and process.poll() is None:  # whoever reads has stopped
            process.terminate()
        process.stderr.close()
        code = process.wait()
    if code:
        raise CommandError(f"{name} failed: {(error or last).removeprefix(f'{name}: ').rstrip('.')}.")


@contextmanager
def interrupt_as_error(message: str) -> Iterator[None]:
    """Ctrl-C and the signals by which a service or a terminal ends raise CommandError, so that what was begun is taken
    away; a second one does not stop that. Signals reach the main thread only."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(*_signal):
        for signal_number in before:
            signal.signal(signal_number, signal.SIG_IGN)
        raise CommandError(message)

    before = {
        signal_number: signal.signal(signal_number, interrupt)
        for signal_number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    try:
        yield
    finally:
        for signal_number, handler in before.items():
            signal.signal(signal_number, handler)


def database_arguments() -> list[str]:
    """The connection of Django's own, as the arguments of a PostgreSQL program."""
    connection.ensure_connection()
    parameters = connection.connection.info.get_parameters()
    present = {name: parameters[name] for name in _CONNECTION if parameters.get(name)}
    return ["--dbname=" + " ".join(f"{name}={_quote(value)}" for name, value in present.items())]


def _quote(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _environment() -> dict[str, str]:
    password = connection.connection.info.password
    return {**os.environ, "LC_MESSAGES": "C"} | ({"PGPASSWORD": password} if password else {})


def _candidates(name: str) -> Iterator[Path]:
    if path := shutil.which(name):
        yield Path(path)
    yield from sorted(_DEBIAN.glob(f"*/bin/{name}"))
    if settings.POSTGRES_PROGRAMS and (path := shutil.which(name, path=settings.POSTGRES_PROGRAMS)):
        yield Path(path)


def _version_of(path: Path) -> int:
    """The major version of the program at the path; 0 where it cannot be run, as Debian's wrapper cannot without a
    cluster."""
    answer = subprocess.run(
        [path, "--version"], capture_output=True, text=True, errors="replace", check=False
    )
    match = _VERSION.search(answer.stdout)
    return int(match[1]) if match and answer.returncode == 0 else 0
