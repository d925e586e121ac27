"""Setting a password anew, by a link in a mail, and what follows from a new password."""

import threading
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm
from django.db import connections
from django.urls import path, reverse_lazy

from . import events
from .devices import remember_device
from .models import SecurityEvent, Session
from .network import network
from .sign_in import too_many_attempts
from .throttle import TooManyAttemptsError, count_attempt, throttle_key


class EndSessionsValidator:
    """Among the validators, which Django tells of each new password: every session of the account ends but the one
    that Django goes on with."""

    def validate(self, password, user=None):
        pass

    def get_help_text(self):
        return ""

    def password_changed(self, password, user=None):
        Session.objects.filter(user=user).delete()
        events.record(SecurityEvent.Kind.PASSWORD_CHANGED, user=user)


class ResetRequestForm(PasswordResetForm):
    """The mail is written after the answer: the time of an answer does not tell who has an account."""

    def save(self, request=None, **options):
        site = urlsplit(settings.SITE_URL or request.build_absolute_uri("/"))
        options |= {"domain_override": site.netloc, "use_https": site.scheme == "https"}
        in_background(lambda: super(ResetRequestForm, self).save(**options))


def in_background(work) -> None:
    def run():
        try:
            work()
        finally:
            connections.close_all()

    threading.Thread(target=run, name="mail", daemon=False).start()


class ResetRequestView(views.PasswordResetView):
    form_class = ResetRequestForm
    success_url = reverse_lazy("password_reset_done")

    def form_valid(self, form):
        email = form.cleaned_data["email"]
        count_attempt(
            [throttle_key("mail", email.casefold()), throttle_key("mail address", network(self.request))]
        )
        events.record(SecurityEvent.Kind.PASSWORD_RESET, self.request, subject=email)
        return super().form_valid(form)

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except TooManyAttemptsError as error:
            return too_many_attempts(request, error)


class ResetConfirmView(views.PasswordResetConfirmView):
    """Who could read the mail is known from then on, wherever strangers guess."""

    success_url = reverse_lazy("password_reset_complete")

    def form_valid(self, form):
        response = super().form_valid(form)
        remember_device(self.request, response, self.user)
        return response


def password_urls(site) -> list:
    """By the names that the admin's own templates use; none where no mail can be sent."""
    if not settings.EMAIL_ENABLED:
        return []

    def view(cls):
        return cls.as_view(extra_context={"site_header": site.site_header, "site_title": site.site_title})

    return [
        path("password_reset/", view(ResetRequestView), name="admin_password_reset"),
        path("password_reset/done/", view(views.PasswordResetDoneView), name="password_reset_done"),
        path("reset/<uidb64>/<token>/", view(ResetConfirmView), name="password_reset_confirm"),
        path("reset/done/", view(views.PasswordResetCompleteView), name="password_reset_complete"),
    ]
