"""Other reports of a statement's words: an editor confirms, rejects or detaches what the archive proposes."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.editing import linking
from archive.models import Statement

DECISIONS = {
    "confirm": gettext_lazy("Confirm"),
    "reject": gettext_lazy("Reject"),
    "detach": gettext_lazy("Detach"),
}
MAY = ("archive.add_report", "archive.change_report", "archive.delete_report", "archive.add_utterance")


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(choices=DECISIONS.items())
    other = forms.ModelChoiceField(Statement.objects.select_related("speaker"))

    def __init__(self, statement, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = self.fields["other"].queryset.exclude(document=statement.document_id)


class ReportsMixin:
    """For the admin of statements."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.reports_view)
        own = path("<int:statement_id>/reports/", view, name="archive_statement_reports")
        return [own, *super().get_urls()]

    def reports_view(self, request, statement_id):
        statement = self._reported(statement_id)
        if statement is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(statement_id))
        if not self.has_change_permission(request, statement):
            raise PermissionDenied
        if request.method == "POST":
            self._decide(request, statement)
            return HttpResponseRedirect(reverse("admin:archive_statement_reports", args=[statement.pk]))
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "title": _("Other reports of these words"),
            "opts": self.opts,
            "original": statement,
            "statement": statement,
            "candidates": linking.candidates(statement),
            "may_decide": request.user.has_perms(MAY),
        }
        return TemplateResponse(request, "admin/archive/statement/reports.html", context)

    def _reported(self, statement_id):
        return (
            Statement.objects.select_related("document__source", "speaker", "event")
            .filter(pk=statement_id)
            .first()
        )

    def _decide(self, request, statement):
        if not request.user.has_perms(MAY):
            raise PermissionDenied
        form = DecisionForm(statement, request.POST)
        if not form.is_valid():
            messages.error(
                request, _("Nothing was decided: that statement is not in another document any more.")
            )
            return
        decision, other = form.cleaned_data["decision"], form.cleaned_data["other"]
        try:
            with transaction.atomic():
                said = decide(decision, statement, other, request.user)
                self.log_change(request, statement, f"{DECISIONS[decision]}: {other}")
        except linking.LinkRefused as refused:
            messages.error(request, refusal(refused))
        except IntegrityError:
            messages.error(
                request, _("Somebody else decided about one of the two at the same moment. Look again.")
            )
        else:
            messages.success(request, said % {"words": Truncator(other.text).chars(60)})


def decide(decision, statement, other, editor) -> str:
    if decision == "confirm":
        linking.confirm(statement, other, editor)
        return _("Confirmed: “%(words)s” reports the same words.")
    if decision == "reject":
        linking.reject(statement, other, editor)
        return _("Rejected: “%(words)s” is about something else; this is remembered.")
    linking.detach(statement, other)
    return _("Detached: “%(words)s” is undecided again.")


def refusal(refused) -> str:
    said = _(
        "Not linked: “%(words)s” is already a confirmed report of another utterance, “%(utterance)s”."
        " Detach it there first."
    )
    words = {"words": Truncator(refused.statement.text).chars(60), "utterance": refused.utterance}
    return said % words
