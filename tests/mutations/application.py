"""The archive for gunicorn without one of its defences, which MUTATION names: ``tests.mutations.application``.

For what servers in processes of their own are attacked with: a full disk, a replica that stands still.
"""

import os
from collections.abc import Callable
from typing import Any

from config.wsgi import application as archive  # sets Django up, for what is imported below


def leave_full_disk_unnamed() -> None:
    """An error of the program like any other."""
    from archive.database.error_notices import DATABASE_ERRORS

    del DATABASE_ERRORS["53100"]


def trust_replicas() -> None:
    """However far they are behind."""
    from archive.web.serving.replicas import Replicas

    Replicas.is_current = lambda self, replica: True  # type: ignore[method-assign]


def forget_what_was_shown() -> None:
    """A replica that lacks it answers all the same."""
    from archive.web.serving.routing import ReplicaRoutingMiddleware

    read = ReplicaRoutingMiddleware.read_from
    ReplicaRoutingMiddleware.read_from = lambda self, alias, request, strict: read(
        self, alias, request, False
    )


def acknowledge_refused(environ: dict[str, Any], start_response: Callable) -> Any:
    """The application that says "saved" whatever came of it."""

    def start(status: str, headers: list, *rest: Any) -> Any:
        is_refused = environ["REQUEST_METHOD"] == "POST" and status.startswith("5")
        return start_response("302 Found" if is_refused else status, headers, *rest)

    return archive(environ, start)


application = archive
match os.environ["MUTATION"]:
    case "full disk unnamed":
        leave_full_disk_unnamed()
    case "refusals acknowledged":
        application = acknowledge_refused
    case "replicas trusted":
        trust_replicas()
    case "shown forgotten":
        forget_what_was_shown()
    case name:
        raise ValueError(name)
