"""How the workbench's addresses are asked and answered: JSON both ways, and every refusal in JSON, too."""

import json
from functools import partial

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import ProtectedError
from django.http import HttpResponseNotAllowed, JsonResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.urls import reverse
from django.utils.decorators import decorator_from_middleware
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from archive.editing.errors import EditError, edit_error_from
from archive.editing.locks import check_deferred_constraints

MOST_BYTES = 256 * 1024
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}


class Refused(Exception):
    """What is not done, with the answer's status and what else it says."""

    def __init__(self, status: int, message: str, **more):
        super().__init__(message)
        self.status, self.said = status, {"message": str(message), **more}

    def response(self) -> JsonResponse:
        return JsonResponse(self.said, status=self.status)


def wrong(errors: dict) -> Refused:
    """422: the first message stands for all."""
    errors = {name: [str(said) for said in messages] for name, messages in errors.items()}
    return Refused(422, next(iter(errors.values()))[0], errors=errors)


class CsrfInJson(CsrfViewMiddleware):
    def _reject(self, request, reason):
        said = _("The page's token is out of date; nothing was saved. Try once more.")
        return JsonResponse({"message": said, "csrf": get_token(request)}, status=403)


csrf_in_json = decorator_from_middleware(CsrfInJson)


def door(site, **views):
    """The view of one address, from one view for each method; those that write are one transaction each."""
    views = {
        method: view if method == "GET" else partial(in_one_stroke, view) for method, view in views.items()
    }

    def ask(request, **which):
        return views[request.method](request, **which)

    guarded = csrf_in_json(ask)

    @csrf_exempt  # for the middleware, whose refusal is a page; the same check is made below
    @never_cache
    def answer(request, **which):
        try:
            check_account(site, request)
            if request.method not in views:
                raise Refused(405, _("This address does not take %s.") % request.method)
            if request.content_type in FORMS:
                raise Refused(400, _("What was sent is not JSON."))
            return guarded(request, **which)
        except Refused as refused:
            return allowing(views, refused.response())
        except PermissionDenied:
            return Refused(403, _("Your account may not do this here.")).response()
        except RequestDataTooBig:
            return too_large().response()
        except (SuspiciousOperation, RawPostDataException, UnreadablePostError):
            return Refused(400, _("What was sent could not be read.")).response()
        except OperationalError:
            return Refused(
                503, _("The database does not answer; nothing was saved. Try again soon.")
            ).response()

    return answer


def allowing(views, response):
    if response.status_code == 405:
        response["Allow"] = HttpResponseNotAllowed(views)["Allow"]
    return response


def in_one_stroke(view, request, **which):
    """Rules that wait for the end of the transaction speak before the answer is given."""
    try:
        with transaction.atomic():
            response = view(request, **which)
            check_deferred_constraints()
            return response
    except (IntegrityError, ProtectedError) as error:
        raise refused_by(edit_error_from(error)) from error
    except EditError as refusal:
        raise refused_by(refusal) from refusal


def refused_by(refusal: EditError) -> Refused:
    errors = refusal.errors or {"words": [refusal.message]}
    return wrong({("themes" if field == "on_themes" else field): said for field, said in errors.items()})


def check_account(site, request) -> None:
    if site.has_permission(request):
        return
    if request.user.is_authenticated:
        raise PermissionDenied
    login = reverse("admin:login", current_app=site.name)
    raise Refused(401, _("You are not logged in any more; nothing was saved."), login=login)


def too_large() -> Refused:
    return Refused(413, _("What was sent is too large; nothing was saved."))


def body_of(request) -> dict:
    if len(request.body) > MOST_BYTES:
        raise too_large()
    try:
        sent = json.loads(request.body.decode("utf-8"), parse_constant=not_json)
    except (ValueError, RecursionError):
        raise Refused(400, _("What was sent is not JSON.")) from None
    if not isinstance(sent, dict):
        raise Refused(400, _("What was sent is not an object with fields."))
    return sent


def not_json(constant):
    raise ValueError(constant)


def is_number(value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def is_id(value) -> bool:
    return value is None or is_number(value)


def is_ids(value) -> bool:
    return isinstance(value, list) and len(value) <= 100 and all(map(is_number, value))


def is_words(value) -> bool:
    """Half of a surrogate pair can be written in JSON, but is no character."""
    return isinstance(value, str) and not any("\ud800" <= sign <= "\udfff" for sign in value)


def is_flag(value) -> bool:
    return isinstance(value, bool)


def fields_of(sent: dict, kinds: dict) -> dict:
    """Those of `kinds` (name: check) that were sent; other names are passed over."""
    for name, fits in kinds.items():
        if name in sent and not fits(sent[name]):
            raise Refused(400, _("“%s” is not of the kind that belongs there.") % name)
    return {name: sent[name] for name in kinds if name in sent}
