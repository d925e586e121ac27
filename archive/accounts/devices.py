"""The browsers and networks from which an account was used before, so that other people's failed attempts never lock
its owner out. A signed cookie recognises a browser and is used for nothing else."""

import datetime as dt
import secrets

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import KnownAddress
from .network import client_network

# Sent to the admin alone, which the prefix __Host- would not allow.
COOKIE = "__Secure-device" if settings.SESSION_COOKIE_SECURE else "device"
MAX_AGE = 180 * 24 * 3600  # seconds
MAX_ACCOUNTS = 5  # remembered in one browser
SALT = "archive.accounts.device"


def known_devices(request) -> dict[str, str]:
    """The content of the cookie: the name of each account used in this browser -> the browser's random name for it."""
    try:
        devices = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return {}
    return devices if isinstance(devices, dict) else {}


def remember_device(request, response, user) -> None:
    """Records this browser and this network as known for the account."""
    devices = {name: device for name, device in known_devices(request).items() if name != str(user.pk)}
    devices = dict([*devices.items(), (str(user.pk), secrets.token_urlsafe(16))][-MAX_ACCOUNTS:])
    response.set_cookie(
        COOKIE,
        signing.dumps(devices, salt=SALT),
        max_age=MAX_AGE,
        path=reverse("admin:index"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    now = timezone.now()
    KnownAddress.objects.update_or_create(
        user=user, digest=address_digest(request), defaults={"last_used": now}
    )
    KnownAddress.objects.filter(user=user, last_used__lt=now - dt.timedelta(seconds=MAX_AGE)).delete()


def address_digest(request) -> str:
    return salted_hmac("archive.accounts.address", client_network(request), algorithm="sha256").hexdigest()


def is_known_address(request, user) -> bool:
    """Whether the account was used from this network before. Takes as long for an account that does not exist."""
    return KnownAddress.objects.filter(
        user=user.pk if user else 0,
        digest=address_digest(request),
        last_used__gte=timezone.now() - dt.timedelta(seconds=MAX_AGE),
    ).exists()
