"""How a page offers itself to be cited: one reference in each style and format, as of today."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.exporting.description import summarise
from archive.exporting.items import ITEM_FORMATS
from archive.exporting.page_records import page_record
from archive.exporting.records import Record
from archive.exporting.reference import make_reference
from archive.exporting.styles import format_in_every_style
from archive.search.request.links import url
from archive.search.request.params import SearchParams

from .exports.responses import with_file_name


def base_url(request) -> str:
    """``https://host``: SITE_URL, or how the archive was asked."""
    return settings.SITE_URL or request.build_absolute_uri("/").rstrip("/")


def citations(record: Record) -> list[tuple[str, str]]:
    """(name of the style, the text to copy)."""
    return format_in_every_style(make_reference(record), timezone.localdate())


def reference_files(path: str, query: str = "") -> list[tuple[str, str]]:
    """(name of the format, address of the file) below a path such as ``/statements/5``."""
    path = get_script_prefix() + path.removeprefix("/")
    return [(file_format.label, f"{path}.{ending}{query}") for ending, file_format in ITEM_FORMATS.items()]


def item_file(records: Sequence[Record], ending: str, name: str) -> HttpResponse:
    """The references as a file to download."""
    item_format = ITEM_FORMATS[ending]
    body = item_format.write(records, timezone.localdate())
    response = HttpResponse(body, content_type=item_format.content_type)
    return with_file_name(response, f"{name}.{ending}")


def read_search_record(request, params: SearchParams, total_label: str) -> Record:
    """The whole list as a page to be cited, with what was found on the day."""
    address = url(params.change())
    search = summarise(params.q, urlsplit(address).query)
    title = _("Search for %(search)s: %(count)s") % {"search": search, "count": total_label}
    return page_record("search", title, base_url(request) + address)
