"""Work that takes long is done for a few at once, so that pages for everybody else keep their threads.

A server process has a handful of threads. Files may use as many as BOUNDED_WORK says, what editors upload as many
again, and one visitor half of these; who comes when they are taken is asked to come again in a moment, before anything
of the request is read.
"""

import socket
import time
from collections import Counter
from contextlib import suppress
from threading import Lock

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from archive.accounts.network import client_network
from archive.database.error_notices import ErrorNotice

from .errors import unavailable

EXPORT, UPLOAD = "export", "upload"
# By the names of addresses; those of the admin are for what is sent to them, which is read and parsed.
KINDS = {
    **dict.fromkeys(
        (f"search_{ending}" for ending in ("atom", "csv", "jsonl", "bib", "ris", "csl_json")), EXPORT
    ),
    "event_matrix_csv": EXPORT,
    "term_csv": EXPORT,
    "term_json": EXPORT,
    "sitemap_file": EXPORT,
    "archive_document_import": UPLOAD,
    "archive_document_import_file": UPLOAD,
    "archive_document_import_document": UPLOAD,
    "archive_document_correct": UPLOAD,
    "archive_document_api_proposals": UPLOAD,
}
PIECE_SECONDS = 30  # in which a reader takes a piece of a file
FILE_SECONDS = 900  # in which a reader takes a file whole
# Who has no session signs in, or sends again what was typed in a session that has ended.
MAX_ANONYMOUS_BODY = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
MAX_BODY = 128 * 1024 * 1024  # the files of one import, see archive/models/pending_import.py
TOO_MANY = ErrorNotice(
    _("Too many of these requests are running at the moment."),
    _("Nothing was saved. Please try again in a few seconds."),
    retry_seconds=5,
)
TOO_LARGE = ErrorNotice(_("This is too large."), _("It was neither read nor saved."))


class Slots:
    """Limits how much work of one kind this process does at once; one visitor has at most half of the slots."""

    def __init__(self, number: int) -> None:
        self.number, self.share = number, max(number // 2, 1)
        self.in_use: Counter[str] = Counter()
        self.lock = Lock()

    def acquire(self, visitor: str) -> bool:
        with self.lock:
            if self.in_use.total() >= self.number or self.in_use[visitor] >= self.share:
                return False
            self.in_use[visitor] += 1
            return True

    def release(self, visitor: str) -> None:
        with self.lock:
            self.in_use[visitor] -= 1
            self.in_use += Counter()  # without those who have none


slots = {kind: Slots(settings.BOUNDED_WORK) for kind in (EXPORT, UPLOAD)}


class BoundedWorkMiddleware:
    """Middleware, before anything reads the body of a request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if body_size(request) > (MAX_BODY if has_session else MAX_ANONYMOUS_BODY):
            return unavailable(request, TOO_LARGE, status=413)
        request.slot = None
        response = self.get_response(request)
        if request.slot is None:
            return response
        kind, visitor = request.slot
        if response.streaming:
            limit_sending_time(request)
            response.streaming_content = BoundedFile(response.streaming_content, slots[kind], visitor)
        else:
            slots[kind].release(visitor)
        return response

    def process_view(self, request, view, args, kwargs):
        kind = KINDS.get(request.resolver_match.url_name or "")
        if kind is None or (kind == UPLOAD and request.method != "POST"):
            return None
        visitor = visitor_of(request, kind)
        if not slots[kind].acquire(visitor):
            return unavailable(request, TOO_MANY, status=429)
        request.slot = kind, visitor
        return None


class BoundedFile:
    """The pieces of a file, as long as its reader keeps up; its slot is free when it is closed, however that ends."""

    def __init__(self, pieces, own_slots: Slots, visitor: str) -> None:
        self.pieces, self.slots, self.visitor = pieces, own_slots, visitor
        self.end = time.monotonic() + FILE_SECONDS
        self.is_sending = True

    def __iter__(self):
        for piece in self.pieces:
            if time.monotonic() > self.end:
                raise TimeoutError("a reader took too long for a file")
            yield piece

    def close(self) -> None:
        if self.is_sending:
            self.is_sending = False
            self.slots.release(self.visitor)


def visitor_of(request, kind: str) -> str:
    """Editors of one office have one address; whoever reads files could invent sessions."""
    session = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "") if kind == UPLOAD else ""
    return session or client_network(request)


def limit_sending_time(request) -> None:
    """gunicorn's thread waits in the socket for a reader that takes nothing: not for ever."""
    connection = request.META.get("gunicorn.socket")
    if isinstance(connection, socket.socket):
        with suppress(OSError):
            connection.settimeout(PIECE_SECONDS)


def body_size(request) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() and len(length) < 20 else 0
