"""Error pages in the look of the site: the policy forbids the inline style of Django's own."""

import sys

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.accounts.typed_form import keep_typed_form

from .public import is_for_public_page
from .replicas import replicas

RETRY_SECONDS = 5
# Of PostgreSQL: too many connections, stopped by the administrator, after a crash, not ready yet, a standby.
NO_SERVICE = {"53300", "57P01", "57P02", "57P03", "25006"}


def bad_request(request, exception):
    """400, or 413 for a form that is too large. Renders without the request, whose host may be the fault."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return HttpResponse(render_to_string(f"{status}.html"), status=status)


def csrf_failure(request, reason=""):
    """A form of this site whose token is of an earlier session comes back; the person sends it again."""
    is_own = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if is_own and request.path.startswith(reverse("admin:index")) and keep_typed_form(request):
        return HttpResponseRedirect(reverse("admin:typed_form"))
    return render(request, "403_csrf.html", status=403)


def is_database_failure(exception) -> bool:
    """Whether the database does not answer, or takes no changes; not that it refuses what it was asked."""
    if not isinstance(exception, OperationalError | InterfaceError | InternalError):
        return False
    code = getattr(exception.__cause__, "sqlstate", None)
    return (
        code in NO_SERVICE
        or (not code and not isinstance(exception, InternalError))
        or str(code).startswith("08")
    )


def no_database(request):
    """503: what does not go at the moment, and what does."""
    public = is_for_public_page(request)
    reading_goes_on = not public and replicas.configured and bool(replicas.current())
    if public:
        message = _("The archive cannot be read at the moment. Please try again in a minute.")
    elif reading_goes_on:
        message = _("Nothing can be changed at the moment; nothing was saved. Reading and searching go on.")
    else:
        message = _("Nothing can be changed at the moment; nothing was saved. Please try again in a minute.")
    if request.path.endswith(".json") or request.content_type == "application/json":
        response = JsonResponse({"message": message}, status=503)
    else:
        context = {"message": message, "reading_goes_on": reading_goes_on}
        response = HttpResponse(render_to_string("503.html", context), status=503)
    response["Retry-After"] = str(RETRY_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


def failure_response(request, failure: Exception):
    """The same with its reason, for the routing: another database may have the answer."""
    response = no_database(request)
    response.failure = failure
    return response


def server_error(request):
    """500, or 503 where the database does not answer."""
    error = sys.exc_info()[1]
    if isinstance(error, Exception) and is_database_failure(error):
        return failure_response(request, error)
    return HttpResponse(render_to_string("500.html"), status=500)
