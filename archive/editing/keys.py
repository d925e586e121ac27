"""Validates primary keys that arrive in addresses and forms."""


def is_primary_key(value: object) -> bool:
    """Whether the value can be the id of a row. Its length is bounded, since Python refuses to parse very long
    numbers."""
    return str(value).isdecimal() and len(str(value)) < 19
