"""Where somebody gives the second factor, and where it is set up."""

from base64 import b32encode

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key
from segno import make_qr

from archive.accounts import events
from archive.accounts.models import RecoveryCode, SecurityEvent, SecurityKey
from archive.accounts.sign_in import too_many_attempts
from archive.accounts.throttle import TooManyAttemptsError

from . import factors, security_keys
from .reauthentication import reauthentication_page

APP_KEY = "app_key"  # in the session: that of the app being set up, in hexadecimal digits
WRONG_ANSWER = gettext_lazy("That code is wrong or has already been used. Please try again.")
REQUIRED = gettext_lazy("Your account must have a second factor. Add another one before you remove this one.")


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
        ),
    )


def redirect_to_login(request):
    return HttpResponseRedirect(f"{reverse('admin:login')}?next={request.path}")


def next_page(request) -> str:
    address = request.POST.get("next") or request.GET.get("next", "")
    is_own = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    return address if is_own else reverse("admin:index")


@never_cache
@csrf_protect
def verify_page(request, site):
    """Asks a user who has given the right password for the second factor."""
    user = request.pending_user
    if user is None:
        return (
            HttpResponseRedirect(next_page(request))
            if request.user.is_authenticated
            else redirect_to_login(request)
        )
    if not factors.has_factor(user):
        return HttpResponseRedirect(reverse("admin:second_factor_setup"))
    form = CodeForm(request.POST if "code" in request.POST else None)
    if request.method == "POST":
        if "cancel" in request.POST:
            logout(request)
            return HttpResponseRedirect(reverse("admin:login"))
        try:
            if factors.check_factor(request, user, lambda: is_valid_answer(request, user, form)):
                return HttpResponseRedirect(next_page(request))
        except TooManyAttemptsError as error:
            return too_many_attempts(request, error)
    context = {
        **site.each_context(request),
        "title": _("Second factor"),
        "form": form,
        "error": WRONG_ANSWER if request.method == "POST" else "",
        "next": next_page(request),
        "options": security_keys.sign_in_options(request, user),
        "username": user.get_username(),
    }
    return TemplateResponse(request, "admin/account/second_factor.html", context)


def is_valid_answer(request, user, form) -> bool:
    if request.POST.get("answer"):
        return security_keys.verify(request, user, request.POST["answer"])
    return form.is_valid() and factors.verify_code(user, form.cleaned_data["code"])


@never_cache
@csrf_protect
def setup_page(request, site):
    """Lets users set up a second factor: those who must have one, and those who have recently confirmed their
    identity."""
    pending_user = request.pending_user
    user = pending_user or request.user
    if not user.is_staff:  # nor is somebody without an account
        return redirect_to_login(request)
    if pending_user and factors.has_factor(user):
        return HttpResponseRedirect(f"{reverse('admin:second_factor')}?next={request.path}")
    if not factors.is_recent(request.session):
        return reauthentication_page(request, site, user)
    codes: list[str] = []
    if request.method == "POST":
        action = ACTIONS.get(request.POST.get("action", ""))
        codes = (action(request, user) if action else []) or []
        if not codes:
            return HttpResponseRedirect(request.path)
    return TemplateResponse(request, "admin/account/setup.html", setup_context(request, site, user, codes))


def setup_context(request, site, user, codes: list[str]) -> dict:
    device = pending_device(request, user)
    return {
        **site.each_context(request),
        "title": _("Second factor"),
        "is_required": request.pending_user is not None and not codes,
        "codes": codes,
        "apps": factors.totp_devices(user),
        "keys": SecurityKey.objects.filter(user=user).order_by("added"),
        "codes_left": RecoveryCode.objects.filter(user=user).count(),
        "secret": format_key(device),
        "picture": make_qr(device.config_url).svg_inline(scale=4, border=2, svgclass="qr", lineclass=None),
        "options": security_keys.registration_options(request, user),
    }


def pending_device(request, user) -> TOTPDevice:
    """The app that is being set up, not yet in the database: its key is kept in the session until its first code."""
    request.session.setdefault(APP_KEY, default_key())
    return TOTPDevice(user=user, key=request.session[APP_KEY])


def format_key(device: TOTPDevice) -> str:
    """The key in groups, for typing into an app that cannot scan the picture."""
    key = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(key[i : i + 4] for i in range(0, len(key), 4))


def add_app(request, user):
    device, code = pending_device(request, user), "".join(request.POST.get("code", "").split())
    totp = TOTP(device.bin_key)
    if not (
        len(code) == 6 and code.isascii() and code.isdigit() and totp.verify(int(code), device.tolerance)
    ):
        messages.error(request, WRONG_ANSWER)
        return None
    device.name, device.last_t = request.POST.get("name", "").strip()[:60] or _("Authenticator app"), totp.t()
    device.save()
    del request.session[APP_KEY]
    messages.success(request, _("The app was added."))
    return factors.finish_adding_factor(request, user, device.name)


def add_key(request, user):
    name = request.POST.get("name", "").strip()[:60] or _("Security key")
    if not security_keys.register(request, user, request.POST.get("answer", ""), name):
        messages.error(request, _("The key could not be added. Please try again."))
        return None
    messages.success(request, _("The key was added."))
    return factors.finish_adding_factor(request, user, name)


def renew_codes(request, user):
    if not factors.has_factor(user):
        return None
    events.record(SecurityEvent.Kind.FACTOR_ADDED, request, user, subject="recovery codes")
    return factors.make_recovery_codes(user)


def remove(request, user) -> None:
    try:
        row = factors.remove_factor(user, *request.POST.get("which", "").partition(":")[::2])
    except factors.FactorRequiredError:
        messages.error(request, REQUIRED)
        return
    if row is None:
        return
    events.record(SecurityEvent.Kind.FACTOR_REMOVED, request, user, subject=row.name)
    messages.success(request, _("It was removed."))
    if not factors.has_factor(user):
        request.session[factors.STATE] = factors.NONE


ACTIONS = {"app": add_app, "key": add_key, "codes": renew_codes, "remove": remove}
