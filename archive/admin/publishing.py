"""The list actions and form fields for what has a state; who may give which is decided by editing/states.py."""

from django.contrib import admin, messages
from django.contrib.admin.utils import model_ngettext
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive.editing.publication.checklist import (
    UnconfirmedFindingsError,
    check_confirmed,
    checklist,
)
from archive.editing.publication.effects import describe_hidden, describe_new, describe_public
from archive.editing.publication.state_changes import set_state
from archive.editing.states import check_not_author, check_transition, choices_for, may_delete, may_publish
from archive.models import Document, State

from .bulk import selection_context
from .withholding import WithholdMixin

PUBLISHING_HELP = _(
    "Editors send entries for review; publishers publish and unpublish them. Published "
    "entries can still be corrected: the history keeps every version."
)


STATEMENTS_CODE = "statements_not_published"
TIMESTAMP_FIELDS = ("published_at", "created_at", "updated_at")


class PublishingAdmin(WithholdMixin):
    """Adds states, their actions and the checklist to the admin of documents and statements."""

    actions = ("publish", "send_to_review", "back_to_draft", "withhold_selected")

    def has_publish_permission(self, request, obj=None):
        return may_publish(request.user, self.model)

    def has_delete_permission(self, request, obj=None):
        is_permitted = super().has_delete_permission(request, obj)
        return is_permitted and (obj is None or may_delete(request.user, obj))

    def get_readonly_fields(self, request, obj=None):
        """The state is read-only where the user may set no other."""
        fields = super().get_readonly_fields(request, obj)
        is_fixed = obj is not None and len(choices_for(request.user, obj)) < 2
        return (*fields, "state") if is_fixed else fields

    def get_fieldsets(self, request, obj=None):
        """A new row has no times yet."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None:
            return fieldsets
        return [
            (title, options | {"fields": [line for line in options["fields"] if line != TIMESTAMP_FIELDS]})
            for title, options in fieldsets
        ]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if "state" in form.base_fields:
            choices = choices_for(request.user, obj or self.model())
            if obj is not None and obj.state not in dict(choices):  # what may only be taken back
                choices.insert(0, (obj.state, obj.get_state_display()))
            form.base_fields["state"].choices = choices
        return form

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self.check_publication(request, form, change)

    def save_model(self, request, obj, form, change):
        if change and obj.state != State.PUBLISHED == form.initial.get("state"):
            request.publication_effect = describe_hidden(**self.rows_of(self.model.objects.filter(pk=obj.pk)))
        super().save_model(request, obj, form, change)

    def response_change(self, request, obj):
        if effect := getattr(request, "publication_effect", ""):
            self.message_user(request, effect, messages.WARNING)
        return super().response_change(request, obj)

    def check_publication(self, request, form, change):
        """Checks, after a form is saved and still in its transaction, that whoever publishes by it has seen the
        checklist."""
        obj = form.instance
        before = form.initial.get("state", obj.state)
        if change and before == State.PUBLISHED == obj.state and form.changed_data:
            check_transition(request.user, obj, obj.state)
        if obj.state != State.PUBLISHED or (change and "state" not in form.changed_data):
            return
        rows = self.rows_to_publish(request, self.model.objects.filter(pk=obj.pk))
        check_confirmed(checklist(**rows), confirmed_codes(request))
        if change:
            check_not_author(request.user, obj)
        self.publish_related(request, obj)

    def rows_of(self, queryset) -> dict:
        """Returns the rows as the arguments that ``checklist`` and what describes an effect take."""
        return {f"{self.opts.model_name}s": queryset}

    def rows_to_publish(self, request, queryset) -> dict:
        return self.rows_of(queryset)

    def publish_related(self, request, obj):
        """Publishes what the editor has chosen to publish with the row; by default nothing."""

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        error = getattr(request, "edit_error", None)
        if isinstance(error, UnconfirmedFindingsError):
            context["checklist"] = error.findings
            context["publication_effect"] = self.describe_public(
                request, obj, change, form=context["adminform"].form
            )
            context["offers_statements"] = self.offers_statements(error.findings)
            context["chosen_states"] = request.POST.getlist("statement_states")
        return super().render_change_form(request, context, add, change, form_url, obj)

    def describe_public(self, request, obj, change, form) -> str:
        """Returns a sentence on what readers will see, once the form is saved, that they do not see now."""
        if change:
            return describe_public(**self.rows_to_publish(request, self.model.objects.filter(pk=obj.pk)))
        return describe_new(form.instance)

    def offers_statements(self, findings) -> bool:
        """Whether to offer that statements are published, too."""
        return self.model is Document and any(finding.code == STATEMENTS_CODE for finding in findings)

    def chosen_states(self, request) -> list[str]:
        """The states of the statements that are to be published with their documents."""
        return []

    @admin.action(description=_("Publish…"), permissions=["publish"])
    def publish(self, request, queryset):
        """Asks first, on a page that says what becomes public."""
        findings = checklist(**self.rows_to_publish(request, queryset))
        try:
            check_confirmed(findings, confirmed_codes(request))
        except UnconfirmedFindingsError:
            return self.ask_to_publish(request, queryset, findings)
        self.publish_confirmed(request, queryset)
        return None

    def publish_confirmed(self, request, queryset):
        self.set_state(request, queryset, State.PUBLISHED)

    def ask_to_publish(self, request, queryset, findings):
        context = self.page_context(
            request,
            _("Publish"),
            checklist=findings,
            offers_statements=self.offers_statements(findings),
            chosen_states=self.chosen_states(request),
            publication_effect=describe_public(**self.rows_to_publish(request, queryset)),
            **selection_context(queryset),
        )
        return TemplateResponse(request, "admin/archive/publishing/publish.html", context)

    @admin.action(description=_("Send for review"), permissions=["change"])
    def send_to_review(self, request, queryset):
        return self.unpublish(request, queryset, State.REVIEW)

    @admin.action(description=_("Return to draft"), permissions=["change"])
    def back_to_draft(self, request, queryset):
        return self.unpublish(request, queryset, State.DRAFT)

    def unpublish(self, request, queryset, state):
        """Asks first where readers would lose something."""
        is_asked = confirmed_codes(request) is not None or not self.has_publish_permission(request)
        effect = "" if is_asked else describe_hidden(**self.rows_of(queryset))
        if effect:
            return self.ask_to_unpublish(request, queryset, effect)
        self.set_state(request, queryset, state)
        return None

    def ask_to_unpublish(self, request, queryset, effect):
        action = request.POST["action"]
        title = self.get_actions(request)[action][2]
        context = self.page_context(
            request, title, action=action, publication_effect=effect, **selection_context(queryset)
        )
        return TemplateResponse(request, "admin/archive/publishing/unpublish.html", context)

    def set_state(self, request, queryset, state):
        self.report_states(request, set_state(request.user, queryset, state), state)

    def report_states(self, request, outcome, state):
        count = len(outcome.changed)
        names = model_ngettext(self.model, count)
        message = _("%(state)s: %(n)d %(names)s.") % {
            "state": State(state).label,
            "n": count,
            "names": names,
        }
        if outcome.unchanged:
            note = ngettext(
                "%(n)d was already in this state.", "%(n)d were already in this state.", outcome.unchanged
            )
            message = f"{message} {note % {'n': outcome.unchanged}}"
        self.message_user(request, message, messages.SUCCESS if count else messages.INFO)
        if outcome.not_allowed:
            message = ngettext(
                "%(n)d is published and was not changed: only a publisher can unpublish it.",
                "%(n)d are published and were not changed: only a publisher can unpublish them.",
                outcome.not_allowed,
            )
            if state == State.PUBLISHED:
                message = ngettext(
                    "%(n)d was not published: you wrote it, or may not publish it.",
                    "%(n)d were not published: you wrote them, or may not publish them.",
                    outcome.not_allowed,
                )
            self.message_user(request, message % {"n": outcome.not_allowed}, messages.WARNING)
        if outcome.orphaned:
            message = ngettext(
                "%(n)d is orphaned and was not changed: reattach it to the text first.",
                "%(n)d are orphaned and were not changed: reattach them to the text first.",
                outcome.orphaned,
            )
            self.message_user(request, message % {"n": outcome.orphaned}, messages.WARNING)


def confirmed_codes(request) -> list[str] | None:
    """Returns the codes of the findings that the submitted page showed; None where it showed no checklist."""
    confirmation = request.POST.get("confirmed")
    return None if confirmation is None else confirmation.split(",")
