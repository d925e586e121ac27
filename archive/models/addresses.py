"""Addresses of rows, a page's hundreds of them without asking the resolver each time."""

from functools import cache

from django.urls import get_script_prefix, reverse

STANDS_FOR = "987654321"  # fits a slug and a number, and no address has it


def address(name: str, key: str | int) -> str:
    """What ``reverse(name, args=[key])`` gives for a slug or an id."""
    before, after = _around(name, get_script_prefix())
    return f"{before}{key}{after}"


@cache
def _around(name: str, _prefix: str) -> tuple[str, str]:
    before, after = reverse(name, args=[STANDS_FOR]).split(STANDS_FOR)
    return before, after
