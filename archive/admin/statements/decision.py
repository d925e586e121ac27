from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from archive.admin.base import ChangelistErrorsMixin, ReadOnlyAdminMixin
from archive.models import ProposalDecision


@admin.register(ProposalDecision)
class ProposalDecisionAdmin(ReadOnlyAdminMixin, ChangelistErrorsMixin, admin.ModelAdmin):
    """Read-only: decisions are made, and taken back, where the text is annotated."""

    list_display = ("__str__", "rule", "cue", "score", "speaker", "decided_by", "decided_at", "annotate")
    list_filter = ("verdict", "rule", "decided_by")
    list_select_related = ("document", "decided_by")
    search_fields = ("words", "cue", "speaker")
    date_hierarchy = "decided_at"
    fields = (
        "document",
        "verdict",
        "words",
        "before",
        "after",
        "speaker",
        "rule",
        "rules_version",
        "cue",
        "score",
    )
    fields += ("statement", "text_version", "start", "end", "decided_by", "decided_at")
    readonly_fields = fields
    list_per_page = 50

    def get_queryset(self, request):
        return super().get_queryset(request).defer("document__text", "before", "after")

    @admin.display(description=_("document"))
    def annotate(self, obj):
        url = reverse("admin:archive_document_annotate", args=[obj.document_id])
        return format_html('<a href="{}">{}</a>', url, obj.document)
