"""The page on which somebody sees and ends where the account is signed in."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from . import events
from .models import SecurityEvent
from .sessions import end_sessions, sessions_of


@require_http_methods(["GET", "POST"])
def account_page(request, site):
    if request.method == "POST":
        end_chosen_sessions(request)
        return HttpResponseRedirect(reverse("admin:account"))
    context = {
        **site.each_context(request),
        "title": _("Your account"),
        "sessions": sessions_of(request.user),
        "current": request.session.session_key,
    }
    return TemplateResponse(request, "admin/account/account.html", context)


def end_chosen_sessions(request) -> None:
    """The session with the posted id, or all others. The one in use ends by signing out."""
    current, choice = request.session.session_key, request.POST.get("session", "")
    count = end_sessions(request.user, except_key=current, only_id=None if choice == "others" else choice)
    if count:
        events.record(SecurityEvent.Kind.SESSIONS_ENDED, request, request.user, number=count)
        text = ngettext("%(n)s session was ended.", "%(n)s sessions were ended.", count) % {"n": count}
        messages.success(request, text)
    else:
        messages.info(request, _("That session has already ended."))
