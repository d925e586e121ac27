"""Logs a line for every refused request (403), and every attempt to sign in that came too soon (429), for
investigations of what accounts tried."""

import json
import logging

from django.conf import settings

logger = logging.getLogger("verbatim.security")
ADMIN = "/admin/"  # whoever floods other addresses gets 429 as well, and no line


class RefusalLogMiddleware:
    """Runs after SecondFactorMiddleware. It writes only to the log, since refused requests could fill a table."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 403:
            logger.warning("%s", json.dumps(describe("refused", request)))
        elif response.status_code == 429 and request.path.startswith(ADMIN):
            logger.warning("%s", json.dumps(describe("throttled", request)))
        return response


def describe(kind: str, request) -> dict[str, str]:
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    user = getattr(request, "pending_user", None) or request.user if has_session else None
    return {
        "kind": kind,
        "username": user.get_username() if user and user.is_authenticated else "",
        "address": request.META.get("REMOTE_ADDR", ""),
        "subject": f"{request.method} {request.path}"[:200],
    }
