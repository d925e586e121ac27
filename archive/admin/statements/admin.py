from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from archive.admin.base import ArchiveInline, ArchiveModelAdmin, annotate_url
from archive.admin.bulk import AddThemeActionMixin, SetEventActionMixin
from archive.admin.columns import choice_filter, state, two_lines
from archive.admin.corrections.orphans import OrphansMixin
from archive.admin.lists.filters import LanguageFilter, year_filter
from archive.admin.lists.indexed_search import IndexedSearchMixin
from archive.admin.publishing import PUBLISHING_HELP, TIMESTAMP_FIELDS, PublishingAdmin
from archive.admin.text import text_around
from archive.editing.fields import FormSection, admin_lines
from archive.editing.keys import is_primary_key
from archive.editing.marking.roles import role_warning
from archive.models import Document, Relay, Report, State, Statement
from archive.search.engine import engine
from archive.web.statements import statement_page

from .form import StatementForm
from .reports import ReportsMixin
from .saving import SavingMixin

CONTEXT_LENGTH = 400  # characters of the text shown on either side of the words
CARRIED_FIELDS = ("speaker", "event", "voice", "attribution")  # from one new statement to the next
SPEAKER_AND_DATE_FIELDS = {"speaker", "event", "role", "date", "date_precision"}
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
            _("With undecided suggestions"),
            lambda statements: statements.filter(reports__status=Report.Status.SUGGESTED).distinct(),
        ),
    },
)
RoleFilter = choice_filter(
    "role",
    _("role on that day"),
    {"missing": (_("No role known"), lambda statements: statements.without_role())},
)


class RelayInline(ArchiveInline):
    model = Relay
    autocomplete_fields = ("speaker",)
    verbose_name_plural = _("relayed by (1 is closest to the words)")


@admin.register(Statement)
class StatementAdmin(
    OrphansMixin,
    ReportsMixin,
    SavingMixin,
    PublishingAdmin,
    AddThemeActionMixin,
    SetEventActionMixin,
    IndexedSearchMixin,
    ArchiveModelAdmin,
):
    form = StatementForm
    list_display = ("words", "speaker_and_attribution", "document_and_event", state)
    list_filter = (
        "state",
        "attribution",
        "voice",
        "certain",
        ThemesFilter,
        ReportsFilter,
        RoleFilter,
        year_filter("document__date"),
        "document__kind",
        ("document__language", LanguageFilter),
        "document__source",
    )
    list_select_related = ("speaker", "event", "document")
    list_defer = ("document__text",)
    search_fields = ("text",)  # that there is a search: the index answers
    search_help_text = _(
        "Searches as readers do, in any state: words, names and titles, “phrases”, -without, speaker:, theme:, before:."
    )
    ordering = ("-id",)
    actions = (*PublishingAdmin.actions, "add_theme", "set_event")
    autocomplete_fields = ("speaker", "event")
    readonly_fields = ("in_document", "in_context", *TIMESTAMP_FIELDS)
    inlines = (RelayInline,)
    change_form_template = "admin/archive/statement_form.html"
    fieldsets = (
        (None, {"fields": ("in_document", "in_context", "words", "place")}),
        *(
            (section.label, {"fields": admin_lines(section)})
            for section in (FormSection.WHO, FormSection.ABOUT, FormSection.WHEN)
        ),
        (
            FormSection.PUBLICATION.label,
            {
                "fields": (
                    *admin_lines(FormSection.PUBLICATION),
                    TIMESTAMP_FIELDS,
                ),
                "description": PUBLISHING_HELP,
            },
        ),
    )

    def find(self, query, milliseconds):
        return engine.find_statements(query, milliseconds)

    def add_view(self, request, form_url="", extra_context=None):
        """``document`` in the address names the text; without one there is nowhere to find the words."""
        document_id = request.GET.get("document", "")
        document = Document.objects.filter(pk=document_id).first() if is_primary_key(document_id) else None
        if document is None:
            message = _("Choose the document that contains the words, then select “Annotate” on its page.")
            self.message_user(request, message, messages.INFO)
            return HttpResponseRedirect(reverse("admin:archive_document_changelist"))
        if not self.admin_site.get_model_admin(Document).has_change_permission(request, document):
            raise PermissionDenied
        request.document = document
        return super().add_view(request, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.document = getattr(request, "document", None)
        form.plain_lists = "lists" in request.GET
        return form

    def get_fieldsets(self, request, obj=None):
        """Whoever may only look sees the words in the text and nothing to paste; a new statement has no words yet."""
        (title, options), *other_fieldsets = super().get_fieldsets(request, obj)
        fields = options["fields"]
        if obj is None:
            fields = [name for name in fields if name != "in_context"]
        elif not self.has_change_permission(request, obj):
            fields = ("in_document", "in_context")
        return [(title, {"fields": fields}), *other_fieldsets]

    def get_changeform_initial_data(self, request):
        """The event of the text's last statement, else the document's; values in the address take precedence."""
        document = request.document
        last = document.statements.order_by("-pk").values_list("event", flat=True).first()
        initial = {"event": last or document.event_id} | super().get_changeform_initial_data(request)
        return initial | {
            "on_themes": [pk for pk in initial.get("on_themes", "").split(",") if is_primary_key(pk)]
        }

    def warn_of_role(self, request, obj, form):
        warning = role_warning(obj)
        if warning and not SPEAKER_AND_DATE_FIELDS.isdisjoint(form.changed_data):
            self.message_user(request, warning, messages.WARNING)

    def response_add(self, request, obj, post_url_continue=None):
        if "_addanother" not in request.POST:
            return super().response_add(request, obj, post_url_continue)
        query = request.GET.copy()
        for name in CARRIED_FIELDS:
            query[name] = getattr(obj, Statement._meta.get_field(name).attname) or ""
        query["on_themes"] = ",".join(str(pk) for pk in obj.themes.values_list("pk", flat=True))
        self.message_user(request, _("Added: “%s”.") % obj, messages.SUCCESS)
        return HttpResponseRedirect(f"{request.path}?{query.urlencode()}")

    def response_post_save_add(self, request, obj):
        return HttpResponseRedirect(annotate_url(obj.document_id))

    def own_urls(self):
        queue = self.page_pattern("orphans", self.orphans_view, of_one=False)
        return [*super().own_urls(), self.page_pattern("preview", self.preview_view), queue]

    def preview_view(self, request, object_id):
        row = self.get_permitted(request, unquote(object_id), "view")
        statement = Statement.objects.for_page().get(pk=row.pk)
        return statement_page(request, statement, preview=True)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["show_save_and_add_another"] = add
        context["lists_url"] = lists_url(request)
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

    @admin.display(description=_("speaker"), ordering="speaker__sort_key")
    def speaker_and_attribution(self, obj):
        name = obj.speaker or obj.voice_label or obj.get_voice_display()
        return two_lines(name, obj.get_attribution_display(), "quiet" if obj.certain else "warning-text")

    @admin.display(description=_("document, event and date"), ordering="document__sort_key")
    def document_and_event(self, obj):
        url = reverse("admin:archive_document_change", args=[obj.document_id])
        second = ", ".join(str(part) for part in (obj.event, obj.date_display) if part)
        return two_lines(format_html('<a href="{}">{}</a>', url, obj.document), second)

    @admin.display(description=_("Document"))
    def in_document(self, obj):
        url = reverse("admin:archive_document_change", args=[obj.document_id])
        return format_html('<a href="{}">{}</a>', url, obj.document)

    @admin.display(description=_("Themes"))
    def on_themes(self, obj):
        return ", ".join(map(str, obj.themes.all()))

    @admin.display(description=_("words in context"))
    def in_context(self, obj):
        """An orphan is shown in the version of the text in which it stood last."""
        text = obj.document.text
        if obj.state == State.ORPHANED:
            text = obj.document.text_at_version(obj.orphan.version) or ""
        before, after = text_around(text, obj.start, obj.end, CONTEXT_LENGTH)
        context = {"statement": obj, "before": before, "after": after}
        return render_to_string("admin/archive/statement_in_context.html", context)


def lists_url(request) -> str:
    """Returns the address of the form with plain lists, for browsers without scripts; empty where it already is that
    form."""
    if "lists" in request.GET:
        return ""
    query = request.GET.copy()
    query["lists"] = "1"
    return f"?{query.urlencode()}"
