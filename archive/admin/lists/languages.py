"""Lists narrowed to a language."""

from django.contrib import admin

from archive.search.facets import language_name


class LanguageFilter(admin.AllValuesFieldListFilter):
    """Names the languages as the public facets do, instead of printing their codes."""

    def choices(self, changelist):
        names = {code: language_name(code) for code in self.lookup_choices if code}
        for choice in super().choices(changelist):
            yield {**choice, "display": names.get(choice["display"], choice["display"])}
