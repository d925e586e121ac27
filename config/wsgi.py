import atexit
import ctypes
import os
import threading

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections

from config.banner import hide_banner
from config.env import exit_on_config_error

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DATABASE_POOL", "8")


def bound_heaps():
    """glibc gives threads heaps of their own and moves arrays of up to 32 MB into them: what numpy frees there stays
    with the process. Of the growth of a busy worker at a million statements that was a third."""
    arena_max, mmap_threshold = -8, -3  # malloc.h
    try:
        libc = ctypes.CDLL("libc.so.6")
    except OSError:  # another C library
        return
    libc.mallopt(arena_max, 2)
    libc.mallopt(mmap_threshold, 1 << 20)


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


def start_metrics():
    """Count what this process does, where somebody may read it."""
    if settings.METRICS:
        from archive.operations.metrics import process

        process.start()


bound_heaps()
# 3 tells gunicorn that a new worker would fail the same way.
with exit_on_config_error(status=3):
    application = get_wsgi_application()
hide_banner()
atexit.register(close_pools)
start_search()
start_batches()
start_metrics()
