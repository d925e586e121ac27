"""What is kept about signing in, apart from the accounts themselves, which are Django's."""

import datetime as dt
from functools import cached_property

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import sessions


class Throttle(models.Model):
    """Counts attempts without success; ``key`` is a digest of what was tried and by whom."""

    key = models.CharField(max_length=64, primary_key=True)
    attempts = models.PositiveIntegerField()
    blocked_until = models.DateTimeField()
    updated = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.key[:8]}: {self.attempts}"


class KnownAddress(models.Model):
    """A network from which somebody signed in; ``digest`` tells it again and does not name it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"))
    digest = models.CharField(max_length=64)
    last_used = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="known_address_once")]

    def __str__(self):
        return f"{self.user}: {self.digest[:8]}"


class SessionManager(BaseSessionManager):
    def for_user(self, user):
        return self.filter(user=user, expire_date__gt=timezone.now())


class Session(AbstractBaseSession):
    """A signed-in browser, or one that only holds a message or the link of a mail."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    started = models.PositiveBigIntegerField(default=0)  # seconds since 1970, as in the session's data
    touched = models.PositiveBigIntegerField(default=0)
    place = models.CharField(max_length=45, blank=True)
    browser = models.CharField(max_length=200, blank=True)

    objects = SessionManager()

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        default_permissions = ()

    @classmethod
    def get_session_store_class(cls):
        return sessions.SessionStore

    @cached_property
    def public_id(self) -> str:
        return sessions.public_id(self.session_key)

    @property
    def started_at(self) -> dt.datetime:
        return dt.datetime.fromtimestamp(self.started, dt.UTC)

    @property
    def touched_at(self) -> dt.datetime:
        return dt.datetime.fromtimestamp(self.touched, dt.UTC)


class SecurityEvent(models.Model):
    """Something that an investigation would ask for. Rows are only added: the database refuses the rest.

    Accounts are named by number and name, not by a key: they may be deleted, what they did may not.
    """

    class Kind(models.TextChoices):
        SIGN_IN = "sign_in", _("Signed in")
        SIGN_IN_FAILED = "sign_in_failed", _("Wrong password")
        SIGN_OUT = "sign_out", _("Signed out")
        SESSIONS_ENDED = "sessions_ended", _("Sessions ended")
        PASSWORD_CHANGED = "password_changed", _("Password changed")
        PASSWORD_RESET = "password_reset", _("Password reset requested")
        FACTOR_ADDED = "factor_added", _("Second factor added")
        FACTOR_REMOVED = "factor_removed", _("Second factor removed")
        FACTOR_FAILED = "factor_failed", _("Wrong second factor")
        FACTOR_PASSED = "factor_passed", _("Second factor passed")
        ACCOUNT = "account", _("Account changed")
        PERMISSION = "permission", _("Permission changed")
        PUBLISHED = "published", _("Published")
        UNPUBLISHED = "unpublished", _("No longer published")
        EXPORT = "export", _("Exported")

    at = models.DateTimeField(_("time"), db_default=Now(), db_index=True)
    kind = models.CharField(_("event"), max_length=20, choices=Kind)
    user_id = models.BigIntegerField(_("account number"), null=True, blank=True)
    username = models.CharField(_("account"), max_length=150, blank=True, db_default="")
    address = models.CharField(_("address"), max_length=45, blank=True, db_default="")
    subject = models.CharField(_("subject"), max_length=200, blank=True, db_default="")
    details = models.JSONField(_("details"), default=dict, db_default={})

    class Meta:
        ordering = ["-id"]
        default_permissions = ("view",)
        verbose_name = _("security event")
        verbose_name_plural = _("security events")

    def __str__(self):
        return f"{self.get_kind_display()}: {self.username or self.subject}"


class SecurityKey(models.Model):
    """A key or passkey that an account has registered as its second factor; public is all that is stored of it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    credential = models.BinaryField()
    credential_id = models.CharField(max_length=2046, unique=True)  # hexadecimal
    counter = models.PositiveBigIntegerField(default=0)
    added = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.name


class RecoveryCode(models.Model):
    """Serves once in place of a lost second factor; only its digest is stored."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.user}: {self.digest[:8]}"


class ExternalIdentity(models.Model):
    """Identifies an account at an identity provider by the provider's address and its own unchanging name for the
    person."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="external_identities")
    issuer = models.CharField(_("issuer"), max_length=255)
    subject = models.CharField(_("subject"), max_length=255)

    class Meta:
        default_permissions = ()
        verbose_name = _("identity for single sign-on")
        verbose_name_plural = _("identities for single sign-on")
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="external_identity_once")]

    def __str__(self):
        return self.subject
