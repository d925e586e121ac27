"""Where somebody asks from."""

from ipaddress import ip_address, ip_network


def network(request) -> str:
    """An IPv4 address, or the 64 bits of an IPv6 address that a customer has for himself."""
    address = request.META.get("REMOTE_ADDR", "")
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    mapped = getattr(parsed, "ipv4_mapped", None)
    return str(mapped or (parsed if parsed.version == 4 else ip_network(f"{parsed}/64", strict=False)))
