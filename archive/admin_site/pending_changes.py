"""The queue of changes: pending ones, and what changed since publication; and the page of one pending change.

Views of the admin site itself, for what they show belongs to several models.
"""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from archive.editing.errors import EditError
from archive.editing.keys import is_primary_key
from archive.editing.pending.decisions import (
    accept_change,
    discard_change,
    may_decide,
    may_discard,
    propose_change,
)
from archive.editing.pending.display import describe_change
from archive.editing.pending.public_changes import PublicChangeError
from archive.editing.pending.since_publication import MODELS, changed_entries, mark_reviewed
from archive.models import PendingChange

MAX_LISTED = 100


def change_queue(request, site):
    """A POST marks one changed entry as seen."""
    check_may_view(request.user)
    if request.method == "POST":
        return mark_entry_seen(request)
    changes = PendingChange.objects.waiting().select_related("proposed_by")[:MAX_LISTED]
    context = {
        **site.each_context(request),
        "title": _("Changes to public entries"),
        "changes": [change for change in changes if may_view(request.user, change)],
        "changed_entries": changed_entries(request.user),
    }
    return TemplateResponse(request, "admin/archive/changes/queue.html", context)


def mark_entry_seen(request):
    name, _sep, pk = request.POST.get("seen", "").partition("-")
    until = parse_datetime_or_none(request.POST.get("until", ""))
    if name not in {model._meta.model_name for model in MODELS} or not is_primary_key(pk) or until is None:
        raise Http404
    try:
        mark_reviewed(request.user, name, int(pk), until)
    except EditError:
        raise PermissionDenied from None
    return HttpResponseRedirect(reverse("admin:changes"))


def parse_datetime_or_none(text: str) -> dt.datetime | None:
    """Returns the time, which must have a time zone; None for anything else."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def pending_change(request, pk, site):
    """Shows the proposed change beside the present values; whoever may decide accepts or discards it."""
    change = PendingChange.objects.select_related("proposed_by", "decided_by").filter(pk=pk).first()
    if change is None:
        raise Http404
    if not may_view(request.user, change):
        raise PermissionDenied
    if request.method == "POST":
        if decide(request, change):
            return HttpResponseRedirect(reverse("admin:changes"))
        change.refresh_from_db()
    is_waiting = change.status == PendingChange.Status.WAITING
    context = {
        **site.each_context(request),
        "title": _("Change to “%s”") % change.name,
        "change": change,
        "rows": describe_change(change),
        "object_url": reverse(f"admin:archive_{change.model_name}_change", args=[change.object_id]),
        "is_waiting": is_waiting,
        "may_decide": is_waiting and may_decide(request.user, change),
        "may_discard": is_waiting and may_discard(request.user, change),
    }
    return TemplateResponse(request, "admin/archive/changes/change.html", context)


def decide(request, change) -> bool:
    """Whether it is decided now."""
    prefix = "choice-"
    choices = {
        name.removeprefix(prefix): value for name, value in request.POST.items() if name.startswith(prefix)
    }
    try:
        if "discard" in request.POST:
            discard_change(request.user, change.pk)
            messages.success(request, _("Discarded: the change to “%s”.") % change.name)
        else:
            accept_change(request.user, change.pk, choices)
            messages.success(request, _("Accepted: the change to “%s” is now public.") % change.name)
    except EditError as error:
        messages.error(request, _("Nothing was changed. %s") % error)
        return False
    return True


def check_may_view(user) -> None:
    if not (user.has_perm("archive.view_document") or user.has_perm("archive.view_statement")):
        raise PermissionDenied


def may_view(user, change) -> bool:
    """Whoever may see rows of its kinds, and its author."""
    kinds = {change.model_name, *(row["model"] for row in change.rows)}
    return user.pk == change.proposed_by_id or user.has_perms([f"archive.view_{kind}" for kind in kinds])


def answer_with_pending_change(request, error: PublicChangeError):
    """Keeps what an editor sent, and leads back to the page from which they sent it."""
    change = propose_change(request.user, error)
    messages.get_messages(request)._queued_messages.clear()  # of what was undone
    url = reverse("admin:pending_change", args=[change.pk])
    message = _("A publisher has to accept this change to “{}” before it is public: <a href='{}'>see it</a>.")
    messages.warning(request, format_html(message, change.name, url))
    return HttpResponseRedirect(request.get_full_path())
