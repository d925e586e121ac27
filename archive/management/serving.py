"""Serving in this process with gunicorn, so that killing it leaves no server behind."""

import os
import signal
import threading
import time
from http.client import HTTPConnection, HTTPException

from django.conf import settings
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication

from archive.management.worker import KEEPALIVE_SECONDS, Worker
from archive.operations.metrics.files import forget_process, forget_processes

WORKERS = 2
THREADS = 4


class DemonstrationWorker(Worker):
    def init_signals(self):
        """Ctrl-C in a terminal reaches the workers, too; one that gets it besides the arbiter's word may hang."""
        super().init_signals()
        for left in (signal.SIGINT, signal.SIGHUP):
            signal.signal(left, signal.SIG_IGN)

    def handle_quit(self, sig, frame):
        """Leave word, as SIGTERM does, and let the loop end.

        gunicorn's own shuts the threads down in the signal handler, and hangs when the signal came while a request
        was being handed to them: both want one lock.
        """
        self.handle_exit(sig, frame)


class Application(BaseApplication):
    def __init__(self, values):
        self.values = values
        super().__init__()

    def load_config(self):
        for name, value in self.values.items():
            self.cfg.set(name, value)

    def load(self):
        return get_internal_wsgi_application()


def serve(host, port, greeting):
    """Returns by SystemExit. The greeting is printed once the server answers."""
    connections.close_all()
    # The workers get a pool each; this process, which forks them, must not have opened one.
    settings.DATABASES["default"]["OPTIONS"]["pool"] = settings.POOL_SIZE and settings.POOL

    def greet(worker):
        if worker.age == 1:
            visitor = HTTPConnection(host, port, timeout=5)
            threading.Thread(target=_greet, args=(visitor, greeting), daemon=True).start()

    values = {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": WORKERS,
        "threads": THREADS,
        "worker_class": DemonstrationWorker,
        "keepalive": KEEPALIVE_SECONDS,
        "control_socket_disable": True,
        "limit_request_line": 0,  # see gunicorn.conf.py
        "secure_scheme_headers": {},
        "graceful_timeout": 3,
        "loglevel": "error",
        "when_ready": _stop_on_hangup,
        "post_worker_init": greet,
        "on_starting": forget_processes,
        "child_exit": forget_process,
    }
    Application(values).run()


def _stop_on_hangup(_arbiter):
    """gunicorn would read its settings again; a closed terminal means stop."""
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))


def _greet(visitor, greeting):
    while not _answers(visitor):
        time.sleep(0.05)
    print(greeting, flush=True)


def _answers(visitor):
    """Whatever the answer is: a page that fails is the page's matter."""
    try:
        visitor.request("GET", "/healthz")
        visitor.getresponse().read()
    except (OSError, HTTPException):
        return False
    finally:
        visitor.close()
    return True
