import errno
import hashlib
import os
import signal
import socket
import sys
from contextlib import nullcontext
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection, connections

from archive.management.demonstration import suggested_pages, write_history
from archive.management.serving import serve

ACCOUNTS = {
    "editor": ("editor-demo", "Editors"),
    "publisher": ("publisher-demo", "Publishers"),
    "administrator": ("administrator-demo", None),
}
HISTORY_FILE = "fixtures/history.json"
# What to type to reach a server that listens on all addresses.
LOOPBACK_OF_ANY = {"0.0.0.0": "127.0.0.1", "::": "::1"}


class Command(BaseCommand):
    help = "Serve the archive with demonstration data and accounts; the last to end stops the database."
    requires_system_checks = ()

    def handle(self, **options):
        for stop in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(stop, _interrupt)
        refuse_taken_port(settings.HOST, settings.PORT)
        myself = os.getpid()
        self.users = connection.server.join() if settings.EMBEDDED else None
        try:
            with connection.server.preparation_lock() if settings.EMBEDDED else nullcontext():
                self.prepare()
            serve(settings.HOST, settings.PORT, self.greeting())
        except KeyboardInterrupt:
            sys.exit(130)
        finally:
            # The server's workers are forks of this process and pass here when they end.
            if os.getpid() == myself:
                self.stop_database()

    def prepare(self):
        self.report("Starting the database")
        connect()
        self.report("Bringing the tables up to date")
        call_command("migrate", verbosity=0)
        self.load_fixtures()
        self.accounts = make_accounts()
        if static_files_changed():
            self.report("Collecting the static files")
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            static_stamp().write_text(static_fingerprint())

    def load_fixtures(self):
        if apps.get_model("archive", "Document").objects.exists():
            return
        paths = sorted((settings.BASE_DIR / "fixtures").glob("demo*.json"))
        if not paths:
            self.report("There is nothing in fixtures/ to load yet: the archive is empty")
            return
        self.report("Loading the demonstration archive")
        call_command("loaddata", *paths, verbosity=0)
        write_history(settings.BASE_DIR / HISTORY_FILE)

    def greeting(self):
        lines = ["", f"Verbatim is at {address()}", f"Sign in at     {address()}admin/ as", ""]
        lines += [f"    {name:<14} {ACCOUNTS[name][0]}" for name in self.accounts]
        if not self.accounts:
            lines += ["    one of this archive's own accounts"]
        if settings.HOST in LOOPBACK_OF_ANY:
            lines += [
                "",
                "Others reach it under the names in ALLOWED_HOSTS, and can sign in with these passwords.",
            ]
        pages = suggested_pages(settings.BASE_DIR / HISTORY_FILE)
        if pages:
            lines += ["", "Worth a look:", ""]
            lines += [f"    {address()}{path}  {description}" for path, description in pages.items()]
        return "\n".join([*lines, "", "Ctrl-C stops it. Documents and accounts are kept.", ""])

    def stop_database(self):
        """Another demonstration of this checkout may go on with it."""
        connections.close_all()
        if not settings.EMBEDDED:
            return
        for signal_number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(signal_number, signal.SIG_IGN)
        connection.server.leave(self.users)

    def report(self, line):
        self.stdout.write(f"{line} ...")
        self.stdout.flush()


def _interrupt(_signal, _frame):
    raise KeyboardInterrupt


def address():
    host = LOOPBACK_OF_ANY.get(settings.HOST, settings.HOST)
    return f"http://[{host}]:{settings.PORT}/" if ":" in host else f"http://{host}:{settings.PORT}/"


def refuse_taken_port(host, port):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except socket.gaierror:
            raise CommandError(f"HOST: {host} is not an address of this machine") from None
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                raise CommandError(f"HOST: {host} is not an address of this machine") from None
            hint = f"choose another: make demo PORT={port + 1 if port < 65535 else 8000}"
            raise CommandError(f"PORT: {host}:{port} cannot be used ({error.strerror}); {hint}") from None


def connect():
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise CommandError(f"DATABASE_URL: no connection: {str(error).splitlines()[0]}") from None
    if connection.pg_version < 150000:
        raise CommandError(
            f"DATABASE_URL: PostgreSQL 15 or later is needed, this is {connection.pg_version // 10000}"
        )


def make_accounts():
    """Names of the demonstration accounts there are now; one that was there keeps its password.

    None are made beside people's accounts in a database of your own: their passwords are known to everybody.
    """
    users = get_user_model().objects
    if not settings.EMBEDDED and users.exclude(username__in=ACCOUNTS).exists():
        return list(users.filter(username__in=ACCOUNTS).values_list("username", flat=True))
    for name, (password, group) in ACCOUNTS.items():
        if not users.filter(username=name).exists():
            user = users.create_user(name, password=password, is_staff=True, is_superuser=group is None)
            if group:
                user.groups.add(Group.objects.get_or_create(name=group)[0])
    return list(ACCOUNTS)


def static_files_changed():
    stamp = static_stamp()
    return not stamp.exists() or stamp.read_text() != static_fingerprint()


def static_stamp():
    return settings.VAR_DIR / "static-files"


def static_fingerprint():
    """Returns a digest of the names, sizes and times of the files, not of their contents: it is computed at every
    start."""
    digest = hashlib.sha256(f"{settings.STATIC_ROOT} {settings.HASH_STATIC_FILES}".encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = Path(storage.path(path)).stat()
            digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
