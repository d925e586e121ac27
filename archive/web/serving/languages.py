"""The language of the interface is in the address: ``/zh/search/`` is ``/search/`` in Chinese.

An address says all of what it shows, so that caches need not ask who reads. The prefix is the script prefix of the
request, as if the archive were installed below it, and every link of the page keeps it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation

from .display_names import read_names_once

# Code of a language that is not the first -> the start of its addresses.
PREFIXES = {
    code: f"/{code.partition('-')[0]}" for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE
}


class LanguagePrefixMiddleware:
    """Middleware."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = language_of(request.path_info)
        request.path_info = request.path_info.removeprefix(PREFIXES.get(language, ""))
        with in_language(language):
            response = self.get_response(request)
        if response.streaming:
            response.streaming_content = translate_pieces(response.streaming_content, language)
        response.headers.setdefault("Content-Language", language)
        return response


def translate_pieces(pieces: Iterator[bytes], language: str) -> Iterator[bytes]:
    """The pieces of a file, made in the language of its request, which is over by then."""
    while True:
        with in_language(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


def language_of(path: str) -> str:
    codes = (code for code, prefix in PREFIXES.items() if path.startswith(f"{prefix}/"))
    return next(codes, settings.LANGUAGE_CODE)


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Context manager: texts and addresses are in that language."""
    before = get_script_prefix()
    set_script_prefix(f"{PREFIXES.get(language, '')}/")
    try:
        with translation.override(language), read_names_once():
            yield
    finally:
        set_script_prefix(before)


def in_every_language(path: str) -> list[tuple[str, str]]:
    """(code, address) of the same page in each language; ``path`` is as the browser has it."""
    plain = "/" + path.removeprefix(PREFIXES.get(language_of(path), "")).lstrip("/")  # "//" would name a host
    return [(code, PREFIXES.get(code, "") + plain) for code, _name in settings.LANGUAGES]
