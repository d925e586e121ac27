from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _

from archive.admin.base import ArchiveModelAdmin, annotate_url
from archive.admin.bulk import SetEventActionMixin
from archive.admin.columns import (
    StateFilter,
    choice_filter,
    count_column,
    count_of,
    date_column,
    state,
    two_lines,
)
from archive.admin.corrections.form import CanonicalText
from archive.admin.corrections.orphans import warn_of_orphans
from archive.admin.corrections.pages import CorrectionMixin
from archive.admin.importing.page import ImportMixin
from archive.admin.lists.filters import LanguageFilter, year_filter
from archive.admin.lists.indexed_search import IndexedSearchMixin
from archive.admin.publishing import PUBLISHING_HELP, TIMESTAMP_FIELDS, PublishingAdmin
from archive.editing.analysis import analyse_documents
from archive.editing.corrections import replace_text
from archive.editing.publication.checklist import unpublished_statements
from archive.editing.publication.state_changes import publish_with_statements
from archive.editing.states import may_publish
from archive.models import Document, State, Statement
from archive.search.engine import engine
from archive.search.facets import language_name
from archive.web.documents import document_page
from archive.workbench.urls import workbench_urls

from .annotate import AnnotateMixin
from .coverage import CoverageMixin
from .links import LinksMixin

StatementsFilter = choice_filter(
    "statements",
    _("statements"),
    {
        "some": (_("With statements"), lambda documents: documents.filter(statement_count__gt=0)),
        "none": (_("Without statements"), lambda documents: documents.without_statements()),
    },
)
UnknownFilter = choice_filter(
    "unknown",
    _("what is unknown"),
    {
        "any": (_("Kind, language or date"), lambda documents: documents.incomplete()),
        "kind": (_("Kind"), lambda documents: documents.filter(kind=Document.Kind.UNKNOWN)),
        "language": (_("Language"), lambda documents: documents.filter(language=Document.UNKNOWN_LANGUAGE)),
        "date": (_("Date"), lambda documents: documents.filter(date=None)),
    },
)
TranslationFilter = choice_filter(
    "translated",
    _("translation"),
    {
        "machine": (_("Machine translation"), lambda documents: documents.filter(translator="machine")),
        "other": (
            _("Other translation"),
            lambda documents: documents.exclude(translator__in=["", "machine"]),
        ),
        "unchecked": (
            _("Translation not checked"),
            lambda documents: documents.exclude(translator="").filter(translation_checked=False),
        ),
        "none": (_("Not a translation"), lambda documents: documents.filter(translator="")),
    },
)


@admin.register(Document)
class DocumentAdmin(
    AnnotateMixin,
    CorrectionMixin,
    CoverageMixin,
    ImportMixin,
    LinksMixin,
    PublishingAdmin,
    SetEventActionMixin,
    IndexedSearchMixin,
    ArchiveModelAdmin,
):
    list_display = ("title_and_source", "kind_and_language", date_column, state, "statements")
    list_filter = (
        ("state", StateFilter),
        StatementsFilter,
        UnknownFilter,
        TranslationFilter,
        "kind",
        ("language", LanguageFilter),
        year_filter("date"),
        "source",
    )
    list_select_related = ("source",)
    list_defer = ("text",)
    search_fields = ("title",)  # that there is a search: the index answers
    search_help_text = _(
        "Searches titles, texts, sources and addresses: words, “phrases”, -without, source:, speaker:, before:."
    )
    actions = (
        "publish",
        "publish_with_statements",
        "send_to_review",
        "back_to_draft",
        "withhold_selected",
        "set_event",
    )
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("source", "event", "part_of", "translation_of")
    readonly_fields = TIMESTAMP_FIELDS
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "title",
                    "original_title",
                    "slug",
                    "source",
                    ("kind", "language"),
                    ("date", "date_precision", "date_uncertain"),
                    "event",
                    "url",
                )
            },
        ),
        (_("Text"), {"fields": ("text",)}),
        (
            _("Parts and translations"),
            {
                "fields": (
                    ("part_of", "part_first", "part_last"),
                    "translation_of",
                    ("translator", "translator_name", "translation_checked"),
                )
            },
        ),
        (_("Notes"), {"fields": ("public_note", "rights_note", "editor_note")}),
        (
            _("Publication"),
            {"fields": ("state", TIMESTAMP_FIELDS), "description": PUBLISHING_HELP},
        ),
    )
    statements = count_column("statement", "document", _("statements"))
    change_form_template = "admin/archive/document_form.html"

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(statement_count=count_of(Statement, "document"))

    def find(self, query, milliseconds):
        return engine.find_documents(query, milliseconds)

    def find_by_prefix(self, query, milliseconds):
        return engine.find_documents(query, milliseconds, in_names=True)

    def own_urls(self):
        return [*super().own_urls(), self.page_pattern("preview", self.preview_view), *self.document_urls()]

    def document_urls(self):
        workbench = path("<int:document_id>/annotate/api/", include(workbench_urls(self.admin_site)))
        document_urls = [
            self.page_pattern("coverage", self.coverage_view),
            self.page_pattern("links", self.links_view),
        ]
        return [workbench, *self.correction_urls(), *document_urls]

    def preview_view(self, request, object_id):
        document = self.get_permitted(request, unquote(object_id), "view")
        return document_page(request, document, preview=True)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "text":
            kwargs |= {
                "form_class": CanonicalText,
                "widget": AdminTextareaWidget({"rows": 28, "class": "vText"}),
            }
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        if "text" in form.base_fields:
            form.base_fields["text"].document = obj
        return form

    def get_readonly_fields(self, request, obj=None):
        """A text with statements is read only here: the correction page shows what a change does to them."""
        fields = super().get_readonly_fields(request, obj)
        return (*fields, "text") if getattr(obj, "statement_count", 0) else fields

    def save_model(self, request, obj, form, change):
        """A changed text is written by ``replace_text``, which moves statements that were added meanwhile."""
        if change and "text" in form.changed_data:
            text, obj.text = obj.text, form.initial["text"]
            super().save_model(request, obj, form, change)
            replace_text(request.user, obj, text)
            warn_of_orphans(request, obj)
        else:
            super().save_model(request, obj, form, change)
        if change:
            analyse_documents([obj.pk], form.changed_data)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            context |= related_context(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def has_publish_both_permission(self, request, obj=None):
        return may_publish(request.user, Document) and may_publish(request.user, Statement)

    def chosen_states(self, request):
        states = request.POST.getlist("statement_states")
        is_first = "publish_with_statements" in request.POST.getlist("action")
        return [*states, State.REVIEW.value] if is_first else states

    def rows_to_publish(self, request, queryset):
        """The documents, with those of their statements that the editor chose to publish."""
        rows = super().rows_to_publish(request, queryset)
        if states := self.chosen_states(request):
            rows["statements"] = unpublished_statements(queryset).filter(state__in=states)
        return rows

    def publish_confirmed(self, request, queryset):
        states = self.chosen_states(request)
        documents, statements = publish_with_statements(request.user, queryset, states)
        self.report_states(request, documents, State.PUBLISHED)
        if states:
            self.admin_site.get_model_admin(Statement).report_states(request, statements, State.PUBLISHED)

    def publish_related(self, request, obj):
        if states := self.chosen_states(request):
            rows = Document.objects.filter(pk=obj.pk)
            _documents, outcome = publish_with_statements(request.user, rows, states)
            self.admin_site.get_model_admin(Statement).report_states(request, outcome, State.PUBLISHED)

    @admin.action(description=_("Publish, including statements in review"), permissions=["publish_both"])
    def publish_with_statements(self, request, queryset):
        return self.publish(request, queryset)

    def is_public(self, obj):
        return obj.is_published

    def for_autocomplete(self, queryset):
        return queryset.select_related("source").defer("text")

    def autocomplete_line(self, obj):
        details = [obj.source.name, obj.date_display, "" if obj.is_published else obj.get_state_display()]
        return f"{obj.title} - {', '.join(str(part) for part in details if part)}"

    @admin.display(description=_("title and source"), ordering="sort_key")
    def title_and_source(self, obj):
        return two_lines(obj.title, obj.source)

    @admin.display(description=_("kind"), ordering="kind")
    def kind_and_language(self, obj):
        tone = "warning-text" if obj.is_machine_translation else "quiet"
        second = ", ".join(
            str(part) for part in (language_name(obj.language), obj.get_translator_display()) if part
        )
        return two_lines(obj.get_kind_display(), second, tone)


def related_context(document) -> dict:
    """Returns what the page shows of rows that refer to the document, with the addresses of its other pages. Three
    queries."""
    statements = document.statements.select_related("speaker").in_reading_order()
    return {
        "statements": list(statements),
        "parts": list(document.parts.defer("text")),
        "translations": list(document.translations.defer("text")),
        "annotate_url": annotate_url(document.pk),
        "preview_url": reverse("admin:archive_document_preview", args=[document.pk]),
        "correct_url": reverse("admin:archive_document_correct", args=[document.pk]),
        "links_url": reverse("admin:archive_document_links", args=[document.pk]),
        "versions_url": reverse("admin:archive_document_versions", args=[document.pk]),
    }
