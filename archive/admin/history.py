"""The history pages: what changed on one object, back to an earlier state, and what was deleted."""

from django.contrib import messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from archive.editing.errors import EditError
from archive.editing.history import account_names, called, describe, entries, history_model, who_wrote
from archive.editing.restoring import deleted, restore_deleted, restore_state
from archive.models import Document

from .correcting import warn_of_orphans
from .forms import is_key

ON_A_PAGE = 40


class HistoryPages:
    """``history_rows``: (model, foreign key) of the rows whose history belongs to this noun's."""

    history_rows = ()
    object_history_template = "admin/archive/history.html"
    change_form_template = "admin/archive/change_form.html"

    def history_urls(self):
        return [
            self.page("history_restore", self.restore_view),
            self.page("deleted", self.deleted_view, of_one=False),
            self.page("deleted_restore", self.restore_deleted_view),
        ]

    def changelist_view(self, request, extra_context=None):
        context = {"deleted_url": reverse(self.url_name("deleted")), **(extra_context or {})}
        return super().changelist_view(request, context)

    def history_view(self, request, object_id, extra_context=None):
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        page = Paginator(entries(self.model, obj.pk, self.history_rows), ON_A_PAGE).get_page(
            request.GET.get("p")
        )
        describe(self.model, page, account_names())
        context = self.page_context(
            request,
            _("History of “%s”") % obj,
            obj,
            object=obj,
            page=page,
            may_restore=self.has_change_permission(request, obj),
        )
        return TemplateResponse(request, self.object_history_template, {**context, **(extra_context or {})})

    def restore_view(self, request, object_id):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        obj = self.allowed_or_404(request, unquote(object_id), "change")
        event = self.event_or_404(request.POST.get("event"), pgh_obj_id=obj.pk)
        back = HttpResponseRedirect(reverse(self.url_name("history"), args=[obj.pk]))
        try:
            with transaction.atomic():
                fields = restore_state(obj, event)
                message = _("Restored the state of %(when)s: %(fields)s.")
                message %= {"when": moment(event.pgh_created_at), "fields": ", ".join(fields)}
                if fields:
                    self.log_change(request, obj, message)
        except EditError as refusal:
            self.message_user(request, _("Not restored. %s") % refusal, messages.ERROR)
            return back
        if not fields:
            message = _("Nothing to restore: that state is the present one.")
        self.message_user(request, message, messages.SUCCESS if fields else messages.INFO)
        if self.model is Document:
            warn_of_orphans(request, obj)
        return back

    def event_or_404(self, pgh_id, **which):
        events = history_model(self.model).objects
        event = events.filter(pgh_id=pgh_id, **which).first() if is_key(pgh_id) else None
        if event is None:
            raise Http404
        return event

    def deleted_view(self, request):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        page = Paginator(deleted(self.model), ON_A_PAGE).get_page(request.GET.get("p"))
        users = account_names()
        for event in page:
            event.who = who_wrote(event, users)
            event.called = called(event)
        context = self.page_context(
            request,
            _("Deleted %s") % self.opts.verbose_name_plural,
            page=page,
            may_restore=self.has_add_permission(request),
        )
        return TemplateResponse(request, "admin/archive/deleted.html", context)

    def restore_deleted_view(self, request, object_id):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied
        gone = deleted(self.model).filter(pgh_obj_id=object_id) if is_key(object_id) else ()
        event = next(iter(gone), None)
        if event is None:
            raise Http404
        try:
            with transaction.atomic():
                obj = restore_deleted(self.model, event, self.history_rows)
                message = _("Restored after it was deleted on %s.") % moment(event.pgh_created_at)
                LogEntry.objects.log_actions(request.user.pk, [obj], ADDITION, message, single_object=True)
        except EditError as refusal:
            self.message_user(request, _("Not restored. %s") % refusal, messages.ERROR)
            return HttpResponseRedirect(reverse(self.url_name("deleted")))
        self.message_user(request, self.told_restored(obj, event), messages.SUCCESS)
        return HttpResponseRedirect(reverse(self.url_name("change"), args=[obj.pk]))

    def told_restored(self, obj, event) -> str:
        message = _("“%s” is back.") % obj
        if hasattr(obj, "state"):
            message = _("“%s” is back, as a draft.") % obj
        if getattr(obj, "slug", None) != getattr(event, "slug", None):
            said = _("Its former address leads elsewhere by now; it has the slug “%s”.")
            message = f"{message} {said % obj.slug}"
        return message

    def url_name(self, page) -> str:
        return f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"


def moment(when) -> str:
    return formats.date_format(timezone.localtime(when), "j F Y, H:i")
