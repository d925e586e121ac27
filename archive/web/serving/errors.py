"""Error pages in the look of the site: the policy forbids the inline style of Django's own."""

import sys

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.accounts.unsaved_form import store_unsaved_form
from archive.database.error_notices import NO_DATABASE, READ_ONLY, ErrorNotice, error_notice
from archive.search.engine import OlderDatabaseError

from .public import is_for_public_page
from .replicas import replicas


def bad_request(request, exception):
    """400, or 413 for a form that is too large. Renders without the request, whose host may be the fault."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return HttpResponse(render_to_string(f"{status}.html"), status=status)


def csrf_failure(request, reason=""):
    """A form of this site whose token is of an earlier session comes back; the person sends it again."""
    is_own = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if is_own and request.path.startswith(reverse("admin:index")) and store_unsaved_form(request):
        return HttpResponseRedirect(reverse("admin:unsaved_form"))
    return render(request, "403_csrf.html", status=403)


def is_database_failure(exception) -> bool:
    """Whether another copy of the archive may have the answer: this one does not answer."""
    notice = error_notice(exception)
    return notice is not None and (notice.is_away or notice is READ_ONLY)


def no_database(request):
    """503, with what is impossible at the moment and what still works."""
    public = is_for_public_page(request)
    reading_goes_on = not public and replicas.is_configured and bool(replicas.usable_aliases())
    if public:
        message = _("The archive cannot be read at the moment. Please try again in a minute.")
    elif reading_goes_on:
        message = _(
            "Nothing can be changed at the moment; nothing was saved. Reading and searching still work."
        )
    else:
        message = NO_DATABASE.message
    return unavailable(request, NO_DATABASE._replace(message=message), reading_goes_on)


def unavailable(request, notice: ErrorNotice, reading_goes_on: bool = False, status: int = 503):
    """503 with the reason, as JSON for clients that want JSON."""
    if wants_json(request):
        response = JsonResponse({"message": f"{notice.title} {notice.message}"}, status=status)
    else:
        context = {
            "status": status,
            "notice": notice,
            "reading_goes_on": reading_goes_on or notice is READ_ONLY,
            "was_sent": request.method == "POST",
        }
        response = HttpResponse(render_to_string("503.html", context), status=status)
    response["Retry-After"] = str(notice.retry_seconds)
    response["Cache-Control"] = "no-store"
    return response


def wants_json(request) -> bool:
    """Whether the address, the request's content type or its Accept header asks for JSON."""
    accept = request.headers.get("Accept", "").strip()
    return (
        request.path.endswith((".json", "/autocomplete/"))
        or "/annotate/api/" in request.path
        or request.content_type == "application/json"
        or accept.startswith("application/json")
    )


def failure_response(request, failure: Exception):
    """503 with its reason; for the routing it has the failure where another database may have the answer."""
    notice = error_notice(failure) or NO_DATABASE
    if notice is NO_DATABASE or isinstance(failure, OlderDatabaseError):
        response = no_database(request)
    else:
        response = unavailable(request, notice)
    if notice.is_away or notice is READ_ONLY:
        response.failure = failure
    return response


def server_error(request):
    """500, or 503 where the database does not answer."""
    error = sys.exc_info()[1]
    if isinstance(error, Exception) and error_notice(error):
        return failure_response(request, error)
    return HttpResponse(render_to_string("500.html"), status=500)
