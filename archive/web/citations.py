"""How a page offers itself to be cited: one reference in each style, as of today."""

from django.utils import timezone

from archive.exporting.records import Record
from archive.exporting.reference import make_reference
from archive.exporting.styles import in_every_style


def base_url(request) -> str:
    """``https://host``"""
    return request.build_absolute_uri("/").rstrip("/")


def citations(record: Record) -> list[tuple[str, str]]:
    """(name of the style, the text to copy)."""
    return in_every_style(make_reference(record), timezone.localdate())
