"""Other reports of a statement's words: an editor confirms or rejects what the archive proposes, or undoes that."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.editing import report_links
from archive.editing.errors import EditError
from archive.models import Statement
from archive.web.comparison.reports import ComparedReport, compare_reports

# The use case for each button, and the message when it is done.
DECISIONS = {
    "confirm": (report_links.confirm, gettext_lazy("Confirmed: “%s” reports the same words.")),
    "reject": (
        report_links.reject,
        gettext_lazy("Rejected: “%s” reports something else."),
    ),
    "undo": (report_links.undo_decision, gettext_lazy("Decision undone: “%s” is undecided again.")),
}


@dataclass(frozen=True)
class ComparedCandidate:
    """``sides``: the statement and the candidate, with what they share marked."""

    candidate: report_links.ReportCandidate
    sides: list[ComparedReport]


class ReportDecisionForm(forms.Form):
    decision = forms.ChoiceField(choices=[(name, name) for name in DECISIONS])
    other = forms.ModelChoiceField(Statement.objects.select_related("speaker"))

    def __init__(self, statement, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = self.fields["other"].queryset.exclude(document=statement.document_id)


class ReportsMixin:
    """Adds to the admin of statements the page on other reports of the same utterance."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.reports_view)
        reports_url = path("<int:statement_id>/reports/", view, name="archive_statement_reports")
        return [reports_url, *super().get_urls()]

    def reports_view(self, request, statement_id):
        rows = Statement.objects.select_related("document__source", "speaker", "event")
        statement = rows.filter(pk=statement_id).first()
        if statement is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(statement_id))
        if not self.has_change_permission(request, statement):
            raise PermissionDenied
        if request.method == "POST":
            self.decide(request, statement)
            return HttpResponseRedirect(reverse("admin:archive_statement_reports", args=[statement.pk]))
        less_likely = "less" in request.GET
        candidates = report_links.candidates(statement, less_likely)
        context = self.page_context(
            request,
            _("Other reports of these words"),
            statement,
            statement=statement,
            candidates=[
                ComparedCandidate(candidate, compare_reports([statement, candidate.statement]))
                for candidate in candidates
            ],
            less_likely=less_likely,
            may_decide=report_links.may_decide(request.user),
        )
        return TemplateResponse(request, "admin/archive/statement/reports.html", context)

    def decide(self, request, statement):
        if not report_links.may_decide(request.user):
            raise PermissionDenied
        form = ReportDecisionForm(statement, request.POST)
        if not form.is_valid():
            message = _("Nothing was changed: that statement is no longer in another document.")
            messages.error(request, message)
            return
        use_case, message = DECISIONS[form.cleaned_data["decision"]]
        other_statement = form.cleaned_data["other"]
        try:
            use_case(request.user, statement, other_statement)
        except EditError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, message % Truncator(other_statement.text).chars(60))
