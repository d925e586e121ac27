"""Utterances and their reports."""

from django.contrib import admin
from django.db.models import Count, Q
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from archive.admin.base import ArchiveInline, ArchiveModelAdmin
from archive.admin.columns import choice_filter, two_lines
from archive.admin.decision_queue import DecisionQueueMixin
from archive.editing.report_links import record_decision
from archive.models import Report, Utterance

from .queue import ReportQueue

CONFIRMED = Count("reports", Q(reports__status=Report.Status.CONFIRMED))
SUGGESTED = Count("reports", Q(reports__status=Report.Status.SUGGESTED))
ReportsFilter = choice_filter(
    "reports",
    _("reports"),
    {
        "suggested": (_("With undecided suggestions"), lambda rows: rows.filter(suggested_count__gt=0)),
        "several": (_("Two or more confirmed"), lambda rows: rows.filter(confirmed_count__gt=1)),
        "none": (_("None confirmed"), lambda rows: rows.filter(confirmed_count=0)),
    },
)


class ReportInline(ArchiveInline):
    model = Report
    autocomplete_fields = ("statement",)
    fields = ("statement", "words", "status", "suggested_by", "decided")
    readonly_fields = ("words", "suggested_by", "decided")

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .select_related("statement__speaker", "statement__document__source", "decided_by")
        )

    @admin.display(description=_("words"))
    def words(self, obj):
        if not obj.pk:
            return "–"
        return two_lines(Truncator(obj.statement.text).chars(240), obj.statement.document.source)

    @admin.display(description=_("suggested by"))
    def suggested_by(self, obj):
        return " ".join(filter(None, [obj.rule, "" if obj.score is None else f"{obj.score:.2f}"])) or "–"

    @admin.display(description=_("decided"))
    def decided(self, obj):
        when = date_format(localtime(obj.decided_at), "j M Y") if obj.decided_at else ""
        return ", ".join(filter(None, [obj.decided_by and obj.decided_by.get_username(), when])) or "–"


@admin.register(Utterance)
class UtteranceAdmin(DecisionQueueMixin, ArchiveModelAdmin):
    queue, queue_page = ReportQueue, "suggested"
    list_display = ("summary", "speaker", "event", "confirmed", "suggested_reports")
    list_filter = (ReportsFilter,)
    list_select_related = ("speaker", "event")
    search_fields = ("summary", "speaker__name", "speaker__names__name", "event__name")
    search_help_text = _("Searches summaries, speakers in any spelling, and events.")
    autocomplete_fields = ("speaker", "event")
    fieldsets = ((None, {"fields": ("summary", "speaker", "event")}),)
    inlines = (ReportInline,)

    def get_queryset(self, request):
        counts = {"confirmed_count": CONFIRMED, "suggested_count": SUGGESTED}
        return super().get_queryset(request).annotate(**counts)

    def save_formset(self, request, form, formset, change):
        for row in formset.forms:
            if "status" in row.changed_data or row.instance._state.adding:
                record_decision(request.user, row.instance, row.cleaned_data.get("status"))
        super().save_formset(request, form, formset, change)

    @admin.display(description=_("confirmed reports"), ordering="confirmed_count")
    def confirmed(self, obj):
        return obj.confirmed_count

    @admin.display(description=_("suggested"), ordering="suggested_count")
    def suggested_reports(self, obj):
        return obj.suggested_count
