"""The network that a request comes from."""

from ipaddress import ip_address, ip_network


def client_network(request) -> str:
    """The IPv4 address, or the /64 network of an IPv6 address, which usually is that of one customer."""
    address = request.META.get("REMOTE_ADDR", "")
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    mapped_ip = getattr(ip, "ipv4_mapped", None)
    return str(mapped_ip or (ip if ip.version == 4 else ip_network(f"{ip}/64", strict=False)))
