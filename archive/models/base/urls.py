"""URLs of rows: a page has hundreds, and Django's resolver is slow for that."""

from functools import cache
from urllib.parse import urlencode

from django.urls import get_script_prefix, reverse

from archive.text.paragraphs import MAX_UNDIVIDED_LENGTH

PLACEHOLDER = "987654321"  # is a slug as well as a number, and no URL contains it


def cached_reverse(name: str, key: str | int) -> str:
    """Returns ``reverse(name, args=[key])`` for a slug or an id."""
    before, after = url_affixes(name)
    return f"{before}{key}{after}"


def document_url_at(document_url: str, html_id: str, start: int, query: str = "") -> str:
    """A document's page at a statement or paragraph that begins at that character; in a long text ``at`` names the page
    that has it (archive/web/text_pages.py). ``query`` is more of the query string."""
    page = urlencode({"at": html_id}) if start >= MAX_UNDIVIDED_LENGTH else ""
    parts = "&".join(filter(None, (query, page)))
    return f"{document_url}{'?' if parts else ''}{parts}#{html_id}"


def url_affixes(name: str) -> tuple[str, str]:
    """The URL before and after the key."""
    return _url_affixes(name, get_script_prefix())


def permanent_path(path: str) -> str:
    """The path without the language in which it was asked for: what is cited is the same for all readers."""
    return "/" + path.removeprefix(get_script_prefix())


@cache
def _url_affixes(name: str, _prefix: str) -> tuple[str, str]:
    before, after = reverse(name, args=[PLACEHOLDER]).split(PLACEHOLDER)
    return before, after
