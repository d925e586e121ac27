"""The embedded database of tests, in a folder of its own: what they write need not survive a power cut.

The run that found it stopped leaves it stopped; its workers only use it.
"""

import psycopg
from django.conf import settings
from django.db import connection

from config.embedded.server import NAME, PORT, Server

# Half of the seconds before the first test and after the last were spent on waiting for the disk.
NOT_DURABLE = {"fsync": "off", "full_page_writes": "off", "max_wal_size": "4GB", "checkpoint_timeout": "1h"}

started_here = False


def pytest_sessionstart(session):
    global started_here
    if settings.EMBEDDED and not hasattr(session.config, "workerinput"):
        started_here = connection.server.start()
        if settings.VAR_DIR == settings.BASE_DIR / "var/tests":
            set_not_durable(connection.server)


def set_not_durable(server: Server) -> None:
    with psycopg.connect(
        host=str(server.sockets), port=PORT, user=NAME, dbname=NAME, autocommit=True
    ) as file:
        for name, value in NOT_DURABLE.items():
            file.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        file.execute("SELECT pg_reload_conf()")


def pytest_unconfigure(config):
    if started_here:
        connection.server.stop()
