"""From a query string to SearchParams.

Nothing a reader can type is an error: what cannot be used is left out and named.
"""

from functools import cache

import django_filters
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.models import SearchRow
from archive.search.buckets import known_values
from archive.search.facets import FACETS, FacetKind
from archive.search.query import parser as query
from archive.search.query.periods import period

from .params import FACET_NAMES, NOT, SORTS, UNITS, SearchParams

MAX_VALUES = 50
MAX_PAGE = 1_000_000
UNREADABLE = "\ufffd"
LEFT_OUT = tuple(f"{NOT}{name}" for name in FACET_NAMES)


class ValuesField(forms.Field):
    """All values given for one name, once each, in their order."""

    widget = forms.SelectMultiple

    def to_python(self, value):
        typed = (each.strip() for each in value or [])
        return list(dict.fromkeys(each for each in typed if each))


class SearchForm(forms.Form):
    """Cleans every field to something that can be searched; ``notes`` tell the reader what was left out."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.notes: list[str] = []

    def clean_q(self):
        typed = self.cleaned_data["q"].replace(UNREADABLE, " ")
        typed = "".join(sign for sign in typed if sign.isprintable() or sign.isspace()).strip()
        read = query.parse(typed)
        if read.cut:
            self.notes.append(
                _(
                    "The query was long: only its first %(terms)d words, within %(length)d characters and %(depth)d"
                    " parentheses, were searched."
                )
                % {"terms": query.MAX_TERMS, "length": query.MAX_LENGTH, "depth": query.MAX_DEPTH}
            )
            return read.text
        if typed and not read:
            self.notes.append(_("The query has no words in it, so it was left out."))
            return ""
        return typed

    def clean_unit(self):
        return self.one_of("unit", UNITS) or UNITS[0]

    def clean_themes(self):
        return self.one_of("themes", ("all",))

    def clean_sort(self):
        return self.one_of("sort", SORTS)

    def clean_page(self):
        typed = self.cleaned_data["page"].strip()
        return min(max(int(typed), 1), MAX_PAGE) if typed.isdecimal() and len(typed) < 20 else 1

    def clean_from(self):
        return self.date("from", 0)

    def clean_to(self):
        return self.date("to", -1)

    def clean(self):
        """Values that readers may ask for, under their names of today; the rest is named in the notes."""
        asked = {name: self.values(name) for name in (*FACET_NAMES, *LEFT_OUT)}
        together = {name: [*asked[name], *asked[f"{NOT}{name}"]] for name in FACET_NAMES}
        known = known_values({name: values for name, values in together.items() if values})
        for facet in FACETS:
            names = known.get(facet.name, {})
            for field in (facet.name, f"{NOT}{facet.name}"):
                self.cleaned_data[field] = list(
                    dict.fromkeys(names[value] for value in asked[field] if value in names)
                )
            self.notes += [unknown(facet, value) for value in together[facet.name] if value not in names]
        return self.cleaned_data

    def values(self, name: str) -> list[str]:
        """The first of them: an address of thousands is nobody's choice."""
        values = self.cleaned_data.get(name) or []
        if len(values) > MAX_VALUES:
            self.notes.append(
                _("Only the first %(most)d values of “%(name)s” were used.")
                % {"most": MAX_VALUES, "name": name}
            )
        return values[:MAX_VALUES]

    def one_of(self, name: str, allowed: tuple[str, ...]) -> str:
        value = self.cleaned_data[name]
        if value and value not in allowed:
            self.notes.append(
                _("“%(value)s” is not a value of “%(name)s”.") % {"value": value[:80], "name": name}
            )
        return value if value in allowed else ""

    def date(self, name, end):
        typed = self.cleaned_data[name].strip()
        if not typed:
            return None
        span = period(typed)
        if span is None:
            self.notes.append(
                _("“%(value)s” is not a date such as 2024, 2024-05 or 2024-05-14, so it was left out.")
                % {"value": typed[:80]}
            )
        return span and span[end]


def unknown(facet: FacetKind, value: str) -> str:
    return _("There is no %(facet)s “%(value)s” in the archive, so it was left out.") % {
        "facet": str(facet.label).lower(),
        "value": value[:80],
    }


class Values(django_filters.Filter):
    field_class = ValuesField


class SearchFilters(django_filters.FilterSet):
    """The names of the search's parameters. Only its form is used: hits and facets come from one search of our own."""

    q = django_filters.CharFilter(label=gettext_lazy("Words"), strip=False)
    unit = django_filters.CharFilter()
    themes = django_filters.CharFilter()
    sort = django_filters.CharFilter()
    page = django_filters.CharFilter()

    class Meta:
        model = SearchRow
        fields = []
        form = SearchForm

    @classmethod
    def get_filters(cls):
        """Adds those whose names are no words of Python, and the facets."""
        return {
            **super().get_filters(),
            "from": django_filters.CharFilter(label=gettext_lazy("From")),
            "to": django_filters.CharFilter(label=gettext_lazy("To")),
            **{name: Values() for name in (*FACET_NAMES, *LEFT_OUT)},
        }


def readable(data):
    """NUL, which neither forms nor PostgreSQL take, as the sign of what cannot be read."""
    if not any("\0" in value for _name, values in data.lists() for value in values):
        return data
    data = data.copy()
    for name, values in data.lists():
        data.setlist(name, [value.replace("\0", UNREADABLE) for value in values])
    return data


@cache
def form_class() -> type[SearchForm]:
    """Made once: a filter set copies all its filters for every request."""
    return SearchFilters(queryset=SearchRow.objects.none()).get_form_class()


def read_params(data) -> tuple[SearchParams, SearchForm]:
    """``data`` is a QueryDict; the form is valid by construction and carries the notes."""
    form = form_class()(readable(data))
    cleaned = form.cleaned_data if form.is_valid() else {}
    plain = {name: cleaned[name] for name in ("q", "unit", "themes", "sort", "page") if name in cleaned}
    facets = {name: tuple(cleaned.get(name) or ()) for name in FACET_NAMES}
    without = tuple(
        (name, value)
        for name in FACET_NAMES
        for value in cleaned.get(f"{NOT}{name}") or ()
        if value not in facets[name]
    )
    return SearchParams(
        **plain, **facets, without=without, since=cleaned.get("from"), until=cleaned.get("to")
    ), form
