"""The list actions and form fields for what has a state; who may give which is decided by editing/states.py."""

from django.contrib import admin, messages
from django.contrib.admin.utils import model_ngettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive.editing.publishing import set_state
from archive.editing.states import choices_for, may_delete, may_publish
from archive.models import State

from .withholding import WithholdMixin

PUBLISHING_HELP = _(
    "Editors send entries for review; publishers publish and unpublish them. Published "
    "entries can still be corrected: the history keeps every version."
)


TIMESTAMP_FIELDS = ("published_at", "created_at", "updated_at")


class PublishingAdmin(WithholdMixin):
    """For documents and statements."""

    actions = ("publish", "send_to_review", "back_to_draft", "withhold_selected")

    def has_publish_permission(self, request, obj=None):
        return may_publish(request.user, self.model)

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or may_delete(request.user, obj))

    def get_readonly_fields(self, request, obj=None):
        """Where only the present state may be given there is nothing to choose."""
        fields = super().get_readonly_fields(request, obj)
        fixed = obj is not None and len(choices_for(request.user, obj)) < 2
        return (*fields, "state") if fixed else fields

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
            form.base_fields["state"].choices = choices_for(request.user, obj or self.model())
        return form

    @admin.action(description=_("Publish"), permissions=["publish"])
    def publish(self, request, queryset):
        self.set_state(request, queryset, State.PUBLISHED)

    @admin.action(description=_("Send for review"), permissions=["change"])
    def send_to_review(self, request, queryset):
        self.set_state(request, queryset, State.REVIEW)

    @admin.action(description=_("Return to draft"), permissions=["change"])
    def back_to_draft(self, request, queryset):
        self.set_state(request, queryset, State.DRAFT)

    def set_state(self, request, queryset, state):
        self.report_states(request, set_state(request.user, queryset, state), state)

    def report_states(self, request, done, state):
        changed = len(done.changed)
        names = model_ngettext(self.model, changed)
        message = _("%(state)s: %(n)d %(names)s.") % {
            "state": State(state).label,
            "n": changed,
            "names": names,
        }
        if done.unchanged:
            unchanged = ngettext(
                "%(n)d was already in this state.", "%(n)d were already in this state.", done.unchanged
            )
            message = f"{message} {unchanged % {'n': done.unchanged}}"
        self.message_user(request, message, messages.SUCCESS if changed else messages.INFO)
        if done.not_allowed:
            message = ngettext(
                "%(n)d is published and was not changed: only a publisher can unpublish it.",
                "%(n)d are published and were not changed: only a publisher can unpublish them.",
                done.not_allowed,
            )
            self.message_user(request, message % {"n": done.not_allowed}, messages.WARNING)
        if done.orphaned:
            message = ngettext(
                "%(n)d is orphaned and was not changed: reattach it to the text first.",
                "%(n)d are orphaned and were not changed: reattach them to the text first.",
                done.orphaned,
            )
            self.message_user(request, message % {"n": done.orphaned}, messages.WARNING)
