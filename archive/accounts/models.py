"""What is kept about signing in, apart from the accounts themselves, which are Django's."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Throttle(models.Model):
    """How often something was tried without success; ``key`` is a digest of what and by whom."""

    key = models.CharField(max_length=64, primary_key=True)
    attempts = models.PositiveIntegerField()
    blocked_until = models.DateTimeField()
    updated = models.DateTimeField(db_index=True)

    def __str__(self):
        return f"{self.key[:8]}: {self.attempts}"


class KnownAddress(models.Model):
    """A network from which somebody signed in; ``digest`` tells it again and does not name it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"))
    digest = models.CharField(max_length=64)
    last_used = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="known_address_once")]

    def __str__(self):
        return f"{self.user}: {self.digest[:8]}"
