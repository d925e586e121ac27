"""The name and port under which the archive is asked: Django checks the name and takes any port."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost

DEFAULT_PORTS = {"80", "443"}
LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}


class HostPortMiddleware:
    """Middleware: a port nobody listens on is refused with 400, before it gets into links or cached pages.

    Of this machine's own names any port is taken: a tunnel may end there.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        host = request.META.get("HTTP_HOST", "")
        if not is_expected(host, request.META.get("SERVER_PORT", "")):
            raise DisallowedHost(f"Host: {host[:200]!r} has a port at which the archive is not; see SITE_URL")
        return self.get_response(request)


def is_expected(host: str, server_port: str) -> bool:
    name, _colon, port = host.rpartition(":") if host.rpartition(":")[2].isdecimal() else (host, "", "")
    if not port:
        return not host.endswith(":")
    own_ports = {*DEFAULT_PORTS, str(settings.PORT), server_port, str(urlsplit(settings.SITE_URL).port or "")}
    return port in own_ports or (name in LOOPBACK and is_port(port))


def is_port(port: str) -> bool:
    return port.isascii() and not port.startswith("0") and len(port) < 6 and int(port) < 65536
