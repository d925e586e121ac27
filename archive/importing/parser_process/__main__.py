"""The process that parses: it answers requests until the other side closes its end."""

import math
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, BinaryIO

from archive.importing import formats, parse
from archive.importing.errors import ImportDocumentError

from . import Limits
from .messages import FAILED, PARSED, QUERY, REFUSED, receive, send

try:
    import resource
except ImportError:  # Windows has no limits; there the clock alone stops a file
    resource = None  # type: ignore[assignment]


def _serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answers requests until the other side closes its end."""
    while True:
        try:
            function, arguments, options, name, has_known, limits = receive(requests)
        except EOFError:
            return
        _limit(limits)

        def ask(hashes: Any) -> Any:
            send(replies, (QUERY, list(hashes)))
            return receive(requests)

        if has_known:
            options["find_known_hashes"] = ask
        send(replies, _reply(partial(getattr(parse, function), *arguments, **options), name))


def _reply(read: Callable[[], Any], name: str) -> tuple[str, Any]:
    try:
        return PARSED, read()
    except ImportDocumentError as error:
        return REFUSED, (error.message, error.field)
    except MemoryError:
        return REFUSED, (f"{name} takes more memory to read than one import may use.", "")
    except Exception:  # a fault of ours must not end the batch; it is logged by the other side
        return FAILED, traceback.format_exc()


def _limit(limits: Limits) -> None:
    """Sets the limits from now on: what earlier files took does not count."""
    if resource is None:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(usage.ru_utime + usage.ru_stime) + limits.processor
    for kind, limit in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _main() -> None:
    formats.__path__ = sys.argv[1:]
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what a library prints is no reply
    formats.available_formats()
    _serve(sys.stdin.buffer, replies)


if __name__ == "__main__":
    _main()
