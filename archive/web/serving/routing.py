"""Readers without an account are answered by replicas; where one fails, by the next, and by the primary at last."""

import logging
from contextlib import ExitStack, nullcontext
from itertools import chain

from django.db import DatabaseError, InterfaceError, OperationalError, connection

from archive.database.error_notices import error_notice
from archive.search.engine import OlderDatabaseError, engine

from .errors import failure_response
from .newest_change import newest_change
from .public import is_for_public_page, is_public
from .replicas import PRIMARY, replicas

logger = logging.getLogger(__name__)
BUFFER = (
    4 * 1024 * 1024
)  # bytes of a file that are made before the first is sent: until then another database can


class ReplicaRoutingMiddleware:
    """Middleware. Reading can be repeated, so a request that failed in one database is asked of another one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not replicas.is_configured or connection.in_atomic_block:
            return self.get_response(request)
        if is_public(request):
            return self.read(request)
        response = self.get_response(request)
        if hasattr(response, "failure") and is_for_public_page(request):
            return self.read_from_any(request, strict=False) or response
        if request.method not in {"GET", "HEAD", "OPTIONS"}:
            remember_write()
        return response

    def read(self, request):
        """Answers from a replica that is at or past what was seen on this host, else from the primary, else from any
        replica."""
        response = self.read_from_any(request, strict=True)
        if response is None and not replicas.primary.is_responding:
            response = self.read_from_any(request, strict=False)
        if response is None:
            request.change = None
            response = self.get_response(request)
            if hasattr(response, "failure"):
                return self.read_from_any(request, strict=False) or response
        if change := getattr(request, "change", None):
            newest_change.raise_to(change.number)
        return response

    def read_from_any(self, request, strict: bool):
        answers = (self.read_from(alias, request, strict) for alias in replicas.usable_aliases())
        return next((response for response in answers if response is not None), None)

    def read_from(self, alias: str, request, strict: bool):
        """Returns the answer of this replica; None where it fails or, if ``strict``, is behind what was seen."""
        response = None
        with ExitStack() as stack:
            stack.enter_context(replicas.read_from(alias))
            try:
                request.change = engine.head()
                if strict and request.change.number < newest_change.value:
                    return None
                with engine.refuse_older() if strict else nullcontext():
                    response = self.get_response(request)
                failure = getattr(response, "failure", None)
                if response.streaming:
                    response.streaming_content = StreamedFile(response.streaming_content, stack)
            except DatabaseError as error:
                failure = error
                if response is not None:
                    response.close()
            if failure is None:
                return response
        if not isinstance(failure, OlderDatabaseError):
            logger.warning("a reader is sent on from %s: %s", alias, failure)
            replicas.exclude(alias)
        return None

    def process_exception(self, request, exception):
        """A page instead of the error where it is the database's: on a replica, whatever it is."""
        replica = connection.alias != PRIMARY and isinstance(exception, OperationalError | InterfaceError)
        if not (replica or isinstance(exception, OlderDatabaseError) or error_notice(exception)):
            return None
        return failure_response(request, exception)


class StreamedFile:
    """The chunks of a file, the first of them made at once; a longer one reads from its database until it is sent."""

    def __init__(self, chunks, stack: ExitStack) -> None:
        self.chunks = iter(chunks)
        head, size = [], 0
        for chunk in self.chunks:
            head.append(chunk)
            size += len(chunk)
            if size > BUFFER:
                self.stack = stack.pop_all()
                break
        else:
            self.stack = ExitStack()
        self.content = chain(head, self.chunks)

    def __iter__(self):
        return self.content

    def close(self) -> None:
        self.stack.close()


def remember_write() -> None:
    """Makes later readers on this host see what was written here."""
    try:
        newest_change.raise_to(engine.head().number)
    except DatabaseError:
        logger.warning("the newest change could not be read after a write")
