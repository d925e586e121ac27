"""Who may publish. Editors write, correct and send to review; publishing and taking back need a permission of their
own. An editor may correct what is published: history keeps every version, and a wrong word should not have to wait."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import model_ngettext
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive.editing.locks import acquire_write_lock
from archive.models import State

WHO_PUBLISHES = _(
    "Editors send to review; publishers publish and take back. What is published may still be corrected: the history "
    "keeps every version."
)


class PublishingAdmin:
    """For nouns with a state. Checked in the form, in the list actions and before deleting."""

    actions = ("publish", "send_to_review", "back_to_draft")

    def has_publish_permission(self, request, obj=None):
        return request.user.has_perm(f"archive.publish_{self.opts.model_name}")

    def has_delete_permission(self, request, obj=None):
        """To delete what is published is to take it back."""
        allowed = super().has_delete_permission(request, obj)
        if obj is not None and obj.is_published:
            return allowed and self.has_publish_permission(request, obj)
        return allowed

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        if obj is not None and (
            obj.state == State.ORPHANED
            or (obj.is_published and not self.has_publish_permission(request, obj))
        ):
            return (*fields, "state")
        return fields

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "state":
            may_publish = self.has_publish_permission(request)
            choices = State.editable_choices()
            kwargs["choices"] = [each for each in choices if may_publish or each[0] != State.PUBLISHED]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    @admin.action(description=_("Publish"), permissions=["publish"])
    def publish(self, request, queryset):
        self.move(request, queryset, State.PUBLISHED)

    @admin.action(description=_("Send to review"), permissions=["change"])
    def send_to_review(self, request, queryset):
        self.move(request, queryset, State.REVIEW)

    @admin.action(description=_("Back to draft"), permissions=["change"])
    def back_to_draft(self, request, queryset):
        self.move(request, queryset, State.DRAFT)

    @transaction.atomic
    def move(self, request, queryset, state):
        acquire_write_lock()
        chosen = list(
            self.model.objects.filter(pk__in=queryset.values("pk")).select_for_update().order_by("pk")
        )
        waiting = [obj for obj in chosen if obj.state != state]
        adrift = [obj for obj in waiting if obj.state == State.ORPHANED]
        kept = [obj for obj in waiting if obj.is_published and not self.has_publish_permission(request, obj)]
        moved = [obj for obj in waiting if obj not in kept and obj not in adrift]
        self.model.objects.filter(pk__in=[obj.pk for obj in moved]).update(state=state, updated_at=now())
        log_changes(request, moved, ["state"])
        self.tell(request, len(moved), len(chosen) - len(waiting), len(kept), state)
        if adrift:
            said = ngettext(
                "%(n)d needs a place in its text first and was left as it is.",
                "%(n)d need a place in their text first and were left as they are.",
                len(adrift),
            )
            self.message_user(request, said % {"n": len(adrift)}, messages.WARNING)

    def tell(self, request, moved, already, kept, state):
        message = f"{State(state).label}: {moved} {model_ngettext(self.model, moved)}."
        if already:
            said = ngettext("%(n)d was so already.", "%(n)d were so already.", already)
            message = f"{message} {said % {'n': already}}"
        self.message_user(request, message, messages.SUCCESS if moved else messages.INFO)
        if kept:
            said = ngettext(
                "%(n)d is published and was left as it is: only a publisher takes it back.",
                "%(n)d are published and were left as they are: only a publisher takes them back.",
                kept,
            )
            self.message_user(request, said % {"n": kept}, messages.WARNING)


def log_changes(request, objects, fields):
    """One entry in the admin log for each of the objects."""
    if objects:
        LogEntry.objects.log_actions(request.user.pk, objects, CHANGE, [{"changed": {"fields": fields}}])
