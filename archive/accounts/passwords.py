"""Resetting a password by a link in a mail, and the consequences of a new password."""

import logging
import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm
from django.core.exceptions import ValidationError
from django.db import connections
from django.urls import path, reverse_lazy
from django.utils.translation import gettext as _

from . import events
from .devices import remember_device
from .models import SecurityEvent, Session
from .network import client_network
from .sign_in import too_many_attempts
from .throttle import TooManyAttemptsError, count_attempt, throttle_key

logger = logging.getLogger(__name__)
_mail_threads = ThreadPoolExecutor(2, "mail")
CONTEXT_WORDS = ("verbatim", "archive", "admin", "editor", "publisher", "statement", "password")


class ContextWordsValidator:
    """Refuses passwords that consist of little more than words that somebody who knows the archive would try first."""

    MIN_OTHERS = 6  # letters and digits beside these words

    def validate(self, password, user=None):
        folded = other_characters = password.casefold()
        for word in sorted(context_words(user), key=len, reverse=True):
            other_characters = other_characters.replace(word, "")
        if (
            other_characters != folded
            and sum(character.isalnum() for character in other_characters) < self.MIN_OTHERS
        ):
            raise ValidationError(
                _("Apart from your own name and the archive’s, this password has too few characters."),
                code="context_words",
            )

    def get_help_text(self):
        return _("Your password can’t consist mainly of your own name or the archive’s.")


def context_words(user=None) -> set[str]:
    """The words of three letters or more, in lower case, of the archive's name and of the account's owner."""
    user_words = [user.get_username(), user.first_name, user.last_name, user.email] if user else []
    texts = [*CONTEXT_WORDS, urlsplit(settings.SITE_URL).hostname or "", settings.OIDC_NAME, *user_words]
    return {word for text in texts for word in re.findall(r"\w{3,}", text.casefold())}


class EndSessionsValidator:
    """Ends every session of the account but the current one. It is a validator because Django informs validators of
    each new password."""

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
        run_in_background(lambda: super(ResetRequestForm, self).save(**options))


def run_in_background(work) -> None:
    """Calls ``work`` in one of two threads of this process, so that the answer does not wait; the process waits for
    them when it ends."""

    def run():
        try:
            work()
        except Exception:
            logger.exception("a mail was not sent")
        finally:
            connections.close_all()

    _mail_threads.submit(run)


class ResetRequestView(views.PasswordResetView):
    form_class = ResetRequestForm
    success_url = reverse_lazy("password_reset_done")

    def form_valid(self, form):
        email = form.cleaned_data["email"]
        count_attempt(
            [
                throttle_key("mail", email.casefold()),
                throttle_key("mail address", client_network(self.request)),
            ]
        )
        events.record(SecurityEvent.Kind.PASSWORD_RESET, self.request, subject=email)
        return super().form_valid(form)

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except TooManyAttemptsError as error:
            return too_many_attempts(request, error)


class ResetConfirmView(views.PasswordResetConfirmView):
    """Whoever could read the mail is a known user of the account from then on, even while strangers guess passwords."""

    success_url = reverse_lazy("password_reset_complete")

    def form_valid(self, form):
        response = super().form_valid(form)
        remember_device(self.request, response, self.user)
        return response


def password_urls(site) -> list:
    """URL patterns with the names that the admin's templates use; none where no mail can be sent."""
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
