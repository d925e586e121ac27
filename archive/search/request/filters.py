"""From a query string to SearchParams.

Nothing a reader can type is an error: what cannot be used is ignored, and a note says so.
"""

import datetime as dt
from difflib import get_close_matches
from functools import cache
from typing import Any

import django_filters
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.models import SearchRow
from archive.search.buckets import known_values
from archive.search.facets import FACETS, FacetKind
from archive.search.query import parser
from archive.search.query.periods import parse_period
from archive.text.characters import IGNORABLE

from .notices import notice_text
from .params import EXCLUDE_PREFIX, FACET_NAMES, SORTS, UNITS, SearchParams

MAX_VALUES = 50  # of one facet in an address; more were not chosen by hand
MAX_PAGE = 1_000_000
REPLACEMENT = "\ufffd"  # stands for a character that cannot be read
# Of an address, read elsewhere or by nobody.
OTHER_PARAMETERS = ("nearest", "find", "phrase", "by", "measure", "split", "machine", "mark", "whole", "at")
# What others call the parameters.
PARAMETER_SYNONYMS = {
    "query": "q",
    "since": "from",
    "after": "from",
    "until": "to",
    "before": "to",
    "date": "from",
    "year": "from",
}
PARAMETER_SYNONYMS |= {"lang": "language", "author": "speaker", "order": "sort"}
EXCLUDED_NAMES = tuple(f"{EXCLUDE_PREFIX}{name}" for name in FACET_NAMES)


class ValuesField(forms.Field):
    """All values given for one name, once each, in their order."""

    widget = forms.SelectMultiple

    def to_python(self, value: list[str] | None) -> list[str]:
        stripped = (each.strip() for each in value or [])
        return list(dict.fromkeys(each for each in stripped if each))


class SharedFields(dict[str, forms.Field]):
    """Fields that no form changes: each would copy all of them for its request."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "SharedFields":
        return self


class SearchForm(forms.Form):
    """Cleans every field to something that can be searched; ``notes`` tell the reader what was ignored."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notes: list[str] = []
        self.date_note = ""  # among them, where the dates leave nothing

    def clean_q(self) -> str:
        text, notes = read_query(self.cleaned_data["q"])
        self.notes += notes
        return text

    def clean_unit(self) -> str:
        return self.clean_choice("unit", UNITS) or UNITS[0]

    def clean_themes(self) -> str:
        return self.clean_choice("themes", ("all",))

    def clean_synonyms(self) -> str:
        return self.clean_choice("synonyms", ("no",))

    def clean_sort(self) -> str:
        return self.clean_choice("sort", SORTS)

    def clean_page(self) -> int:
        text = self.cleaned_data["page"].strip()
        if text.isdecimal() and len(text) < 20 and int(text):
            return min(int(text), MAX_PAGE)
        if text:
            self.notes.append(
                _("“%(value)s” is not the number of a page, so the first is shown.") % {"value": text[:80]}
            )
        return 1

    def clean_from(self) -> dt.date | None:
        period = self.clean_period("from")
        return period and period[0]

    def clean_to(self) -> dt.date | None:
        period = self.clean_period("to")
        return period and period[1]

    def clean(self) -> dict[str, Any]:
        """Values that readers may ask for, under their current names; the rest is named in the notes."""
        requested = {name: self.limited_values(name) for name in (*FACET_NAMES, *EXCLUDED_NAMES)}
        by_facet = {name: [*requested[name], *requested[f"{EXCLUDE_PREFIX}{name}"]] for name in FACET_NAMES}
        current = known_values({name: values for name, values in by_facet.items() if values})
        since, until = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if since and until and since > until:
            self.date_note = _("“From” is later than “To”, so nothing can be found.")
            self.notes.append(self.date_note)
        self.notes += map(unknown_name, self.unknown_names())
        self.notes += self.notes_on_repetition()
        for facet in FACETS:
            names = current.get(facet.name, {})
            for field in (facet.name, f"{EXCLUDE_PREFIX}{facet.name}"):
                self.cleaned_data[field] = list(
                    dict.fromkeys(names[value] for value in requested[field] if value in names)
                )
            self.notes += [
                unknown_value(facet, value) for value in by_facet[facet.name] if value not in names
            ]
        return self.cleaned_data

    def unknown_names(self) -> list[tuple[str, str]]:
        """(what is no parameter but looks like one, that one); addresses carry others for other purposes."""
        found = []
        for name in self.data:
            if name not in self.fields and name not in OTHER_PARAMETERS:
                near = (
                    [PARAMETER_SYNONYMS[name]]
                    if name in PARAMETER_SYNONYMS
                    else get_close_matches(name, self.fields, 1, 0.8)
                )
                found += [(name, each) for each in near]
        return found

    def notes_on_repetition(self) -> list[str]:
        """Of names that take one value and have several, and of the value that files know of “nearest”."""
        given = dict(self.data.lists()) if isinstance(self.data, QueryDict) else {}
        notes = [
            _("“%(name)s” was given more than once: only the last was used.") % {"name": name}
            for name, field in self.fields.items()
            if not isinstance(field, ValuesField) and len(set(given.get(name, ()))) > 1
        ]
        if (nearest := self.data.get("nearest", "")) not in ("", "0", "1"):
            notes.append(not_valid("nearest", nearest))
        return notes

    def limited_values(self, name: str) -> list[str]:
        values: list[str] = self.cleaned_data.get(name) or []
        if len(values) > MAX_VALUES:
            self.notes.append(
                _("Only the first %(most)d values of “%(name)s” were used.")
                % {"most": MAX_VALUES, "name": name}
            )
        return values[:MAX_VALUES]

    def clean_choice(self, name: str, allowed: tuple[str, ...]) -> str:
        """The value, or nothing where it is not allowed."""
        value: str = self.cleaned_data[name]
        if value and value not in allowed:
            self.notes.append(not_valid(name, value))
        return value if value in allowed else ""

    def clean_period(self, name: str) -> tuple[dt.date, dt.date] | None:
        text = self.cleaned_data[name].strip()
        period = parse_period(text)
        if text and not period:
            self.notes.append(
                _("“%(value)s” is not a date such as 2024, 2024-05 or 2024-05-14, so it was ignored.")
                % {"value": text[:80]}
            )
        return period


def read_query(typed: str) -> tuple[str, list[str]]:
    """The query that can be searched, empty where it has no words, and what the reader should know of it."""
    text = "".join(
        each
        for each in typed.replace(REPLACEMENT, " ")
        if each in IGNORABLE or each.isprintable() or each.isspace()
    ).strip()
    query = parser.parse(text)
    notes = []
    if query.truncated:
        notes.append(
            _(
                "The query was too long: only its first %(terms)d words, within %(length)d characters and"
                " %(depth)d levels of parentheses, were searched."
            )
            % {"terms": parser.MAX_TERMS, "length": parser.MAX_LENGTH, "depth": parser.MAX_DEPTH}
        )
    notes += map(notice_text, query.notices)
    if query.truncated:
        return query.text, notes
    if text and not query:
        return "", [*notes, _("The query contains no words, so it was ignored.")]
    return text, notes


def not_valid(name: str, value: str) -> str:
    return _("“%(value)s” is not a valid value for “%(name)s”.") % {"value": value[:80], "name": name}


def unknown_name(names: tuple[str, str]) -> str:
    return _("“%(name)s” is not a parameter of the search, so it was ignored. Did you mean “%(near)s”?") % {
        "name": names[0][:80],
        "near": names[1],
    }


def unknown_value(facet: FacetKind, value: str) -> str:
    return _("There is no %(facet)s “%(value)s” in the archive, so it was ignored.") % {
        "facet": str(facet.label).lower(),
        "value": value[:80],
    }


class ValuesFilter(django_filters.Filter):
    field_class = ValuesField


class SearchFilters(django_filters.FilterSet):
    """The names of the search's parameters. Only its form is used: hits and facets come from our own engine."""

    q = django_filters.CharFilter(label=gettext_lazy("Words"), strip=False)
    unit = django_filters.CharFilter()
    themes = django_filters.CharFilter()
    synonyms = django_filters.CharFilter()
    sort = django_filters.CharFilter()
    page = django_filters.CharFilter()

    class Meta:
        model = SearchRow
        fields: list[str] = []
        form = SearchForm

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        """With those whose names are reserved words of Python, and the facets."""
        return {
            **super().get_filters(),
            "from": django_filters.CharFilter(label=gettext_lazy("From")),
            "to": django_filters.CharFilter(label=gettext_lazy("To")),
            **{name: ValuesFilter() for name in (*FACET_NAMES, *EXCLUDED_NAMES)},
        }


def without_nul(data: QueryDict) -> QueryDict:
    """NUL, which neither forms nor PostgreSQL take, becomes REPLACEMENT."""
    if not any("\0" in value for _name, values in data.lists() for value in values):
        return data
    data = data.copy()
    for name, values in data.lists():
        data.setlist(name, [value.replace("\0", REPLACEMENT) for value in values])
    return data


@cache
def form_class() -> type[SearchForm]:
    """Made once: a filter set copies all its filters for every request."""
    made: type[SearchForm] = SearchFilters(queryset=SearchRow.objects.none()).get_form_class()
    made.base_fields = SharedFields(made.base_fields)
    return made


def read_params(data: QueryDict) -> tuple[SearchParams, SearchForm]:
    """The request and its form, which is valid by construction and carries the notes."""
    form = form_class()(without_nul(data))
    cleaned = form.cleaned_data if form.is_valid() else {}
    plain = {name: cleaned[name] for name in ("q", "unit", "sort", "page") if name in cleaned}
    facets: dict[str, Any] = {name: tuple(cleaned.get(name) or ()) for name in FACET_NAMES}
    exclude = tuple(
        (name, value)
        for name in FACET_NAMES
        for value in cleaned.get(f"{EXCLUDE_PREFIX}{name}") or ()
        if value not in facets[name]
    )
    params = SearchParams(
        **plain,
        **facets,
        exclude=exclude,
        theme_match=cleaned.get("themes", ""),
        synonyms=cleaned.get("synonyms", ""),
        since=cleaned.get("from"),
        until=cleaned.get("to"),
    )
    return params, form
