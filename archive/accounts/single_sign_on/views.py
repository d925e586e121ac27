"""The redirect to the provider and its answer. Without OIDC_ISSUER these addresses answer 404."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpResponseBadRequest, HttpResponseRedirect
from django.urls import get_script_prefix, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from archive.accounts import events
from archive.accounts.devices import known_devices, remember_device
from archive.accounts.hashers import sign_in_slot
from archive.accounts.models import SecurityEvent
from archive.accounts.network import client_network
from archive.accounts.second_factor.factors import mark_passed
from archive.accounts.throttle import count_attempt, forgive_attempt, throttle_key

NEXT, USED_SINGLE_SIGN_ON = "single_sign_on_next", "single_sign_on"  # in the session
WAITING_SECONDS = 15 * 60  # allowed at the provider
BACKEND = "django.contrib.auth.backends.ModelBackend"  # by which a session finds its account again


def is_offered() -> bool:
    return bool(settings.OIDC_ISSUER)


@never_cache
@require_GET
def start_page(request):
    if not is_offered():
        raise Http404
    from .provider import SignInError, redirect_to_provider

    if not is_navigation(request):
        return HttpResponseBadRequest()
    count_start(request)
    request.session[NEXT] = next_page(request)
    if not request.user.is_authenticated:
        request.session.set_expiry(WAITING_SECONDS)
    try:
        with sign_in_slot():
            return redirect_to_provider(request, absolute_url(request, "admin:single_sign_on_answer"))
    except SignInError as error:
        return refuse(request, error)


@never_cache
@require_GET
def answer_page(request):
    """The redirect URI: signs in, or redirects to the form with the reason why not."""
    if not is_offered():
        raise Http404
    from .identities import account_of
    from .provider import SignInError, has_pending_sign_in, identity_of

    if not has_pending_sign_in(request):  # this browser began no sign-in; no event is recorded
        return redirect_with_reason(request, "answer")
    try:
        with sign_in_slot():
            identity = identity_of(request)
            user = account_of(identity)
    except SignInError as error:
        return refuse(request, error)
    forgive_attempt([start_key(request)], forget=[])
    address = request.session.pop(NEXT, "")
    login(request, user, BACKEND)
    request.session.set_expiry(None)
    request.session[USED_SINGLE_SIGN_ON] = True
    if settings.OIDC_TRUSTED_AMR & set(identity.texts("amr")):
        mark_passed(request)
    response = HttpResponseRedirect(address or reverse("admin:index"))
    remember_device(request, response, user)
    return response


def is_navigation(request) -> bool:
    """Whether the browser navigates there: an image or frame of another site must not use up attempts."""
    return request.headers.get("Sec-Fetch-Dest", "document") == "document"


def count_start(request) -> None:
    """Counts the start of a sign-in, each of which stores a session and may query the provider. Raises
    TooManyAttemptsError for repeated starts that are never completed, unless this browser has signed in before."""
    if not (request.user.is_authenticated or known_devices(request)):
        count_attempt([start_key(request)])


def start_key(request) -> str:
    return throttle_key("single sign-on", client_network(request))


def refuse(request, error):
    events.record(SecurityEvent.Kind.SIGN_IN_FAILED, request, subject=f"single sign-on: {error.code}")
    return redirect_with_reason(request, error.code)


def redirect_with_reason(request, code: str):
    messages.error(request, reason_of(code))
    return HttpResponseRedirect(reverse("admin:login"))


def reason_of(code: str) -> str:
    reasons = {
        "no_answer": _("%(name)s is not responding at the moment. Please try again in a minute."),
        "provider": _("%(name)s is not set up as the archive expects. Please tell whoever runs the archive."),
        "refused": _("%(name)s did not sign you in."),
        "answer": _("The answer from %(name)s was invalid or came too late. Please try again."),
        "inactive": _("Your account here is closed. Please ask an administrator of the archive."),
        "no_group": _(
            "None of your groups at %(name)s gives access to this archive. Please ask an administrator."
        ),
        "name_taken": _(
            "An account with your name already exists here. An administrator has to link it to yours "
            "at %(name)s."
        ),
    }
    return reasons[code] % {"name": settings.OIDC_NAME}


def next_page(request) -> str:
    address = request.GET.get("next", "")
    is_own = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    return address[:2000] if is_own else reverse("admin:index")


def absolute_url(request, name: str) -> str:
    """Returns the address without the language of the interface: the provider compares it with the registered one."""
    path = "/" + reverse(name).removeprefix(get_script_prefix())
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else request.build_absolute_uri(path)


def sign_out_context(request) -> dict[str, str]:
    """Returns for the page after signing out the address that also ends the session at the provider; empty where none
    was used."""
    if not (is_offered() and request.session.get(USED_SINGLE_SIGN_ON)):
        return {}
    from .provider import sign_out_address

    return {
        "provider": settings.OIDC_NAME,
        "sign_out": sign_out_address(absolute_url(request, "admin:index")),
    }
