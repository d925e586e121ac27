"""Asks for the password again before somebody who signed in a while ago changes how they sign in. Visiting the page
ends no session. Where the account has a second factor, it is asked for again, too; users of the identity provider sign
in there again."""

from django import forms
from django.contrib.auth import authenticate, logout
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.accounts.hashers import equalise_hashing_time, sign_in_slot
from archive.accounts.sign_in import MAX_PASSWORD, attempt_keys, too_many_attempts
from archive.accounts.throttle import TooManyAttemptsError, count_attempt, forgive_attempt

from . import factors

WRONG_PASSWORD = gettext_lazy("That password is wrong. Please try again.")


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        max_length=MAX_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )


def reauthentication_page(request, site, user):
    """The form; after a valid answer, a redirect back to the page or to the second factor."""
    form = PasswordForm(request.POST if "password" in request.POST else None)
    if request.method == "POST" and "sign_out" in request.POST:
        logout(request)
        return HttpResponseRedirect(request.path)
    try:
        if form.is_valid() and is_password_of(request, user, form.cleaned_data["password"]):
            confirm(request, user)
            return HttpResponseRedirect(request.path)
    except TooManyAttemptsError as error:
        return too_many_attempts(request, error)
    context = {
        **site.each_context(request),
        "title": _("Your password once more"),
        "form": form,
        "error": WRONG_PASSWORD if form.is_bound else "",
        "has_password": user.has_usable_password(),
        "username": user.get_username(),
    }
    return TemplateResponse(request, "admin/account/reauthentication.html", context)


def is_password_of(request, user, password: str) -> bool:
    """Whether the password is right; each attempt counts as a sign-in. Raises TooManyAttemptsError."""
    keys = attempt_keys(request, user.get_username())
    with sign_in_slot():
        count_attempt(keys)
        if authenticate(request, username=user.get_username(), password=password) != user:
            equalise_hashing_time(user.get_username(), password)
            return False
    forgive_attempt(keys, forget=keys if len(keys) == 1 else [])
    return True


def confirm(request, user) -> None:
    """Marks the session as confirmed. An account with a second factor is anonymous until that is given, too."""
    request.session.cycle_key()
    if factors.has_factor(user):
        factors.begin_second_factor(request, user)
    else:
        factors.mark_confirmed(request)
