"""Who may read the metrics: nobody, unless a setting says so."""

from ipaddress import ip_address

from django.conf import settings
from django.utils.crypto import constant_time_compare


def may_read(request) -> bool:
    """Returns whether the request has the token or comes from an allowed network. Behind a proxy that TRUSTED_PROXIES
    does not name, the address is the proxy's, and says nothing about who asks."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    if settings.METRICS_TOKEN and scheme.lower() == "bearer":
        return constant_time_compare(token.strip(), settings.METRICS_TOKEN)
    return not getattr(request, "is_forwarded", False) and is_allowed_address(
        request.META.get("REMOTE_ADDR", "")
    )


def is_allowed_address(address: str) -> bool:
    try:
        ip = ip_address(address)
    except ValueError:  # a Unix socket
        return False
    return any(network != "unix" and ip in network for network in settings.METRICS_FROM)
