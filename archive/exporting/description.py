"""The search that an export answers: every export says it, so that a file found later can be checked."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.models import display_date


@dataclass(frozen=True)
class Asked:
    """``query`` is the words alone, ``described`` the words and whatever narrows them, as readers write it.

    ``count`` is the total with its unit, ``url`` the page of the search, ``export_url`` the export itself,
    and ``notes`` say what of the search was left out.
    """

    query: str
    described: str
    unit: str
    total: int
    count: str
    retrieved: dt.datetime
    url: str
    export_url: str
    notes: tuple[str, ...] = ()

    @property
    def moment(self) -> str:
        return self.retrieved.isoformat(timespec="seconds")

    @property
    def title(self) -> str:
        return _("Verbatim: %(search)s, %(count)s") % {"search": self.described, "count": self.count}

    @property
    def sentence(self) -> str:
        return _("%(title)s, retrieved %(date)s. %(url)s") % {
            "title": self.title,
            "date": display_date(self.retrieved.date()),
            "url": self.url,
        }
