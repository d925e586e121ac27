import atexit
import os
import threading

from django.core.wsgi import get_wsgi_application
from django.db import connections

from config.banner import hide_banner
from config.env import exit_on_config_error

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DATABASE_POOL", "8")


def close_pools():
    """A pool that was not closed waits five seconds for each of its threads when the process ends."""
    for connection in connections.all():
        connection.close_pool()


def start_search():
    """Read the search columns before the first request: a million statements take some seconds."""
    from archive.search.engine import engine

    def prepare():
        engine.warm_up()
        engine.maintain()

    threading.Thread(target=prepare, name="search", daemon=True).start()


def start_batches():
    """Go on with renames and merges that were begun."""
    from archive.management.batches import run_forever

    threading.Thread(target=run_forever, name="batches", daemon=True).start()


# 3 tells gunicorn that a new worker would fail the same way.
with exit_on_config_error(status=3):
    application = get_wsgi_application()
hide_banner()
atexit.register(close_pools)
start_search()
start_batches()
