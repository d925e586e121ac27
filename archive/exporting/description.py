"""The search that an export comes from: every export states it, so that a file found later can be checked."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.utils.translation import gettext as _

from archive.models import display_date
from archive.search.buckets import names_of
from archive.search.request.params import EXCLUDE_PREFIX


@dataclass(frozen=True)
class SearchDescription:
    """``query`` is the words alone, ``summary`` the words and whatever narrows them, as readers write it.

    ``total_label`` is the total with its unit, ``url`` the page of the search, ``export_url`` the export itself,
    and ``notes`` say what of the search was ignored, and what else to search for.
    ``is_nearest``: no row has all the words, these are the closest;
    ``nearest_rows``: so many rows behind the ``total`` are such, where few have all the words. ``more_by_names``: rows
    that have words in quotation marks only in names and titles; ``did_you_mean``: a query with words put right.
    """

    query: str
    summary: str
    unit: str
    total: int
    total_label: str
    retrieved: dt.datetime
    url: str
    export_url: str
    notes: tuple[str, ...] = ()
    is_nearest: bool = False
    nearest_rows: int = 0
    more_by_names: int = 0
    did_you_mean: str = ""

    @property
    def timestamp(self) -> str:
        return self.retrieved.isoformat(timespec="seconds")

    @property
    def title(self) -> str:
        return _("Verbatim: %(search)s, %(count)s") % {"search": self.summary, "count": self.total_label}

    @property
    def sentence(self) -> str:
        return _("%(title)s, retrieved %(date)s. %(url)s") % {
            "title": self.title,
            "date": display_date(self.retrieved.date()),
            "url": self.url,
        }


def summarise(words: str, query: str, is_nearest: bool = False) -> str:
    """The words and all that narrows the search: ``“harbour”, source Harbour Gazette``."""
    filters = [pair for pair in parse_qsl(query) if pair[0] not in {"q", "unit", "sort"}]
    names = names_of((name.removeprefix(EXCLUDE_PREFIX), value) for name, value in filters)
    parts = [_("closest to “%s”") % words if is_nearest else f"“{words}”"] if words else []
    for name, value in filters:
        value_name = names.get((name.removeprefix(EXCLUDE_PREFIX), value), value)
        parts.append(describe_filter(name, value_name))
    return ", ".join(parts) or _("everything")


def describe_filter(name: str, value: str) -> str:
    """``value``: a name or code."""
    if (name, value) == (f"{EXCLUDE_PREFIX}translation", "machine"):
        return _("without machine translations")  # as the front page and its feed leave them out
    if name.startswith(EXCLUDE_PREFIX):
        return _("not %(filter)s") % {"filter": f"{name.removeprefix(EXCLUDE_PREFIX)} {value}"}
    return f"{name} {value}"
