"""Error pages in the look of the site: the policy forbids the inline style of Django's own."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request, exception):
    """400, or 413 for a form that is too large. Renders without the request, whose host may be the fault."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return HttpResponse(render_to_string(f"{status}.html"), status=status)


def csrf_failure(request, reason=""):
    return render(request, "403_csrf.html", status=403)
