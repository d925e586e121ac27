from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from archive.models import StatementTheme, SynonymSet, Theme, ThemeLabel
from archive.search.query.plain_words import find_operator

from .base import ArchiveInline, ArchiveModelAdmin
from .columns import StatementsFilter, choice_filter, count_column, count_of
from .forms import ArchiveForm
from .names.merging import MergingPagesMixin
from .names.namesakes import NamesakesForm

LevelFilter = choice_filter(
    "level",
    _("level"),
    {
        "top": (_("Top-level themes"), lambda themes: themes.roots()),
        "below": (_("Subthemes"), lambda themes: themes.filter(parent__isnull=False)),
    },
)


class LabelInline(ArchiveInline):
    model = ThemeLabel


@admin.register(Theme)
class ThemeAdmin(MergingPagesMixin, ArchiveModelAdmin):
    form = NamesakesForm
    list_display = ("label", "parent_theme", "subthemes", "other_labels", "statements_link")
    list_filter = (LevelFilter, StatementsFilter)
    list_select_related = ("parent",)
    search_fields = ("label", "labels__text", "scope_note", "slug")
    search_help_text = _("Searches labels and scope notes.")
    ordering = ("sort_key",)
    prepopulated_fields = {"slug": ("label",)}
    autocomplete_fields = ("parent",)
    fieldsets = ((None, {"fields": ("label", "is_another", "slug", "parent", "scope_note")}),)
    inlines = (LabelInline,)
    statements_link = count_column("statement", "themes", _("statements"))
    subthemes = count_column("theme", "parent", _("subthemes"))
    chooser = StatementTheme._meta.get_field("theme")

    def get_queryset(self, request):
        themes = super().get_queryset(request).prefetch_related("labels")
        return themes.annotate(
            statement_count=count_of(StatementTheme, "theme"), theme_count=count_of(Theme, "parent")
        )

    def for_autocomplete(self, queryset):
        return queryset.select_related("parent__parent")

    def autocomplete_line(self, obj):
        return " - ".join(filter(None, [obj.label, self.choice_hint(obj)]))

    def choice_hint(self, obj):
        return f"{_('in')} {obj.parent}" if obj.parent else ""

    @admin.display(description=_("parent theme"), ordering="parent__sort_key")
    def parent_theme(self, obj):
        return obj.parent or "–"

    @admin.display(description=_("other labels"))
    def other_labels(self, obj):
        return ", ".join(label.text for label in obj.labels.all()) or "–"


class SynonymSetForm(ArchiveForm):
    def clean_words(self):
        """A word that a search would read as an operator would never be found as it is meant."""
        words = self.cleaned_data["words"]
        for word in words:
            if operator := find_operator(word):
                message = _(
                    "Write “%(word)s” without “%(operator)s”: synonyms are plain words, without operators and fields."
                )
                raise ValidationError(message % {"word": word, "operator": operator})
        return words


@admin.register(SynonymSet)
class SynonymSetAdmin(ArchiveModelAdmin):
    form = SynonymSetForm
    list_display = ("__str__", "note")
    search_fields = ("words", "note")
    search_help_text = _("Searches the words and the notes.")
    ordering = ("words",)
    fieldsets = ((None, {"fields": ("words", "note")}),)

    def is_public(self, obj):
        """A set of synonyms has no public page."""
        return False
