"""The application for servers. With gunicorn, gunicorn.conf.py has it loaded once for all server processes."""

import atexit
import os
import threading
from datetime import date
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.template import engines
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from config.banner import hide_banner
from config.env import exit_on_config_error
from config.heaps import limit_heaps, trim_heaps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DATABASE_POOL", "8")


serving: set[int] = set()  # the process that has started its threads


def close_pools():
    """A pool that was not closed waits five seconds for each of its threads when the process ends."""
    for connection in connections.all():
        connection.close_pool()


def load_pages():
    """Loads what the first visitors of each process would otherwise wait for: addresses with their views, templates,
    what templates and translations read at their first use, and a module that numpy imports only then."""
    reverse("search")  # reads all of them
    import_module("numpy.ma")  # by np.unique
    for engine in engines.all():
        engine.engine.template_context_processors  # noqa: B018  # imports them
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            date_format(date(2000, 1, 1))
    for folder in settings.TEMPLATES[0]["DIRS"]:
        for path in sorted(Path(folder).rglob("*.html")):
            get_template(str(path.relative_to(folder)))


def check_static_files():
    """Raises SettingError; files that have no hashes in their names are read where they are."""
    if settings.HASH_STATIC_FILES:
        staticfiles_storage.check_collected()


def start_threads():
    """Starts the threads of a process that serves, once in each: a forked process does not inherit threads."""
    if os.getpid() in serving:
        return
    serving.add(os.getpid())
    threads = {"search": follow_archive, "batches": continue_batches, "heaps": trim_heaps}
    for name, run in threads.items():
        threading.Thread(target=run, name=name, daemon=True).start()
    start_metrics()


def follow_archive():
    """Read the search columns before the first request: a million statements take some seconds."""
    from archive.search.engine import engine

    engine.warm_up()
    engine.maintain()


def continue_batches():
    """Go on with renames and merges that were begun."""
    from archive.management.batches import run_forever

    run_forever()


def start_metrics():
    """Count what this process does, where somebody may read it."""
    if settings.METRICS:
        from archive.operations.metrics import process

        process.start()


def application(environ, start_response):
    start_threads()
    return django_application(environ, start_response)


limit_heaps()
# 3 tells gunicorn that a new worker would fail the same way.
with exit_on_config_error(status=3):
    django_application = get_wsgi_application()
hide_banner()
atexit.register(close_pools)
