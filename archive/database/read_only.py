"""Whether the archive takes changes: not by the switch READ_ONLY, and not while its database is a standby."""

from typing import Any

from django.conf import settings

# PostgreSQL tells these of every connection, and again when they change.
_PARAMETERS = ("in_hot_standby", "default_transaction_read_only")


class _Seen:
    read_only = False


_seen = _Seen()


def record_connection(connection: Any) -> None:
    """Of the primary, psycopg's, when a request gets it."""
    _seen.read_only = any(connection.info.parameter_status(name) == "on" for name in _PARAMETERS)


def is_read_only() -> bool:
    """As of the last connection that this process was given. No query."""
    return settings.READ_ONLY or _seen.read_only
