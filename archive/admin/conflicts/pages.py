"""The admin's forms, each with a snapshot of what it showed when it was opened."""

import json
import secrets
from functools import partial
from hashlib import sha256

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.accounts.unsaved_form import take_unsaved_form
from archive.editing.errors import EditError
from archive.editing.history.last_change import last_change
from archive.editing.saving import save_in_one_edit

from .comparison import Comparison, describe_submission
from .snapshot import OPENED, read_snapshot, take_snapshot

MESSAGE = gettext_lazy(
    "Someone else changed this while you were working on it. Your changes are not saved yet and not "
    "lost: check the differences, then save."
)


SAVED_ALREADY = gettext_lazy("This form was submitted twice, but saved only once.")
# In the session: where the newest forms that added something led, or what the popup told its opener.
SUBMITTED = "submitted_forms"
POPUP_DATA = "popup_response_data"
MAX_SUBMITTED = 20

RETURNED_MESSAGE = gettext_lazy(
    "You had been signed out, so nothing was saved yet. This is what you had typed: save it now."
)


class VersionField(forms.CharField):
    """The snapshot; it is no value of the row, so it never counts as changed."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


class OpenedForm(forms.Form):
    """Mixed into every form of the admin. ``comparison`` of what was sent with what is there now, None where nothing
    was sent. ``is_returned``: it was sent after its session had ended, and its editor has signed in since.
    ``edit_error``: why saving this very form was refused a moment ago."""

    opened_with = VersionField(required=False)
    comparison = None
    is_returned = False
    edit_error = None

    def clean(self):
        cleaned = super().clean()
        if self.is_returned:
            self.add_error(None, RETURNED_MESSAGE)
        if self.comparison and self.comparison.differences:
            self.add_error(None, MESSAGE)
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        if self.edit_error:
            errors = self.edit_error.errors or {None: [self.edit_error.message]}
            for field, reasons in errors.items():
                self.add_error(field if field in self.fields else None, reasons)


def _submission_key(data) -> str:
    """A digest of the opened page and the values sent from it; empty for a form without a snapshot. Going back and
    typing something else gives another key."""
    if not data.get(OPENED):
        return ""
    values = sorted((name, data.getlist(name)) for name in data if name != "csrfmiddlewaretoken")
    return sha256(json.dumps(values).encode()).hexdigest()


class ConflictMixin:
    """Shows, where a form is saved over another person's change, both versions field by field."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """An error while saving undoes everything and shows the form again with the submitted values."""
        view = partial(super().changeform_view, request, object_id, form_url, extra_context)
        if request.method == "GET":
            self._restore_unsaved_form(request)
        if request.method != "POST":
            return view()
        if object_id is None:
            save = partial(self._add_once, request, view)
        else:
            save = lambda: self._compare(request, object_id) or view()  # noqa: E731
        try:
            return save_in_one_edit(request.user, save)
        except EditError as error:
            request.edit_error = error
        return view()

    def _restore_unsaved_form(self, request):
        """Treats what was typed before the session ended as if it had just been submitted; ``is_returned`` prevents
        saving it."""
        form = take_unsaved_form(request)
        if form:
            _no_files = request.FILES  # to read them first as those of a POST would empty request.POST
            request.method, request.POST, request.is_returned = "POST", form.data, True

    def _add_once(self, request, view):
        """Saves a form that adds something, unless the very form was saved with the same values: a button may be
        pressed twice. It runs under the lock and in the transaction of the saving, so the session of the first is seen
        by the second."""
        key, session = _submission_key(request.POST), request.session
        bodies = type(session)(session.session_key).get(SUBMITTED, {})
        if key in bodies:
            session[SUBMITTED] = bodies  # this one was read before, and may be written again
            if IS_POPUP_VAR in request.POST:
                return TemplateResponse(request, "admin/popup_response.html", {POPUP_DATA: bodies[key]})
            self.message_user(request, SAVED_ALREADY, messages.INFO)
            return HttpResponseRedirect(bodies[key])
        response = view()
        answer = response.get("Location") or (getattr(response, "context_data", None) or {}).get(POPUP_DATA)
        if key and answer:
            newest = [*bodies.items(), (key, answer)][-MAX_SUBMITTED:]
            session[SUBMITTED] = dict(newest)
            session.save()
        return response

    def _compare(self, request, object_id):
        """Looks for changes since the form was opened, under the write lock that saving needs."""
        if OPENED not in request.POST:
            return None
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self.show_deleted(request)
        if not self.has_change_permission(request, obj):
            return None
        data = request.POST.copy()
        comparison = Comparison(read_snapshot(data[OPENED]), data)
        comparison.run(*self.unbound_forms(request, obj))
        request.POST = data
        request.comparison = comparison
        return None

    def unbound_forms(self, request, obj):
        """The form and formsets of the row as it is now."""
        fields = flatten_fieldsets(self.get_fieldsets(request, obj))
        form = self.get_form(request, obj, change=True, fields=fields)(instance=obj)
        formsets = []
        for formset, inline in self.get_formsets_with_inlines(request, obj):
            prefix = formset.get_default_prefix()
            formsets.append(formset(instance=obj, prefix=prefix, queryset=inline.get_queryset(request)))
        return form, formsets

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        opened_form = type(form.__name__, (OpenedForm, form), {"__module__": form.__module__})
        if not change and kwargs.get("fields") is None:  # Django asks which fields of the model there are
            del opened_form.base_fields[OPENED]
        elif not change:
            opened_form.base_fields[OPENED] = VersionField(required=False, initial=secrets.token_hex)
        opened_form.comparison = getattr(request, "comparison", None)
        opened_form.is_returned = getattr(request, "is_returned", False)
        opened_form.edit_error = getattr(request, "edit_error", None)
        return opened_form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        comparison = getattr(request, "comparison", None)
        form = context["adminform"].form
        if change and obj is not None and not form.is_bound and OPENED in form.fields:
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            form.initial[OPENED] = take_snapshot(form, formsets)
        if comparison and comparison.differences:
            context["differences"] = comparison.differences
            context["last_change"] = last_change(self.model, obj.pk)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def show_deleted(self, request):
        """Shows what was typed, to be copied, where somebody else deleted the row meanwhile. Status 409."""
        context = {
            **self.admin_site.each_context(request),
            "title": _("Someone else has deleted this entry"),
            "opts": self.opts,
            "submitted_values": describe_submission(request.POST, *self.unbound_forms(request, self.model())),
            "deleted_url": self.deleted_url() if hasattr(self, "deleted_url") else "",
        }
        return TemplateResponse(request, "admin/archive/conflicts/unsaved_values.html", context, status=409)
