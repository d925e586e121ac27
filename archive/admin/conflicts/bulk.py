"""Lists and their actions, and deleting: rows that were changed since the page was opened are left alone."""

import hashlib

from django.contrib import messages
from django.contrib.admin import helpers
from django.contrib.admin.utils import unquote
from django.db import models
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.editing.errors import EditError
from archive.editing.keys import is_primary_key
from archive.editing.saving import save_in_one_edit

from .snapshot import OPENED, read_snapshot, take_snapshot

OPENED_ROWS = "opened_rows"  # inputs of a list: the key of a row, a hyphen, its version
MAX_NAMED = 5


def row_version(row: models.Model) -> str:
    """A digest of the row's loaded columns. Makes no query: columns that a list defers are not read for it."""
    deferred_fields = row.get_deferred_fields()
    values = [getattr(row, f.attname) for f in row._meta.concrete_fields if f.attname not in deferred_fields]
    return hashlib.blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def opened_row(row: models.Model) -> str:
    return f"{row.pk}-{row_version(row)}"


class BulkMixin:
    """Refuses an action of a list where the selected rows have changed since the list was opened."""

    delete_confirmation_template = "admin/archive/conflicts/delete.html"
    delete_selected_confirmation_template = "admin/archive/conflicts/delete_selected.html"

    def action_checkbox(self, obj):
        box = super().action_checkbox(obj)
        return format_html('{}<input type="hidden" name="{}" value="{}">', box, OPENED_ROWS, opened_row(obj))

    def response_action(self, request, queryset):
        """Runs the action under the write lock, so that nothing changes between the check and the action; a page that
        asks first passes the versions on."""
        act = super().response_action
        response = save_in_one_edit(
            request.user, lambda: self._refuse_stale(request, queryset) or act(request, queryset)
        )
        if isinstance(response, TemplateResponse):
            keys = request.POST.getlist(helpers.ACTION_CHECKBOX_NAME)
            rows = queryset if request.POST.get("select_across") == "1" else queryset.filter(pk__in=keys)
            response.context_data["opened_rows"] = [opened_row(row) for row in rows]
        return response

    def _refuse_stale(self, request, queryset):
        opened_rows = dict(entry.rpartition("-")[::2] for entry in request.POST.getlist(OPENED_ROWS))
        keys = {key for key in request.POST.getlist(helpers.ACTION_CHECKBOX_NAME) if is_primary_key(key)}
        seen_keys = keys & set(opened_rows)
        if request.POST.get("select_across") == "1" or not seen_keys:
            return None
        rows = {str(row.pk): row for row in queryset.filter(pk__in=seen_keys)}
        stale = [str(row) for key, row in rows.items() if row_version(row) != opened_rows[key]]
        deleted_count = len(seen_keys) - len(rows)
        if not stale and not deleted_count:
            return None
        self.message_user(request, stale_message(stale, deleted_count), messages.ERROR)
        return HttpResponseRedirect(request.get_full_path())

    def delete_view(self, request, object_id, extra_context=None):
        obj = self.get_object(request, unquote(object_id))
        if obj is None or not hasattr(self, "unbound_forms"):
            return super().delete_view(request, object_id, extra_context)
        if request.method != "POST":
            context = {OPENED: take_snapshot(*self.unbound_forms(request, obj)), **(extra_context or {})}
            return super().delete_view(request, object_id, context)
        delete = super().delete_view
        try:
            return save_in_one_edit(
                request.user, lambda: self._refuse_stale_deletion(request, obj) or delete(request, object_id)
            )
        except EditError as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(request.path)

    def _refuse_stale_deletion(self, request, obj):
        """Returns a message to the second of two people who delete the same row, or who press twice."""
        present = self.get_object(request, str(obj.pk))
        if present is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(obj.pk))
        if OPENED not in request.POST:
            return None
        now = take_snapshot(*self.unbound_forms(request, present))
        if read_snapshot(now) == read_snapshot(request.POST[OPENED]):
            return None
        message = (
            _("Someone else has changed “%s” in the meantime, so it was not deleted. Check it again.") % obj
        )
        self.message_user(request, message, messages.ERROR)
        return HttpResponseRedirect(request.path)


def stale_message(stale: list[str], deleted_count: int) -> str:
    """Says which rows others have changed or deleted since the list was opened."""
    parts = []
    if stale:
        message = ngettext(
            "%(n)d entry was changed by someone else since you opened this page: %(names)s.",
            "%(n)d entries were changed by someone else since you opened this page: %(names)s.",
            len(stale),
        )
        names = "; ".join(f"“{name[:60]}”" for name in stale[:MAX_NAMED]) + (
            "; …" if len(stale) > MAX_NAMED else ""
        )
        parts.append(message % {"n": len(stale), "names": names})
    if deleted_count:
        message = ngettext(
            "%(n)d entry was deleted by someone else.",
            "%(n)d entries were deleted by someone else.",
            deleted_count,
        )
        parts.append(message % {"n": deleted_count})
    return " ".join([*parts, _("Nothing was done: look at the list again.")])
