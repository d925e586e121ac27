"""From a query string to SearchParams.

Nothing a reader can type is an error: what cannot be used is left out and named.
"""

import calendar
import datetime as dt
import re

import django_filters
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.models import SearchRow

from . import query
from .facets import FACETS, FacetKind, known_values
from .params import SORTS, UNITS, SearchParams

MAX_VALUES = 50
MAX_PAGE = 1_000_000
DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")


class ValuesField(forms.Field):
    """All values given for one name, once each, in their order."""

    widget = forms.SelectMultiple

    def to_python(self, value):
        typed = (each.replace("\0", "\ufffd").strip() for each in value or [])  # PostgreSQL takes no NUL
        return list(dict.fromkeys(each for each in typed if each))[:MAX_VALUES]


class SearchForm(forms.Form):
    """Cleans every field to something that can be searched; ``notes`` tell the reader what was left out."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.notes: list[str] = []

    def clean_q(self):
        typed = self.cleaned_data["q"]
        read = query.parse(typed)
        if read.cut:
            self.notes.append(
                _(
                    "The query was long: only its first %(terms)d words, within %(length)d characters, were searched."
                )
                % {"terms": query.MAX_TERMS, "length": query.MAX_LENGTH}
            )
        if typed.strip() and not read:
            self.notes.append(_("The query has no words in it, so it was left out."))
            return ""
        return "".join(sign for sign in typed if sign.isprintable() or sign.isspace()).strip()[
            : query.MAX_LENGTH
        ]

    def clean_unit(self):
        return self.one_of("unit", UNITS) or UNITS[0]

    def clean_sort(self):
        return self.one_of("sort", SORTS)

    def clean_page(self):
        typed = self.cleaned_data["page"].strip()
        return min(max(int(typed), 1), MAX_PAGE) if typed.isdecimal() and len(typed) < 20 else 1

    def clean_from(self):
        return self.date("from", dt.date.min, first_of_period)

    def clean_to(self):
        return self.date("to", dt.date.max, last_of_period)

    def clean(self):
        asked = {facet.name: self.cleaned_data.get(facet.name) or [] for facet in FACETS}
        known = known_values({name: values for name, values in asked.items() if values})
        for facet in FACETS:
            values, names = asked[facet.name], known.get(facet.name, {})
            self.cleaned_data[facet.name] = list(
                dict.fromkeys(names[value] for value in values if value in names)
            )
            self.notes += [unknown(facet, value) for value in values if value not in names]
        return self.cleaned_data

    def one_of(self, name: str, allowed: tuple[str, ...]) -> str:
        value = self.cleaned_data[name]
        if value and value not in allowed:
            self.notes.append(
                _("“%(value)s” is not a value of “%(name)s”.") % {"value": value[:80], "name": name}
            )
        return value if value in allowed else ""

    def date(self, name, outer, of_period):
        typed = self.cleaned_data[name].strip()
        if not typed:
            return None
        try:
            return of_period(*(int(part) for part in DATE.match(typed).groups() if part))
        except (AttributeError, ValueError):
            self.notes.append(
                _("“%(value)s” is not a date such as 2024, 2024-05 or 2024-05-14, so it was left out.")
                % {"value": typed[:80]}
            )
            return None


def unknown(facet: FacetKind, value: str) -> str:
    return _("There is no %(facet)s “%(value)s” in the archive, so it was left out.") % {
        "facet": str(facet.label).lower(),
        "value": value[:80],
    }


def first_of_period(year: int, month: int = 1, day: int = 1) -> dt.date:
    return dt.date(year, month, day)


def last_of_period(year: int, month: int = 12, day: int | None = None) -> dt.date:
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])


class Values(django_filters.Filter):
    field_class = ValuesField


class SearchFilters(django_filters.FilterSet):
    """The names of the search's parameters. Only its form is used: hits and facets come from one scan of our own."""

    q = django_filters.CharFilter(label=gettext_lazy("Words"), strip=False)
    unit = django_filters.CharFilter()
    sort = django_filters.CharFilter()
    page = django_filters.CharFilter()
    speaker, event, theme, kind = Values(), Values(), Values(), Values()
    source, language, attribution = Values(), Values(), Values()

    class Meta:
        model = SearchRow
        fields = []
        form = SearchForm

    @classmethod
    def get_filters(cls):
        """Adds ``from`` and ``to``; the first is a word of Python."""
        return {
            **super().get_filters(),
            "from": django_filters.CharFilter(label=gettext_lazy("From")),
            "to": django_filters.CharFilter(label=gettext_lazy("To")),
        }


def read_params(data) -> tuple[SearchParams, SearchForm]:
    """``data`` is a QueryDict; the form is valid by construction and carries the notes."""
    form = SearchFilters(data, queryset=SearchRow.objects.none()).form
    cleaned = form.cleaned_data if form.is_valid() else {}
    since, until = cleaned.get("from"), cleaned.get("to")
    facets = {facet.name: tuple(cleaned.get(facet.name) or ()) for facet in FACETS}
    plain = {name: cleaned[name] for name in ("q", "unit", "sort", "page") if name in cleaned}
    return SearchParams(**plain, **facets, since=since, until=until), form
