"""Who is told by e-mail what is new in which search. Only this table holds addresses of readers."""

import datetime as dt
import secrets

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower, Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

UNCONFIRMED_LIFE = dt.timedelta(days=2)
CLAIM_LIFE = dt.timedelta(
    hours=1
)  # a mail takes seconds; an older claim is that of a process that was stopped


def make_key() -> str:
    return secrets.token_urlsafe(24)


class AlertQuerySet(models.QuerySet):
    def confirmed(self):
        return self.exclude(confirmed_at=None)

    def expired(self):
        """Returns the alerts that were never confirmed and are too old to be."""
        return self.filter(confirmed_at=None, created_at__lt=timezone.now() - UNCONFIRMED_LIFE)

    def unclaimed(self):
        """Confirmed, and not being sent by another process."""
        is_free = models.Q(claimed_at=None) | models.Q(claimed_at__lt=timezone.now() - CLAIM_LIFE)
        return self.confirmed().filter(is_free)

    def due(self):
        """Returns the alerts whose time has come and that no other process is sending."""
        return self.unclaimed().filter(next_at__lte=timezone.now())

    def overdue(self):
        """Returns the alerts that an hourly timer should have sent already, by the database's clock."""
        return self.confirmed().filter(next_at__lt=Now() - dt.timedelta(hours=2))


class Alert(models.Model):
    """A search that somebody follows. Whoever has the ``key`` may confirm, change and end it.

    ``search`` is a query string as ``SearchParams.querystring`` writes it. Everything up to ``publication_id``, the id
    of a Publication, was told, and ``listed`` is what the search has had (``searches.pack``); ``change`` is the newest
    change of the archive at that time. While a mail is sent ``claimed_at`` and ``claimed_id``, up to which it tells,
    are set: where they stay, nobody knows whether it arrived. ``missed_since`` is the time of such a mail, until a
    later one has said so. ``refusals``: how often in a row the mail server would not take mails to this address.
    """

    class Frequency(models.TextChoices):
        DAILY = "daily", _("Daily")
        WEEKLY = "weekly", _("Weekly")

    email = models.EmailField(_("address"), max_length=254)
    search = models.TextField(_("search"), blank=True)
    frequency = models.CharField(_("frequency"), max_length=6, choices=Frequency, default=Frequency.DAILY)
    language = models.CharField(_("language"), max_length=10, default=settings.LANGUAGE_CODE, editable=False)
    key = models.CharField(max_length=40, unique=True, default=make_key, editable=False)
    created_at = models.DateTimeField(_("requested"), db_default=Now(), editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)
    next_at = models.DateTimeField(_("next e-mail"), null=True, editable=False)
    publication_id = models.BigIntegerField(default=0, editable=False)
    listed = models.BinaryField(null=True, editable=False)
    change = models.CharField(max_length=80, default="", editable=False)
    claimed_at = models.DateTimeField(null=True, editable=False)
    claimed_id = models.BigIntegerField(null=True, editable=False)
    missed_since = models.DateTimeField(null=True, editable=False)
    refusals = models.PositiveSmallIntegerField(_("refused by the mail server"), default=0, editable=False)

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        default_permissions = ("view", "delete")
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        constraints = [
            models.UniqueConstraint(
                Lower("email"), models.functions.MD5("search"), name="alert_is_unique_per_address"
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None) | models.Q(next_at__isnull=False),
                name="confirmed_alert_has_a_next_time",
            ),
        ]
        indexes = [models.Index(fields=["next_at"], name="alert_next")]

    def __str__(self):
        return self.search

    def get_absolute_url(self):
        return reverse("alert", args=[self.key])

    @property
    def former_list(self) -> bytes | None:
        return None if self.listed is None else bytes(self.listed)

    @property
    def interval(self) -> dt.timedelta:
        return dt.timedelta(days=7 if self.frequency == self.Frequency.WEEKLY else 1)
