"""How a page offers itself to be cited: one reference in each style, as of today."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.exporting.description import summarise
from archive.exporting.records import Record
from archive.exporting.reference import make_reference, search_reference
from archive.exporting.styles import in_every_style
from archive.search.request.links import url
from archive.search.request.params import SearchParams


def base_url(request) -> str:
    """``https://host``: SITE_URL, or how the archive was asked."""
    return settings.SITE_URL or request.build_absolute_uri("/").rstrip("/")


def citations(record: Record) -> list[tuple[str, str]]:
    """(name of the style, the text to copy)."""
    return in_every_style(make_reference(record), timezone.localdate())


def search_citations(request, params: SearchParams, total_label: str) -> list[tuple[str, str]]:
    """Of the whole list, with what was found on the day."""
    address = url(params.change())
    search = summarise(params.q, urlsplit(address).query)
    title = _("Search for %(search)s: %(count)s") % {"search": search, "count": total_label}
    return in_every_style(search_reference(title, base_url(request) + address), timezone.localdate())
