"""Primary keys as they come from addresses and forms."""


def is_primary_key(value: object) -> bool:
    """Whether it can be a row's id; Python refuses to read a number of five thousand digits."""
    return str(value).isdecimal() and len(str(value)) < 19
