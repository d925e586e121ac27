"""The history pages: what changed about one object, back to an earlier state, and what was deleted."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.admin.corrections.orphans import warn_of_orphans
from archive.editing.errors import EditError
from archive.editing.history.accounts import account_names
from archive.editing.history.display import describe_entries
from archive.editing.history.events import author_of, history_entries, history_model, name_in_history
from archive.editing.history.restoring import deletions, restore_deleted, restore_message, restore_version
from archive.editing.keys import is_primary_key
from archive.editing.marking.restoring import deleted_statements, restore_statements
from archive.editing.merging.undo import CHANGED_SINCE, undo_merge
from archive.models import Document, Merge, Redirect

PER_PAGE = 40


class HistoryPagesMixin:
    """The history of one object and what was deleted of its kind, with the buttons that restore."""

    object_history_template = "admin/archive/history/history.html"
    change_form_template = "admin/archive/change_form.html"

    def history_urls(self):
        return [
            self.page_pattern("history_restore", self.restore_view),
            self.page_pattern("deleted", self.deleted_view, of_one=False),
            self.page_pattern("deleted_restore", self.restore_deleted_view),
        ]

    def changelist_view(self, request, extra_context=None):
        context = {"deleted_url": self.deleted_url(), **(extra_context or {})}
        if self.opts.model_name in Redirect.ModelName.values and request.user.has_perm(
            "archive.view_redirect"
        ):
            url = reverse("admin:archive_redirect_changelist")
            context["redirects_url"] = f"{url}?model_name__exact={self.opts.model_name}"
        return super().changelist_view(request, context)

    def history_view(self, request, object_id, extra_context=None):
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        page = Paginator(history_entries(self.model, obj.pk), PER_PAGE).get_page(request.GET.get("p"))
        describe_entries(self.model, page, account_names())
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
        obj = self.get_permitted(request, unquote(object_id), "change")
        event = self.event_or_404(request.POST.get("event"), obj)
        try:
            labels = restore_version(request.user, obj, event)
        except EditError as error:
            self.message_user(request, _("Not restored. %s") % error, messages.ERROR)
        else:
            if labels:
                self.message_user(request, restore_message(event, labels), messages.SUCCESS)
            else:
                message = _("Nothing to restore: this is already the current state.")
                self.message_user(request, message, messages.INFO)
            if self.model is Document:
                warn_of_orphans(request, obj)
        return HttpResponseRedirect(reverse(self.url_name("history"), args=[obj.pk]))

    def event_or_404(self, pgh_id, obj):
        rows = history_model(self.model).objects.filter(pgh_obj_id=obj.pk)
        event = rows.filter(pgh_id=pgh_id).first() if is_primary_key(pgh_id) else None
        if event is None:
            raise Http404
        return event

    def deleted_view(self, request):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        page = Paginator(deletions(self.model), PER_PAGE).get_page(request.GET.get("p"))
        users = account_names()
        for event in page:
            event.author, event.name = author_of(event, users), name_in_history(event)
        if self.model is Document:
            counts = deleted_statements([event.pgh_obj_id for event in page])
            for event in page:
                event.statement_count = counts.get(event.pgh_obj_id, 0)
        context = self.page_context(
            request,
            _("Deleted %s") % self.opts.verbose_name_plural,
            page=page,
            may_restore=self.has_add_permission(request),
        )
        return TemplateResponse(request, "admin/archive/history/deleted.html", context)

    def restore_deleted_view(self, request, object_id):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied
        event = (
            deletions(self.model).filter(pgh_obj_id=object_id).first() if is_primary_key(object_id) else None
        )
        if event is None:
            raise Http404
        merge = Merge.objects.find_by_duplicate(self.opts.model_name, event.pgh_obj_id)
        if merge:
            return undo_and_show(self, request, merge)
        try:
            obj = restore_deleted(request.user, self.model, event)
        except EditError as error:
            self.message_user(request, _("Not restored. %s") % error, messages.ERROR)
            return HttpResponseRedirect(reverse(self.url_name("deleted")))
        self.message_user(request, restored_message(obj, event), messages.SUCCESS)
        if "with_statements" in request.POST and self.model is Document:
            show_restored_statements(request, *restore_statements(request.user, obj))
        return HttpResponseRedirect(reverse(self.url_name("change"), args=[obj.pk]))

    def deleted_url(self) -> str:
        return reverse(self.url_name("deleted"))

    def url_name(self, page) -> str:
        return f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"


def show_restored_statements(request, statements, refusals) -> None:
    messages.success(request, _("Statements restored with it: %d.") % len(statements))
    for refusal in sorted(set(refusals)):
        messages.warning(
            request, _("Not restored: %(n)d. %(why)s") % {"n": refusals.count(refusal), "why": refusal}
        )


def restored_message(obj, event) -> str:
    message = _("“%s” was restored as a draft.") if hasattr(obj, "state") else _("“%s” was restored.")
    message %= obj
    if getattr(obj, "slug", None) == getattr(event, "slug", None):
        return message
    address = _("Its former address now belongs to another entry, so its slug is “%s”.") % obj.slug
    return f"{message} {address}"


UNDO_STARTED_MESSAGE = gettext_lazy(
    "“%s” is restored. It had many entries, which are being moved back one after the other; this "
    "page shows the progress."
)


def undo_and_show(model_admin, request, merge):
    """Undoes the merge and redirects to the restored entry."""
    name = f"admin:archive_{model_admin.opts.model_name}"
    try:
        duplicate, counts = undo_merge(request.user, merge.pk)
    except EditError as error:
        model_admin.message_user(request, _("Not undone. %s") % error, messages.ERROR)
        return HttpResponseRedirect(reverse(f"{name}_changelist"))
    message = _("The merge of “%s” was undone; everything that belonged to it is restored.") % duplicate
    if Merge.objects.being_undone().filter(pk=merge.pk).exists():
        message = UNDO_STARTED_MESSAGE % duplicate
    elif count := counts[CHANGED_SINCE]:
        message = ngettext(
            "The merge of “%(name)s” was undone. %(count)d row was changed since and stays as it is; everything else "
            "is restored.",
            "The merge of “%(name)s” was undone. %(count)d rows were changed since and stay as they are; everything "
            "else is restored.",
            count,
        ) % {"name": duplicate, "count": count}
    model_admin.message_user(request, message, messages.SUCCESS)
    return HttpResponseRedirect(reverse(f"{name}_change", args=[duplicate.pk]))
