"""Read by gunicorn where it is started in this folder."""

import gc
import os

from archive.management.worker import KEEPALIVE_SECONDS, Worker
from archive.tracing.log_lines import server_logging
from config.env import exit_on_config_error

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

# Whether it is HTTPS, Django tells by TRUSTED_PROXIES.
secure_scheme_headers: dict[str, str] = {}

# A search with hundreds of chosen values is longer than the default, 4,094 bytes; what is too long is told on a page of
# the site (archive/web/serving/long_addresses.py). gunicorn itself still stops at a megabyte.
limit_request_line = 0

# Its own lines as those of the archive.
logconfig_dict = server_logging(os.environ.get("LOG_FORMAT", "").strip().upper())

worker_class = Worker
keepalive = KEEPALIVE_SECONDS

# The program is loaded once, and server processes begin as copies of it that share its memory.
preload_app = True


def on_starting(server):
    with exit_on_config_error(status=3):
        from archive.operations.metrics.files import forget_processes
        from config.wsgi import check_static_files, load_pages

        check_static_files()
        forget_processes()
        load_pages()


def pre_fork(_server, _worker):
    """The garbage collector writes into all that it looks at, and pages that are written to are shared no longer."""
    gc.freeze()


def post_worker_init(_worker):
    from config.wsgi import start_threads

    start_threads()


def child_exit(server, worker):
    from archive.operations.metrics.files import forget_process

    forget_process(server, worker)
