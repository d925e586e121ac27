from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.models import Document, Event, EventName, Participation, Statement

from .base import ArchiveInline, ArchiveModelAdmin
from .columns import StatementsFilter, count_column, count_of, two_lines
from .names.merging import MergingPagesMixin
from .names.namesakes import NamesakesForm


class NameInline(ArchiveInline):
    model = EventName


class ParticipationInline(ArchiveInline):
    model = Participation
    autocomplete_fields = ("speaker",)


@admin.register(Event)
class EventAdmin(MergingPagesMixin, ArchiveModelAdmin):
    form = NamesakesForm
    list_display = ("name_and_whole", "dates_or_dash", "kind_and_place", "documents", "statements")
    list_filter = ("kind", "country", StatementsFilter)
    list_select_related = ("part_of",)
    search_fields = ("name", "names__name", "place", "slug")
    search_help_text = _("Searches names and places.")
    date_hierarchy = "start"
    ordering = ("-start", "sort_key")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("part_of",)
    fieldsets = (
        (None, {"fields": ("name", "is_another", "slug", "kind", "part_of", "description")}),
        (
            _("When and where"),
            {
                "fields": (
                    ("start", "start_precision", "date_uncertain"),
                    ("end", "end_precision"),
                    ("place", "country"),
                )
            },
        ),
    )
    inlines = (NameInline, ParticipationInline)
    documents = count_column("document", "event", _("documents"))
    statements = count_column("statement", "event", _("statements"))
    chooser = Statement._meta.get_field("event")

    def get_queryset(self, request):
        counts = {
            "document_count": count_of(Document, "event"),
            "statement_count": count_of(Statement, "event"),
        }
        return super().get_queryset(request).annotate(**counts)

    def autocomplete_line(self, obj):
        return f"{obj.name} - {self.choice_hint(obj)}"

    def choice_hint(self, obj):
        return ", ".join(part for part in (obj.dates, obj.place) if part) or str(obj.get_kind_display())

    @admin.display(description=_("date"), ordering="start")
    def dates_or_dash(self, obj):
        return obj.dates or "–"

    @admin.display(description=_("name and parent event"), ordering="sort_key")
    def name_and_whole(self, obj):
        return two_lines(obj.name, obj.part_of and _("in: %s") % obj.part_of)

    @admin.display(description=_("kind and place"), ordering="kind")
    def kind_and_place(self, obj):
        return two_lines(obj.get_kind_display(), ", ".join(filter(None, [obj.place, obj.country])))
