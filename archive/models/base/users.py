"""The account that did something."""

from typing import Any

from django.conf import settings
from django.db import models


def user_field(label: Any, editable: bool = True) -> models.ForeignKey:
    """A foreign key to an account; null before anybody acted and after the account was deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=editable,
        related_name="+",
        verbose_name=label,
    )
