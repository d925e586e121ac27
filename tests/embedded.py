"""The run that found the embedded database stopped leaves it stopped; its workers only use it."""

from django.conf import settings
from django.db import connection

started_here = False


def pytest_sessionstart(session):
    global started_here
    if settings.EMBEDDED and not hasattr(session.config, "workerinput"):
        started_here = connection.server.start()


def pytest_unconfigure(config):
    if started_here:
        connection.server.stop()
