"""Gives each request its id, and logs slow requests."""

import logging
from collections.abc import Callable, Iterator

from django.conf import settings
from django.urls import Resolver404, resolve

from .trace import REQUEST_ID, Trace, Tracing

logger = logging.getLogger("verbatim.slow")
Observer = Callable[[str, str, int, Trace], None]
# Called with view, method, status and trace when an answer was made, and of a file when it was sent.
observers: list[Observer] = []


class TracingMiddleware:
    """Runs after TrustedProxiesMiddleware. The id of a request is the one a trusted proxy sent, or a new one; the
    response carries it too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        trace = make_trace(request)
        with Tracing(trace):
            response = self.get_response(request)
        response["X-Request-ID"] = trace.id
        # A static file is sent by the server from its handle: there is nothing to trace in it.
        if response.streaming and getattr(response, "file_to_stream", None) is None:
            response.streaming_content = trace_pieces(response.streaming_content, request, response, trace)
        else:
            finish_request(request, response, trace)
        return response


def make_trace(request) -> Trace:
    request_id = request.META.get("HTTP_X_REQUEST_ID", "")
    return Trace(request_id) if REQUEST_ID.fullmatch(request_id) else Trace()


def trace_pieces(pieces: Iterator[bytes], request, response, trace: Trace) -> Iterator[bytes]:
    """The pieces of a file, each made as part of its request, which ends with the last one or with its reader."""
    try:
        while True:
            with Tracing(trace):
                piece = next(pieces, None)
            if piece is None:
                return
            yield piece
    finally:
        finish_request(request, response, trace, sends=True)


def finish_request(request, response, trace: Trace, sends: bool = False) -> None:
    """Reports a finished request to the observers and logs a slow one. A sent file is never slow: its time depends on
    its reader."""
    is_slow = not sends and 0 < settings.SLOW_REQUEST_MS <= trace.elapsed * 1000
    if not (observers or is_slow):
        return
    view = view_name(request)
    for observe in observers:
        observe(view, request.method or "", response.status_code, trace)
    if is_slow:
        with Tracing(trace):
            log_slow_request(request, response, view, trace)


def view_name(request) -> str:
    """The name of the address, also where a middleware answered; "unknown" where there is none."""
    match = request.resolver_match
    if match is None:
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return "unknown"
    return match.view_name or "unknown"


def log_slow_request(request, response, view: str, trace: Trace) -> None:
    """Logs without the query string: what a reader searched for stays private."""
    times = {
        name: round(getattr(trace, name) * 1000)
        for name in ("elapsed", "database", "lock", "connection", "cpu")
    }
    logger.warning(
        "slow request: %s %s took %d ms, most of it %s (%d queries: %d ms, of which %d waiting for the write lock; "
        "waiting for a connection %d ms; computing %d ms)",
        request.method,
        request.path,
        times["elapsed"],
        trace.reason,
        trace.queries,
        times["database"],
        times["lock"],
        times["connection"],
        times["cpu"],
        extra={
            "fields": {
                "view": view,
                "status": response.status_code,
                "reason": trace.reason,
                "queries": trace.queries,
                "milliseconds": times,
            }
        },
    )
