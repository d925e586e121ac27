from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.models import Document, Source

from .base import ArchiveModelAdmin
from .columns import count_column, count_of
from .lists.filters import LanguageFilter
from .names.namesakes import NamesakesForm


@admin.register(Source)
class SourceAdmin(ArchiveModelAdmin):
    form = NamesakesForm
    list_display = ("name", "kind", "country", "language", "documents")
    list_filter = ("kind", "country", ("language", LanguageFilter))
    search_fields = ("name", "slug", "url")
    ordering = ("sort_key",)
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = (
        (None, {"fields": ("name", "is_another", "slug", "kind", ("country", "language"), "url", "note")}),
    )
    documents = count_column("document", "source", _("documents"))

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(document_count=count_of(Document, "source"))

    def autocomplete_line(self, obj):
        details = [obj.get_kind_display(), obj.country]
        return f"{obj.name} - {', '.join(str(part) for part in details if part)}"
