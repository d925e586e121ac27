"""JSON in, JSON out: what every address of the workbench has in common, the refusals too."""

import json
from collections.abc import Callable

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError
from django.http import HttpResponseNotAllowed, JsonResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.urls import reverse
from django.utils.decorators import decorator_from_middleware
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from archive.database.error_notices import error_notice
from archive.editing.errors import (
    EditError,
    GoneError,
    NotAllowedError,
    NotFoundError,
    StaleError,
    StaleTextError,
)
from archive.editing.pending.decisions import propose_change
from archive.editing.pending.public_changes import PublicChangeError
from archive.editing.proposal_decisions import AlreadyDecidedError
from archive.editing.publication.checklist import UnconfirmedFindingsError

MAX_BODY = 256 * 1024  # bytes
FORM_TYPES = {"application/x-www-form-urlencoded", "multipart/form-data"}
STATUSES = (
    (AlreadyDecidedError, 410),
    (GoneError, 410),
    (NotFoundError, 404),
    (StaleTextError, 409),
    (StaleError, 412),
)


class ApiError(Exception):
    """A request that is refused: the status of the answer, its message, and other members of its JSON."""

    def __init__(self, status: int, message: str, **members):
        super().__init__(message)
        self.status, self.body = status, {"message": str(message), **members}

    @classmethod
    def from_edit_error(cls, error: EditError) -> "ApiError":
        """Errors of the whole statement are reported under ``words``."""
        for kind, status in STATUSES:
            if isinstance(error, kind):
                details = {"text_version": error.text_version} if isinstance(error, StaleTextError) else {}
                return cls(status, error.message, **details)
        if isinstance(error, NotAllowedError) and not error.errors:
            return cls(403, error.message)
        if isinstance(error, UnconfirmedFindingsError):
            findings = [{"code": finding.code, "message": finding.message} for finding in error.findings]
            messages = [finding.message for finding in error.findings] or [error.message]
            return cls(422, error.message, errors={"state": messages}, findings=findings)
        return cls(422, error.message, errors=error.errors or {"words": [error.message]})

    def response(self) -> JsonResponse:
        return JsonResponse(self.body, status=self.status)


class JsonCsrfMiddleware(CsrfViewMiddleware):
    def _reject(self, request, reason):
        message = _("The security token of this page has expired. Nothing was saved: try again.")
        return JsonResponse({"message": message, "csrf": get_token(request)}, status=403)


csrf_protect_json = decorator_from_middleware(JsonCsrfMiddleware)


def json_endpoint(site, **views: Callable):
    """The view of one address for the accounts of the admin site, from one view for each method."""

    @csrf_protect_json
    def dispatch(request, **ids):
        return views[request.method](request, **ids)

    @csrf_exempt  # for the middleware, whose refusal is a page; dispatch makes the same check
    @never_cache
    def endpoint(request, **ids):
        try:
            check_account(site, request)
            if request.method not in views:
                raise ApiError(405, _("This address does not accept %s.") % request.method)
            if request.content_type in FORM_TYPES:
                raise ApiError(400, _("The request is not valid JSON."))
            return dispatch(request, **ids)
        except PublicChangeError as error:
            return JsonResponse(propose_public_change(request.user, error), status=202)
        except EditError as error:
            return ApiError.from_edit_error(error).response()
        except ApiError as error:
            return with_allowed_methods(error.response(), views)
        except PermissionDenied:
            return ApiError(403, _("You do not have permission to do this.")).response()
        except RequestDataTooBig:
            return body_too_large().response()
        except (SuspiciousOperation, RawPostDataException, UnreadablePostError):
            return ApiError(400, _("The request could not be read.")).response()
        except DatabaseError as error:
            if (notice := error_notice(error)) is None:
                raise
            response = ApiError(503, f"{notice.title} {notice.message}").response()
            response["Retry-After"] = str(notice.retry_seconds)
            return response

    return endpoint


def propose_public_change(user, error: PublicChangeError) -> dict:
    """Stores the edit for a publisher to decide; the answer has a message and the address of its page."""
    change = propose_change(user, error)
    message = _("A publisher has to accept this change before it is public. It is waiting.")
    return {"message": message, "pending": reverse("admin:pending_change", args=[change.pk])}


def with_allowed_methods(response, views):
    if response.status_code == 405:
        response["Allow"] = HttpResponseNotAllowed(views)["Allow"]
    return response


def check_account(site, request) -> None:
    if site.has_permission(request):
        return
    if request.user.is_authenticated:
        raise PermissionDenied
    login = reverse("admin:login", current_app=site.name)
    raise ApiError(401, _("You are no longer signed in. Nothing was saved."), login=login)


def body_too_large() -> ApiError:
    return ApiError(413, _("The request is too large. Nothing was saved."))


def read_body(request) -> dict:
    if len(request.body) > MAX_BODY:
        raise body_too_large()
    try:
        body = json.loads(request.body.decode("utf-8"), parse_constant=refuse_constant)
    except (ValueError, RecursionError):
        raise ApiError(400, _("The request is not valid JSON.")) from None
    if not isinstance(body, dict):
        raise ApiError(400, _("The request is not a JSON object."))
    return body


def refuse_constant(constant):
    """NaN and the infinities, which Python reads and JSON does not have."""
    raise ValueError(constant)
