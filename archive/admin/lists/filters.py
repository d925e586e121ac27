"""Filters of lists: by language, and by the year of a document."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.models import Document
from archive.search.facets import language_name


class LanguageFilter(admin.AllValuesFieldListFilter):
    """Names the languages as the public facets do, instead of printing their codes."""

    def choices(self, changelist):
        names = {code: language_name(code) for code in self.lookup_choices if code}
        for choice in super().choices(changelist):
            yield {**choice, "display": names.get(choice["display"], choice["display"])}


def year_filter(path: str) -> type[admin.SimpleListFilter]:
    """Returns a filter by the year of a document; ``path`` is the lookup of its date. ``date_hierarchy`` would read all
    rows of the list to find their years."""

    class DocumentYearFilter(admin.SimpleListFilter):
        title = _("year of the document")
        parameter_name = "year"

        def lookups(self, request, model_admin):
            years = Document.objects.order_by().dates("date", "year", order="DESC")
            return [(str(day.year), str(day.year)) for day in years]

        def queryset(self, request, queryset):
            year = self.value()
            return queryset.filter(**{f"{path}__year": year}) if year else queryset

    return DocumentYearFilter
