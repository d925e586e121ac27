"""What an account may not do and tries: a line in the log for each refusal, as an investigation asks for them."""

import json
import logging

from django.conf import settings

logger = logging.getLogger("verbatim.security")


class RefusalLog:
    """Middleware, after that of the second factor. In the log alone: whoever is refused could fill a table."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 403:
            logger.warning("%s", json.dumps(refusal_of(request)))
        return response


def refusal_of(request) -> dict[str, str]:
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    user = getattr(request, "awaiting", None) or request.user if has_session else None
    return {
        "kind": "refused",
        "username": user.get_username() if user and user.is_authenticated else "",
        "address": request.META.get("REMOTE_ADDR", ""),
        "subject": f"{request.method} {request.path}"[:200],
    }
