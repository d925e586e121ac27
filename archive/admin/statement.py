from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.http import HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from archive.models import Relay, Report, Role, Statement, StatementTheme, Theme

from .annotate import around
from .bulk import AddTheme, SetEvent
from .columns import choice_filter, state, two_lines
from .forms import ChooseMany, NounForm, is_key
from .noun import NounAdmin, NounInline, annotate_url
from .orphans import OrphansMixin
from .preview import statement_preview
from .publishing import WHO_PUBLISHES, PublishingAdmin
from .reports import ReportsMixin

AROUND = 400  # characters of the text shown on either side of the words
THEMES = Statement._meta.get_field("themes")
ThemesFilter = choice_filter(
    "themed",
    _("themes"),
    {
        "some": (_("With themes"), lambda statements: statements.filter(themes__isnull=False).distinct()),
        "none": (_("Without themes"), lambda statements: statements.filter(themes__isnull=True)),
    },
)
ReportsFilter = choice_filter(
    "reports",
    _("reports"),
    {
        "confirmed": (
            _("Report of an utterance"),
            lambda statements: statements.filter(reports__status=Report.Status.CONFIRMED),
        ),
        "suggested": (
            _("With a suggestion to decide"),
            lambda statements: statements.filter(reports__status=Report.Status.SUGGESTED).distinct(),
        ),
    },
)
RoleFilter = choice_filter(
    "role",
    _("role that day"),
    {"missing": (_("No role known"), lambda statements: statements.without_role())},
)


class StatementForm(NounForm):
    """Themes go through rows of their own, which Django's form would not edit as one field."""

    on_themes = forms.ModelMultipleChoiceField(
        Theme.objects.all(),
        required=False,
        label=_("Themes"),
        widget=RelatedFieldWidgetWrapper(
            ChooseMany(THEMES, admin.site),
            THEMES.remote_field,
            admin.site,
            can_add_related=True,
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "on_themes" in self.fields and self.instance.pk:
            self.initial["on_themes"] = list(self.instance.themes.values_list("pk", flat=True))
        if "role" in self.fields:
            self.fields["role"].queryset = self.roles_to_choose()

    def roles_to_choose(self):
        """Those of the speaker that is saved and of the one just chosen; the database knows which fits."""
        speakers = [self.instance.speaker_id, self.data.get(self.add_prefix("speaker"))]
        return Role.objects.filter(speaker__in=[pk for pk in speakers if is_key(pk)])

    def _save_m2m(self):
        super()._save_m2m()
        if "on_themes" in self.cleaned_data:
            self.instance.themes.set(self.cleaned_data["on_themes"])


class RelayInline(NounInline):
    model = Relay
    autocomplete_fields = ("speaker",)
    verbose_name_plural = _("relayed by (1 is nearest to the words)")


@admin.register(Statement)
class StatementAdmin(OrphansMixin, ReportsMixin, PublishingAdmin, AddTheme, SetEvent, NounAdmin):
    form = StatementForm
    list_display = ("words", "who", "where", state)
    list_filter = (
        "state",
        "attribution",
        "voice",
        "certain",
        ThemesFilter,
        ReportsFilter,
        RoleFilter,
        "document__kind",
        "document__language",
        ("document__source", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("speaker", "event", "document")
    list_defer = ("document__text",)
    search_fields = ("text", "speaker__name", "speaker__names__name", "document__title", "voice_label")
    search_help_text = _("Words of the statement, the speaker in any spelling, or the document's title.")
    date_hierarchy = "document__date"
    ordering = ("-id",)
    actions = (*PublishingAdmin.actions, "add_theme", "set_event")
    autocomplete_fields = ("speaker", "event")
    readonly_fields = ("in_context", "published_at", "created_at", "updated_at")
    inlines = (RelayInline,)
    history_rows = ((StatementTheme, "statement"), (Relay, "statement"), (Report, "statement"))
    change_form_template = "admin/archive/statement_form.html"
    fieldsets = (
        (None, {"fields": ("in_context",)}),
        (
            _("Who says it"),
            {
                "fields": (
                    ("voice", "attribution", "certain"),
                    "speaker",
                    "voice_label",
                    ("role_as_printed", "role"),
                )
            },
        ),
        (_("About what"), {"fields": ("on_themes", "note")}),
        (_("When and where"), {"fields": ("event", ("date", "date_precision", "date_uncertain"))}),
        (
            _("Publication"),
            {"fields": ("state", ("published_at", "created_at", "updated_at")), "description": WHO_PUBLISHES},
        ),
    )

    def add_view(self, request, form_url="", extra_context=None):
        """Statements are marked in a text; there is nothing to fill in without one."""
        message = _("Choose the document that holds the words, then press “Annotate” on its page.")
        self.message_user(request, message, messages.INFO)
        return HttpResponseRedirect(reverse("admin:archive_document_changelist"))

    def own_urls(self):
        queue = self.page("needs_place", self.needs_place_view, of_one=False)
        return [*super().own_urls(), self.page("preview", self.preview_view), queue]

    def preview_view(self, request, object_id):
        return statement_preview(request, self.allowed_or_404(request, unquote(object_id), "view"))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["show_save_and_add_another"] = False
        if obj is not None:
            context["preview_url"] = reverse("admin:archive_statement_preview", args=[obj.pk])
            context["annotate_url"] = annotate_url(obj.document_id)
            context["reports_url"] = reverse("admin:archive_statement_reports", args=[obj.pk])
        return super().render_change_form(request, context, add, change, form_url, obj)

    def is_public(self, obj):
        return obj.is_public

    def for_autocomplete(self, queryset):
        return queryset.select_related("speaker", "document").defer("document__text")

    def autocomplete_line(self, obj):
        return f"{obj} - {obj.document.title}"

    @admin.display(description=_("words"), ordering="text")
    def words(self, obj):
        return Truncator(obj.text).chars(120)

    @admin.display(description=_("who"), ordering="speaker__sort_key")
    def who(self, obj):
        name = obj.speaker or obj.voice_label or obj.get_voice_display()
        return two_lines(name, obj.get_attribution_display(), "quiet" if obj.certain else "warn")

    @admin.display(description=_("document, event and date"), ordering="document__sort_key")
    def where(self, obj):
        url = reverse("admin:archive_document_change", args=[obj.document_id])
        second = ", ".join(str(part) for part in (obj.event, obj.date_display) if part)
        return two_lines(format_html('<a href="{}">{}</a>', url, obj.document), second)

    @admin.display(description=_("the words in the text"))
    def in_context(self, obj):
        before, after = around(obj.document.text, obj.start, obj.end, AROUND)
        context = {"statement": obj, "before": before, "after": after}
        return render_to_string("admin/archive/in_context.html", context)
