"""Withholding what something read when it was public, and ending that."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.editing.errors import EditError
from archive.editing.withholding import end_withholding, withhold
from archive.models import Withholding

from .base import ChangelistErrorsMixin
from .conflicts.bulk import BulkMixin


class WithholdingForm(forms.ModelForm):
    class Meta:
        model = Withholding
        fields = ("model_name", "object_id", "reason", "note")


@admin.register(Withholding)
class WithholdingAdmin(ChangelistErrorsMixin, BulkMixin, admin.ModelAdmin):
    """Made and ended, never changed: the history keeps both."""

    form = WithholdingForm
    list_display = ("__str__", "reason", "note", "created_at")
    list_filter = ("model_name", "reason")
    actions = ("end_selected",)
    list_per_page = 50

    def has_change_permission(self, request, obj=None):
        return False

    def has_end_permission(self, request):
        return self.has_delete_permission(request)

    def get_actions(self, request):
        return {
            name: action for name, action in super().get_actions(request).items() if name != "delete_selected"
        }

    def delete_model(self, request, obj):
        end_withholding(request.user, obj)

    @admin.action(description=_("Show the former words again"), permissions=["end"])
    def end_selected(self, request, queryset):
        for row in queryset:
            end_withholding(request.user, row)
        self.message_user(request, _("Readers are shown the former words again."), messages.SUCCESS)

    def save_model(self, request, obj, form, change):
        values = form.cleaned_data
        withholding = withhold(
            request.user, values["model_name"], values["object_id"], values["reason"], values["note"]
        )
        obj.pk = withholding.pk

    def add_view(self, request, form_url="", extra_context=None):
        try:
            return super().add_view(request, form_url, extra_context)
        except EditError as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())


class WithholdMixin:
    """Adds the action “Withhold former words…” to the admin of what has a public page; it opens the form, filled in."""

    @admin.action(description=_("Withhold former words…"), permissions=["withhold"])
    def withhold_selected(self, request, queryset):
        keys = list(queryset.values_list("pk", flat=True)[:2])
        if len(keys) != 1:
            self.message_user(request, _("Select exactly one to withhold."), messages.WARNING)
            return None
        url = reverse("admin:archive_withholding_add")
        return HttpResponseRedirect(f"{url}?model_name={self.opts.model_name}&object_id={keys[0]}")

    def has_withhold_permission(self, request):
        return request.user.has_perm("archive.add_withholding")
