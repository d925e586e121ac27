"""What the filters of all lists share: a form that ignores what it cannot use and says so."""

from collections.abc import Iterable
from dataclasses import dataclass

import django_filters
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.models import Document
from archive.search.buckets import known_values
from archive.search.engine import engine
from archive.search.facets import FACETS_BY_NAME
from archive.search.listing import ids_by_name
from archive.search.request.filters import without_nul
from archive.search.request.form import REPLACEMENT, unknown_value
from archive.text.words import folded_words

MAX_LENGTH = 200  # characters of a name that is looked for
ALL = gettext_lazy("All")


@dataclass(frozen=True)
class Select:
    """One filter as the form shows it; ``options`` are (value, label), without the empty one."""

    name: str
    label: str
    value: str
    options: list[tuple[str, str]]
    empty_label: str = ""


class NameField(forms.CharField):
    def clean(self, value):
        value = super().clean(value)
        if len(value) > MAX_LENGTH:
            message = _("Names of more than %d characters are not searched, so the words were ignored.")
            raise forms.ValidationError(message % MAX_LENGTH)
        if value and not folded_words(value):
            raise forms.ValidationError(_("The search contains no words, so it was ignored."))
        return value


class NameFilter(django_filters.Filter):
    field_class = NameField


class FacetField(forms.CharField):
    """A value of a facet of the search, under its slug of today."""

    def __init__(self, facet: str, **options):
        super().__init__(**options)
        self.facet = facet

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return value
        canonical = known_values({self.facet: [value]})[self.facet].get(value)
        if canonical is None and not self.is_of_a_document(value):
            raise forms.ValidationError(unknown_value(FACETS_BY_NAME[self.facet], value))
        return canonical or value

    def is_of_a_document(self, value: str) -> bool:
        """Whether a document has the value: a document that consists of parts has no row in the search."""
        key = "source__slug" if self.facet == "source" else self.facet
        return Document.objects.published().filter(**{key: value}).exists()


class FacetFilter(django_filters.Filter):
    field_class = FacetField


class YearField(forms.CharField):
    """Cleans to an int, or None."""

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return None
        if not (value.isdecimal() and len(value) <= 4 and int(value)):
            raise forms.ValidationError(_("“%s” is not a year, so it was ignored.") % value[:80])
        return int(value)


class YearFilter(django_filters.Filter):
    field_class = YearField


class ListFilters(django_filters.FilterSet):
    """``selects`` are made once the list is known: they offer what occurs beside the other choices.

    A subclass names its SORTS, (value, label) with the one that no address names first, and its ``facet``.
    """

    SORTS: tuple[tuple[str, str], ...] = ()
    facet = ""

    q = NameFilter(method="filter_words", label=gettext_lazy("Name"))
    source = FacetFilter("source__slug", label=gettext_lazy("Source"), facet="source")
    language = FacetFilter("language", label=gettext_lazy("Language"), facet="language")
    year = YearFilter("date__year", label=gettext_lazy("Year"))

    def __init__(self, request, queryset):
        super().__init__(without_nul(request.GET), queryset)
        self.address = request.path
        self.is_valid()
        self.selects: list[Select] = []

    def filter_words(self, queryset, _name, value):
        """Rows with the words in any of their names; the last word may be incomplete."""
        return queryset.filter(pk__in=ids_by_name(self.facet, value)) if value else queryset

    @property
    def used_values(self) -> dict:
        """The values that are used, by the names of the filters."""
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def sort(self) -> str:
        value = self.data.get("sort", "")
        return value if value in dict(self.SORTS) else self.SORTS[0][0]

    @property
    def words(self) -> str:
        return self.used_values.get("q", "")

    @property
    def is_narrowed(self) -> bool:
        return bool(self.used_values)

    @property
    def notes(self) -> list[str]:
        notes = []
        for name, errors in self.form.errors.get_json_data().items():
            if isinstance(self.filters[name], django_filters.ChoiceFilter):
                notes.append(unusable_value(name, self.data.get(name, "")))
            else:
                notes += [error["message"] for error in errors]
        sort = self.data.get("sort", "")
        if sort and sort not in dict(self.SORTS):
            notes.append(unusable_value("sort", sort))
        return notes

    def add_select(self, name: str, options: Iterable[tuple[str, str]]) -> None:
        """Adds a select, with the chosen value among its options even where nothing has it."""
        value = str(self.used_values.get(name, ""))
        options = list(options)
        if value and value not in dict(options):
            options.append((value, self.label_of(name, value)))
        if options:
            label = str(self.filters[name].label)
            self.selects.append(Select(name, label, value, options, str(ALL)))

    def label_of(self, name: str, value: str) -> str:
        if choices := self.filters[name].extra.get("choices"):
            return str(dict(choices)[value])
        if name != "source":
            return FACETS_BY_NAME[name].label_of(value) if name in FACETS_BY_NAME else value
        with engine.index_reader() as reader:
            labels = {source.slug: source.label for source in reader.names.by_id["source"].values()}
        return labels.get(value, value)

    @property
    def sort_select(self) -> Select:
        return Select("sort", _("Sort by"), self.sort, [(value, str(label)) for value, label in self.SORTS])


def unusable_value(name: str, value: str) -> str:
    value = value.replace(REPLACEMENT, " ")[:80]
    return _("“%(value)s” is not a valid value for “%(name)s”.") % {"value": value, "name": name}


def year_options(years: Iterable[int | None]) -> list[tuple[str, str]]:
    """The options of a select of years, the newest first."""
    return [(str(year), str(year)) for year in sorted({year for year in years if year}, reverse=True)]


def language_options(codes: Iterable[str]) -> list[tuple[str, str]]:
    labels = [(code, FACETS_BY_NAME["language"].label_of(code)) for code in set(codes)]
    return sorted(labels, key=lambda pair: (pair[0] == Document.UNKNOWN_LANGUAGE, pair[1]))


def mark_noindex(response, filters: ListFilters):
    """Asks robots not to index a filtered or sorted list: it is one of very many views of the same rows."""
    if filters.is_narrowed or filters.data.get("sort"):
        response["X-Robots-Tag"] = "noindex"
    return response
