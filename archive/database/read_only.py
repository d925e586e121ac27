"""Whether the archive takes changes: not by the switch READ_ONLY, and not while its database is a standby."""

from typing import Any

from django.conf import settings

# PostgreSQL tells these of every connection, and again when they change.
_PARAMETERS = ("in_hot_standby", "default_transaction_read_only")


class _LastConnection:
    read_only = False


_last_connection = _LastConnection()


def record_connection(connection: Any) -> None:
    """Notes whether the primary is read-only; ``connection`` is the psycopg connection that a request got."""
    _last_connection.read_only = any(connection.info.parameter_status(name) == "on" for name in _PARAMETERS)


def is_read_only() -> bool:
    """According to the setting and the last connection of this process. No query."""
    return settings.READ_ONLY or _last_connection.read_only
