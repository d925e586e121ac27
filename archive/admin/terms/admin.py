from functools import partial

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive.admin.base import ArchiveInline, ArchiveModelAdmin
from archive.admin.columns import StateFilter, choice_filter, state
from archive.admin.decision_queue import DecisionQueueMixin
from archive.admin.lists.filters import LanguageFilter
from archive.admin.names.merging import MergingPagesMixin
from archive.admin.publishing import PUBLISHING_HELP, TIMESTAMP_FIELDS, PublishingAdmin
from archive.editing.terms.decisions import may_delete_term
from archive.models import State, Term, TermOccurrence, TermWording

from .occurrence_search import find_occurrences
from .queue import OccurrenceQueue

Status = TermOccurrence.Status
CONFIRMED = Count("occurrences", Q(occurrences__status=Status.CONFIRMED))
UNDECIDED = Count("occurrences", Q(occurrences__status=Status.UNDECIDED))
OccurrencesFilter = choice_filter(
    "occurrences",
    _("occurrences"),
    {
        "undecided": (_("With undecided ones"), lambda terms: terms.filter(undecided_count__gt=0)),
        "some": (_("With confirmed ones"), lambda terms: terms.filter(confirmed_count__gt=0)),
        "none": (_("None confirmed"), lambda terms: terms.filter(confirmed_count=0)),
    },
)


class WordingInline(ArchiveInline):
    model = TermWording


@admin.register(Term)
class TermAdmin(DecisionQueueMixin, MergingPagesMixin, PublishingAdmin, ArchiveModelAdmin):
    queue, queue_page = OccurrenceQueue, "occurrences"
    list_display = ("original", "language", "other_wordings", state, "confirmed_link", "undecided_link")
    list_filter = (("state", StateFilter), OccurrencesFilter, ("language", LanguageFilter))
    search_fields = ("original", "wordings__text", "note", "slug")
    search_help_text = _("Searches originals, renderings, variants and notes.")
    ordering = ("sort_key",)
    prepopulated_fields = {"slug": ("original",)}
    readonly_fields = ("occurrences_found", *TIMESTAMP_FIELDS)
    fieldsets = (
        (None, {"fields": (("original", "language"), "slug", "note", "occurrences_found")}),
        (_("Publication"), {"fields": ("state", TIMESTAMP_FIELDS), "description": PUBLISHING_HELP}),
    )
    inlines = (WordingInline,)
    actions = (*PublishingAdmin.actions, *MergingPagesMixin.actions)
    chooser = TermOccurrence._meta.get_field("term")

    def get_queryset(self, request):
        terms = super().get_queryset(request).prefetch_related("wordings")
        return terms.annotate(confirmed_count=CONFIRMED, undecided_count=UNDECIDED)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or may_delete_term(obj))

    def has_merge_permission(self, request, obj=None):
        """Decided occurrences keep a term from being deleted, but not from being merged: the other term takes the
        decisions over."""
        return self.has_change_permission(request, obj) and super().has_delete_permission(request)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if "original" in form.changed_data or any(formset.has_changed() for formset in formsets):
            transaction.on_commit(partial(self.find, request, form.instance))

    def find(self, request, term):
        """Looks for the term at once in the statements that the index finds, so that the editor sees what the record is
        good for."""
        counts, is_partial = find_occurrences(term)
        if counts.found or counts.withdrawn:
            message = ngettext(
                "%(n)d occurrence of terms found in the statements; it waits in the queue.",
                "%(n)d occurrences of terms found in the statements; they wait in the queue.",
                counts.found,
            )
            self.message_user(request, message % {"n": counts.found}, messages.INFO)
        if is_partial:
            self.message_user(
                request,
                _("Not all statements were searched: the command find_terms finds the rest."),
                messages.WARNING,
            )

    def autocomplete_line(self, obj):
        return " – ".join([obj.original, *(wording.text for wording in obj.renderings[:2])])

    @admin.display(description=_("other wordings"))
    def other_wordings(self, obj):
        return "; ".join(wording.text for wording in obj.wordings.all()) or "–"

    @admin.display(description=_("confirmed"), ordering="confirmed_count")
    def confirmed_link(self, obj):
        return self.queue_link(obj, Status.CONFIRMED, obj.confirmed_count)

    @admin.display(description=_("undecided"), ordering="undecided_count")
    def undecided_link(self, obj):
        return self.queue_link(obj, Status.UNDECIDED, obj.undecided_count)

    @admin.display(description=_("occurrences"))
    def occurrences_found(self, obj):
        if obj.pk is None:
            return _("All statements are searched for it once the term is saved.")
        rejected_count = obj.occurrences.filter(status=Status.REJECTED).count()
        return format_html(
            "{} {}, {} {}, {} {}",
            self.queue_link(obj, Status.CONFIRMED, obj.confirmed_count),
            _("confirmed"),
            self.queue_link(obj, Status.UNDECIDED, obj.undecided_count),
            _("undecided"),
            self.queue_link(obj, Status.REJECTED, rejected_count),
            _("rejected"),
        )

    def queue_link(self, obj, status, count):
        if not count:
            return 0
        url = reverse("admin:archive_term_occurrences")
        return format_html('<a href="{}?term={}&amp;status={}">{}</a>', url, obj.pk, status, count)

    def is_public(self, obj):
        return obj.state == State.PUBLISHED
