"""From a query string to SearchParams.

Nothing a reader can type is an error: what cannot be used is ignored, and a note says so.
"""

from functools import cache
from typing import Any

import django_filters
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from archive.models import SearchRow

from .form import EXCLUDED_NAMES, REPLACEMENT, SearchForm, ValuesField
from .params import EXCLUDE_PREFIX, FACET_NAMES, SearchParams


class SharedFields(dict[str, forms.Field]):
    """Fields that no form changes: each would copy all of them for its request."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "SharedFields":
        return self


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
        """Adds the filters named by reserved words of Python, and the facets."""
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
    form_class: type[SearchForm] = SearchFilters(queryset=SearchRow.objects.none()).get_form_class()
    form_class.base_fields = SharedFields(form_class.base_fields)
    return form_class


def read_params(data: QueryDict) -> tuple[SearchParams, SearchForm]:
    """The request and its form, which is valid by construction and carries the notes."""
    form = form_class()(without_nul(data))
    form_data = form.cleaned_data if form.is_valid() else {}
    plain = {name: form_data[name] for name in ("q", "unit", "sort", "page") if name in form_data}
    facets: dict[str, Any] = {name: tuple(form_data.get(name) or ()) for name in FACET_NAMES}
    exclude = tuple(
        (name, value)
        for name in FACET_NAMES
        for value in form_data.get(f"{EXCLUDE_PREFIX}{name}") or ()
        if value not in facets[name]
    )
    params = SearchParams(
        **plain,
        **facets,
        exclude=exclude,
        theme_match=form_data.get("themes", ""),
        synonyms=form_data.get("synonyms", ""),
        since=form_data.get("from"),
        until=form_data.get("to"),
    )
    return params, form
