"""PostgreSQL clusters for tests of replication: a primary, its standbys, and fresh ones for restores.

Made from the embedded binaries in a folder of their own and reached through its sockets only.
"""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connection

from config.embedded.processes import clean_environment
from config.embedded.server import LOCALE, NAME, program
from config.embedded.unprivileged import chown, drop_privileges

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "local",
    "shared_buffers": "64MB",
    "wal_receiver_status_interval": "1s",
    "wal_retrieve_retry_interval": "100ms",
    "max_standby_streaming_delay": "5s",
    "wal_keep_size": "64MB",
}


class Cluster:
    """``folder`` holds data and socket; its path must be short."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        folder.mkdir(mode=0o700)
        self.prefix, self.user = drop_privileges(None, program("postgres"))
        chown(folder, self.user)

    def run(self, name: str, *arguments, **options) -> subprocess.CompletedProcess:
        """One of PostgreSQL's programs, as the user that owns the data; raises CalledProcessError."""
        command = [*self.prefix, program(name), *arguments]
        return subprocess.run(
            command, env=clean_environment(), cwd="/", check=True, capture_output=True, **options
        )

    def create(self) -> "Cluster":
        self.run("initdb", "-D", self.data, "-U", NAME, "--auth-local=trust", "--no-sync", *LOCALE)
        return self.start()

    def start(self) -> "Cluster":
        options = " ".join(f"-c {name}={value}" for name, value in self.settings.items())
        arguments = ["-D", self.data, "-w", "-t", "60", "-l", self.folder / "log", "-o", options, "start"]
        command = [*self.prefix, program("pg_ctl"), *arguments]
        # Not captured: the server would keep the pipe open.
        subprocess.run(command, env=clean_environment(), cwd="/", check=True, stdout=subprocess.DEVNULL)
        return self

    @property
    def settings(self) -> dict[str, str]:
        return SETTINGS | {"unix_socket_directories": str(self.folder)}

    def stop(self, mode: str = "immediate") -> None:
        subprocess.run(
            [*self.prefix, program("pg_ctl"), "-D", self.data, "-m", mode, "-w", "stop"],
            env=clean_environment(),
            cwd="/",
            check=False,
            capture_output=True,
        )

    def standby(self, folder: Path) -> "Cluster":
        """A new cluster that follows this one."""
        cluster = Cluster(folder)
        command = [
            "-h",
            self.folder,
            "-U",
            NAME,
            "-D",
            cluster.data,
            "-R",
            "-X",
            "stream",
            "-c",
            "fast",
            "--no-sync",
        ]
        cluster.run("pg_basebackup", *command)
        return cluster.start()

    def promote(self) -> None:
        self.run("pg_ctl", "-D", self.data, "-w", "promote")

    def follow(self, primary: "Cluster") -> None:
        """Goes back to where the two parted, and follows the other one from there."""
        self.stop("fast")
        source = f"host={primary.folder} user={NAME} dbname=postgres"
        self.run("pg_rewind", "-D", self.data, "-R", f"--source-server={source}", "--no-sync")
        self.start()

    def connect(self, database: str, **options) -> psycopg.Connection:
        return psycopg.connect(host=str(self.folder), user=NAME, dbname=database, autocommit=True, **options)

    def execute(self, database: str, sql: str, values=None) -> list[tuple]:
        with self.connect(database) as connection:
            cursor = connection.execute(sql, values)
            return cursor.fetchall() if cursor.description else []

    def url(self, database: str) -> str:
        return f"postgresql://{NAME}@/{database}?host={self.folder}"

    def dump(self, database: str, path: Path) -> Path:
        dump = self.run("pg_dump", "-h", self.folder, "-U", NAME, "-Fc", database)
        path.write_bytes(dump.stdout)
        return path

    def restore(self, database: str, path: Path, *options: str) -> None:
        arguments = ["-h", self.folder, "-U", NAME, "-d", database, "--exit-on-error", *options]
        self.run("pg_restore", *arguments, input=path.read_bytes())

    def load_test_database(self, database: str) -> None:
        """What pytest-django has made and migrated, under this name."""
        server = connection.get_connection_params()
        source = ["-h", server["host"], "-p", str(server.get("port") or 5432), "-U", server["user"]]
        dump = self.run("pg_dump", *source, "-Fc", connection.settings_dict["NAME"])
        self.execute("postgres", f"CREATE DATABASE {database}")
        self.run("pg_restore", "-h", self.folder, "-U", NAME, "-d", database, input=dump.stdout)

    def wait_for(self, standby: "Cluster", seconds: float = 30) -> None:
        """Until the standby has replayed all that was written here until now."""
        ((position,),) = self.execute("postgres", "SELECT pg_current_wal_flush_lsn()")
        deadline = time.monotonic() + seconds
        query = "SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn"
        while standby.execute("postgres", query, [position]) != [(True,)]:
            assert time.monotonic() < deadline, "the standby does not follow"
            time.sleep(0.02)


@contextmanager
def cluster_folder() -> Iterator[Path]:
    """A folder for clusters, on a short path, since a socket's has at most 104 bytes; ends the servers in it."""
    folder = Path(tempfile.mkdtemp(prefix="vc-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        for data in folder.glob("*/data"):
            cluster = Cluster.__new__(Cluster)
            cluster.data = data
            cluster.prefix, cluster.user = drop_privileges(None, program("postgres"))
            cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)
