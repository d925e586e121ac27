"""While the archive is read only, whoever would change it is told so before anything is tried."""

from django.urls import reverse

from archive.database.error_notices import READ_ONLY
from archive.database.read_only import is_read_only

from .errors import unavailable

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}


class ReadOnlyMiddleware:
    """Middleware: 503 for what would write. Reports of browsers are only logged."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in SAFE or request.path_info == reverse("policy_report") or not is_read_only():
            return self.get_response(request)
        return unavailable(request, READ_ONLY)


def read_only(request) -> dict[str, bool]:
    """Context processor, for the banner of the admin."""
    return {"is_read_only": is_read_only()}
