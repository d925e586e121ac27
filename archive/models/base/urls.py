"""Addresses of rows, a page's hundreds of them without asking the resolver each time."""

from functools import cache

from django.urls import get_script_prefix, reverse

STANDS_FOR = "987654321"  # fits a slug and a number, and no address has it


def cached_reverse(name: str, key: str | int) -> str:
    """What ``reverse(name, args=[key])`` gives for a slug or an id."""
    before, after = url_affixes(name)
    return f"{before}{key}{after}"


def url_affixes(name: str) -> tuple[str, str]:
    """What stands before and after the key."""
    return _url_affixes(name, get_script_prefix())


@cache
def _url_affixes(name: str, _prefix: str) -> tuple[str, str]:
    before, after = reverse(name, args=[STANDS_FOR]).split(STANDS_FOR)
    return before, after
