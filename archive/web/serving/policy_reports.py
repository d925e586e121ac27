"""Where browsers tell what the content policy kept from a page: a few lines in the log, never more.

Anybody can send anything here. So a report is short, nothing of it is stored, and of a flood a few are read.
"""

import json
import logging
import threading
import time
from http import HTTPStatus

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

logger = logging.getLogger("verbatim.security")
TYPES = {"application/csp-report", "application/reports+json"}
MAX_BODY = 16 * 1024  # bytes
MAX_PER_MINUTE = 20  # reports that each server process reads in one
MAX_REPORTS = 5  # of one request
MAX_VALUE = 200  # characters
# By the older interface (report-uri) and by the newer one (report-to).
FIELDS = {
    "page": ("document-uri", "documentURL"),
    "blocked": ("blocked-uri", "blockedURL"),
    "directive": ("effective-directive", "effectiveDirective"),
    "source": ("source-file", "sourceFile"),
}


class RateLimit:
    """Allows ``MAX_PER_MINUTE`` reports a minute in this process."""

    def __init__(self, number: int) -> None:
        self.number, self.minute, self.used = number, 0, 0
        self.lock = threading.Lock()

    def allow(self) -> bool:
        minute = int(time.monotonic() // 60)
        with self.lock:
            if minute != self.minute:
                self.minute, self.used = minute, 0
            self.used += 1
            return self.used <= self.number


rate_limit = RateLimit(MAX_PER_MINUTE)


@csrf_exempt
@require_POST
def policy_report(request):
    if not rate_limit.allow():
        response = HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = "60"
        return response
    if request.content_type not in TYPES:
        return HttpResponse(status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdecimal() or int(length) > MAX_BODY:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    for report in read_reports(request.read(MAX_BODY)):
        logger.warning("the content policy kept something from a page: %s", report)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def read_reports(body: bytes) -> list[str]:
    """Returns each report as one line of JSON, without line breaks or control characters; ignores anything else."""
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        return []
    payload = payload if isinstance(payload, list) else [payload]
    reports = (entry.get("csp-report") or entry.get("body") for entry in payload if isinstance(entry, dict))
    return [json.dumps(fields_of(report)) for report in reports if isinstance(report, dict)][:MAX_REPORTS]


def fields_of(report: dict) -> dict[str, str]:
    values = {name: next((report[key] for key in keys if key in report), "") for name, keys in FIELDS.items()}
    return {name: value[:MAX_VALUE] for name, value in values.items() if isinstance(value, str) and value}
