"""Public pages that were made already, as long as nothing changes in the archive.

A page depends on its address and on the archive, and every change of the archive has an id in the change feed. So a
page is cached under both, compressed, and never stale; its tag lets browsers and caches ask whether it is the same.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.text import compress_sequence

from archive.search.cache import BoundedCache
from archive.search.engine import engine

from .compression import CODINGS, GZIP, Coding, accepted_codings
from .errors import failure_response, is_database_failure
from .public import is_public

MAX_BYTES = 16 * 1024 * 1024  # of all cached pages of a process, compressed
OVERHEAD = 1_000  # bytes of a cached page beside its body


@dataclass(frozen=True)
class CachedPage:
    status: int
    headers: list[tuple[str, str]]
    coding: Coding
    body: bytes  # in this coding
    tag: str

    @property
    def size(self) -> int:
        return len(self.body) + OVERHEAD


# By (key of the page, name of the coding).
pages: BoundedCache[tuple[str, str], CachedPage] = BoundedCache(MAX_BYTES, lambda page: page.size)


class PageCacheMiddleware:
    """Middleware: answers what is cached, caches what may be, and gives every public answer a tag and cache headers.

    Files are sent as they are made, with the time of that, and not cached; their tag is that of address and archive.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # Inside a transaction, as tests are, what was written may yet be rolled back.
        if settings.DEBUG or connection.in_atomic_block or not is_public(request):
            return with_private_headers(self.get_response(request), request)
        try:
            key = page_key(request)
        except DatabaseError as error:
            if is_database_failure(error):
                return failure_response(request, error)
            raise
        coding = page_coding(request)
        page = find_page(key, coding)
        if page is None and file_tag(key) in requested_tags(request):
            return with_cache_headers(not_modified(file_tag(key)))
        if page is None:
            with engine.observe_lag(request.change) as lag:
                response = self.get_response(request)
                is_old = lag.is_behind
            if is_old:  # it lacks the newest change, whose number its tag would have
                return with_cache_headers(compress_response(request, response))
            if not may_be_cached(response):
                return with_cache_headers(compress_response(request, with_file_tag(response, key)))
            if has_changed(request):
                return with_cache_headers(compress_response(request, response))
            page = make_page(response, coding)
            pages.put((key, coding.name), page)
        return with_cache_headers(cached_response(request, page))


def page_key(request) -> str:
    """A hash of the newest change, the address and the day, which citations name. One query, unless the request has
    its change from the routing already."""
    address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
    day = dt.datetime.now(dt.UTC).date()
    request.change = change = getattr(request, "change", None) or engine.head()
    return hashlib.sha256(f"{change.number} {change.id} {day} {address}".encode()).hexdigest()


def has_changed(request) -> bool:
    """Whether something was committed while the page was made: it may show some of that and not all, and is the page of
    no change. Readers are not sent back behind it. One query."""
    before = request.change
    try:
        request.change = engine.head()
    except DatabaseError:
        return True
    return before != request.change


def file_tag(key: str) -> str:
    return f'W/"{program_hash()[:8]}-{key[:32]}"'


@cache
def program_hash() -> str:
    """A hash of the program: another one may write the same file in another way."""
    paths = sorted((Path(settings.BASE_DIR) / "archive").rglob("*.py"))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()


def requested_tags(request) -> list[str]:
    return parse_etags(request.headers.get("If-None-Match", ""))


def may_be_shared(response) -> bool:
    """Whether the response is a page for everybody: status 200, without cookies or private cache control."""
    control = response.headers.get("Cache-Control", "")
    return (
        response.status_code == 200
        and not response.cookies
        and "no-store" not in control
        and "private" not in control
    )


def may_be_cached(response) -> bool:
    return may_be_shared(response) and not response.streaming and "X-Search-Retrieved" not in response


def page_coding(request) -> Coding:
    """The coding in which a page is cached for the request; a client that accepts none gets it decompressed."""
    return next(iter(accepted_codings(request)), GZIP)


def find_page(key: str, coding: Coding) -> CachedPage | None:
    """Returns the cached page in this coding, converted from another coding if necessary; None where there is none."""
    cached_pages = {
        candidate: page for candidate in (coding, *CODINGS) if (page := pages.get((key, candidate.name)))
    }
    if not cached_pages or coding in cached_pages:
        return cached_pages.get(coding)
    other_coding, page = cached_pages.popitem()
    page = replace(page, coding=coding, body=coding.compress(other_coding.decompress(page.body)))
    pages.put((key, coding.name), page)
    return page


def make_page(response, coding: Coding) -> CachedPage:
    headers = [(name, value) for name, value in response.items() if name != "Content-Length"]
    tag = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    return CachedPage(response.status_code, headers, coding, coding.compress(response.content), tag)


def cached_response(request, page: CachedPage):
    if page.tag in requested_tags(request):
        response = not_modified(page.tag)
        headers = [pair for pair in page.headers if pair[0] in {"Cache-Control", "Vary"}]
    elif accepted_codings(request):
        response = HttpResponse(page.body, status=page.status)
        response["Content-Encoding"] = page.coding.name
        headers = page.headers
    else:
        response = HttpResponse(page.coding.decompress(page.body), status=page.status)
        headers = page.headers
    for name, value in headers:
        response[name] = value
    response["ETag"] = page.tag
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def not_modified(tag: str):
    response = HttpResponseNotModified()
    response["ETag"] = tag
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def with_file_tag(response, key: str):
    if may_be_shared(response):
        response["ETag"] = file_tag(key)
    return response


def compress_response(request, response):
    """Compresses a file with gzip while it is sent, and any other response at once."""
    patch_vary_headers(response, ["Accept-Encoding"])
    codings = accepted_codings(request) if response.status_code == 200 else []
    if response.streaming and GZIP in codings:
        response["Content-Encoding"] = GZIP.name
        response.headers.pop("Content-Length", None)  # of the words, as a file has it
        response.streaming_content = compress_sequence(response.streaming_content)
    elif codings and not response.streaming:
        response["Content-Encoding"] = codings[0].name
        response.content = codings[0].compress(response.content)
        response["Content-Length"] = str(len(response.content))
    return response


def with_cache_headers(response):
    """Any cache may hold what is public, and asks whether it is still the same, or not for PUBLIC_CACHE_SECONDS."""
    seconds = settings.PUBLIC_CACHE_SECONDS
    if response.status_code in {200, 304}:
        response.headers.setdefault(
            "Cache-Control", f"public, max-age={seconds}" if seconds else "public, no-cache"
        )
    return response


def with_private_headers(response, request):
    """Keeps caches on the way from storing pages of signed-in users, who see each edit at once."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        response.headers["Cache-Control"] = response.headers.get("Cache-Control", "private, no-cache")
    return response
