from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models import Participation, Role, Speaker, SpeakerName, Statement

from .base import ArchiveInline, ArchiveModelAdmin
from .columns import StatementsFilter, count_column, count_of
from .forms import FORMFIELD_OVERRIDES, NameField
from .names.merging import MergingPagesMixin
from .names.namesakes import NamesakesForm


class NameInline(ArchiveInline):
    model = SpeakerName
    verbose_name = _("other name")
    verbose_name_plural = _("other names: native script, transliterations, former names, spellings")


class RoleInline(ArchiveInline):
    """Titles and organisations are longer than their columns: their fields grow with the words."""

    model = Role
    formfield_overrides = {
        **FORMFIELD_OVERRIDES,
        models.CharField: {"form_class": NameField, "widget": AdminTextareaWidget({"rows": 1})},
    }


class ParticipationInline(ArchiveInline):
    model = Participation
    autocomplete_fields = ("event",)
    verbose_name_plural = _("participations")
    classes = ("collapse",)


@admin.register(Speaker)
class SpeakerAdmin(MergingPagesMixin, ArchiveModelAdmin):
    form = NamesakesForm
    list_display = ("name", "other_names", "role", "kind_and_country", "statements")
    list_filter = ("kind", "country", StatementsFilter)
    search_fields = ("name", "names__name", "sort_name", "roles__title", "slug")
    search_help_text = _("Searches names, in any script, and roles.")
    ordering = ("sort_key",)
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = (
        (None, {"fields": (("name", "sort_name"), "is_another", "slug", ("kind", "country"), "note")}),
    )
    inlines = (NameInline, RoleInline, ParticipationInline)
    statements = count_column("statement", "speaker", _("statements"))
    chooser = Statement._meta.get_field("speaker")

    def get_queryset(self, request):
        speakers = super().get_queryset(request).prefetch_related("names", "roles")
        return speakers.annotate(statement_count=count_of(Statement, "speaker"))

    def autocomplete_line(self, obj):
        return f"{obj.name} {native_name(obj)}".strip() + f" - {best_known_as(obj)}"

    def choice_hint(self, obj):
        return ", ".join(filter(None, [native_name(obj), best_known_as(obj)]))

    @admin.display(description=_("other names"))
    def other_names(self, obj):
        return ", ".join(name.name for name in obj.names.all()) or "–"

    @admin.display(description=_("kind"), ordering="kind")
    def kind_and_country(self, obj):
        return ", ".join(filter(None, [str(obj.get_kind_display()), obj.country]))

    @admin.display(description=_("latest role"))
    def role(self, obj):
        return latest_role(obj) or "–"


def native_name(speaker) -> str:
    return next((name.name for name in speaker.native_names), "")


def best_known_as(speaker) -> str:
    return str(latest_role(speaker) or speaker.country or speaker.get_kind_display())


def latest_role(speaker) -> str:
    """The role begun last among those still held, else among all; from what is prefetched."""
    roles = list(speaker.roles.all())
    current_roles = [role for role in roles if role.end is None] or roles
    return current_roles[-1].title if current_roles else ""
