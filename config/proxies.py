"""Who is asking and how: what a proxy says of it is believed only from the proxies that TRUSTED_PROXIES names."""

from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")
PROXY_HEADERS = (*FORWARDED, "HTTP_X_REQUEST_ID")


class TrustedProxiesMiddleware:
    """Middleware: ``REMOTE_ADDR`` becomes the visitor's own address; from anybody else the headers are removed,
    and ``request.is_forwarded`` says that there were any."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        meta = request.META
        if is_trusted(meta.get("REMOTE_ADDR", "")):
            meta["REMOTE_ADDR"] = visitor(meta)
        else:
            request.is_forwarded = any(name in meta for name in FORWARDED)
            for name in PROXY_HEADERS:
                meta.pop(name, None)
        return self.get_response(request)


def visitor(meta) -> str:
    """The last address that is no trusted proxy: each proxy appends who asked it, the visitor writes the rest."""
    addresses = meta.get("HTTP_X_FORWARDED_FOR", "").split(",")
    hops = [without_port(hop.strip()) for hop in addresses if hop.strip()]
    strangers = [hop for hop in hops if not is_trusted(hop)]
    last = strangers[-1] if strangers else (hops or [""])[0]
    return last if is_address(last) else meta.get("REMOTE_ADDR", "")


def is_trusted(peer: str) -> bool:
    """A peer without an address comes through a Unix socket."""
    if not peer or peer == "unix":
        return "unix" in settings.TRUSTED_PROXIES
    if not is_address(peer):
        return False
    address = plain(ip_address(peer))
    return any(network != "unix" and address in network for network in settings.TRUSTED_PROXIES)


def plain(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """A socket that listens for both kinds calls 127.0.0.1 ::ffff:127.0.0.1."""
    return getattr(address, "ipv4_mapped", None) or address


def without_port(hop: str) -> str:
    """Returns the address without the port that some proxies write: 198.51.100.1:50123 or [2001:db8::1]:50123."""
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop


def is_address(value: str) -> bool:
    try:
        ip_address(value)
    except ValueError:
        return False
    return True
