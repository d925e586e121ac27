"""Signing in with a password: counted before it is checked, by the account and by the address.

Three kinds of attempts are counted apart, so that no stranger can keep anybody out:

- from a browser where this account was used before (a cookie says so): by account and browser;
- from a network where it was used before: by account and network;
- from anywhere else: by account, for all strangers together, and by network, for all accounts together.
"""

from contextlib import suppress

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import UsernameField
from django.http import HttpResponse
from django.template.loader import render_to_string

from .devices import is_known_address, known_devices
from .hashers import equalise_hashing_time
from .network import client_network
from .throttle import TooManyAttemptsError, count_attempt, forgive_attempt, throttle_key

MAX_PASSWORD = 4096  # characters


class SignInForm(AdminAuthenticationForm):
    """Raises TooManyAttemptsError before a password is looked at."""

    password = forms.CharField(
        label=AdminAuthenticationForm.base_fields["password"].label,
        strip=False,
        max_length=MAX_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean(self):
        if not (self.cleaned_data.get("username") and self.cleaned_data.get("password")):
            return self.cleaned_data
        keys = attempt_keys(self.request, self.cleaned_data["username"])
        count_attempt(keys)
        try:
            cleaned = super().clean()
        except forms.ValidationError:
            equalise_hashing_time(self.cleaned_data["username"], self.cleaned_data["password"])
            raise
        # Those of an address that many share are not forgotten for one who has an account of his own.
        forgive_attempt(keys, forget=keys if len(keys) == 1 else [])
        return cleaned


def attempt_keys(request, username: str) -> list[str]:
    """Returns the keys under which an attempt is counted. A known device or address is counted alone, so that nobody
    else can lock its owner out; otherwise the account, which need not exist, and the network both count."""
    username = UsernameField().to_python(username)[:150]
    user, devices = find_user(username), known_devices(request)
    if user and (device := devices.get(str(user.pk))):
        return [throttle_key("device", str(user.pk), device)]
    if is_known_address(request, user):
        return [throttle_key("known address", str(user.pk), client_network(request))]
    return [throttle_key("account", username.casefold()), throttle_key("address", client_network(request))]


def find_user(username: str):
    users = get_user_model()
    with suppress(users.DoesNotExist):
        return users._default_manager.get_by_natural_key(username)
    return None


def too_many_attempts(request, error: TooManyAttemptsError):
    context = {"seconds": error.seconds, "again": request.get_full_path()}
    response = HttpResponse(render_to_string("429.html", context), status=429)
    response["Retry-After"] = str(error.seconds)
    response["Cache-Control"] = "no-store"
    return response
