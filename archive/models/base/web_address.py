"""Addresses that become links: http and https only, whoever wrote the row and whatever the database let through."""

import re

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

PATTERN = r"^https?://[^\s]+$"
MESSAGE = _("A web address begins with http:// or https://.")
_WEB_ADDRESS = re.compile(PATTERN, re.IGNORECASE)


class WebAddressField(models.URLField):
    """An address of another scheme, such as ``javascript:``, is refused, and read as empty where it is stored."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def from_db_value(self, value, _expression, _connection):
        return value if not value or _WEB_ADDRESS.match(value) else ""


def web_address_constraint(name: str) -> models.CheckConstraint:
    condition = models.Q(url="") | models.Q(url__iregex=PATTERN)
    return models.CheckConstraint(condition=condition, name=name, violation_error_message=MESSAGE)
