"""The network that a request comes from."""

from ipaddress import ip_address, ip_network


def client_network(request) -> str:
    """The IPv4 address, or the /64 network of an IPv6 address, which usually is that of one customer."""
    address = request.META.get("REMOTE_ADDR", "")
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    mapped = getattr(parsed, "ipv4_mapped", None)
    return str(mapped or (parsed if parsed.version == 4 else ip_network(f"{parsed}/64", strict=False)))
