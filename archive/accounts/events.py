"""What happened to accounts and to what is public, in a table that only grows, and in the log.

Triggers write what changes in tables (permissions, publication), whichever way it was changed; this module writes what
leaves no row: signing in and out, exports. A trigger of the table sends each row to the log, after the commit.
"""

import json
import logging
from contextlib import suppress
from functools import partial

from django.conf import settings
from django.db import transaction
from psycopg.errors import Diagnostic

from .models import SecurityEvent
from .sessions import record_sign_in

logger = logging.getLogger("verbatim.security")
PREFIX = "security events "  # of the trigger's notice, before its JSON
MAX_LISTED = 10  # in a line of the log
Kind = SecurityEvent.Kind


def record(kind: Kind, request=None, user=None, subject: str = "", **details) -> None:
    SecurityEvent.objects.create(
        kind=kind,
        user_id=user.pk if user else None,
        username=user.get_username() if user else "",
        address=request.META.get("REMOTE_ADDR", "")[:45] if request else "",
        subject=subject[:200],
        details=details,
    )


def record_export(request, subject: str) -> None:
    """Records an export by a signed-in user in the table as well; a reader's request may be answered by a read-only
    database."""
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    if has_session and request.user.is_authenticated:
        record(Kind.EXPORT, request, request.user, subject, query=request.META.get("QUERY_STRING", "")[:500])
    else:
        address = request.META.get("REMOTE_ADDR", "")
        logger.info("%s", json.dumps({"kind": Kind.EXPORT.value, "address": address, "subject": subject}))


def on_sign_in(sender, request, user, **signal) -> None:
    record_sign_in(sender, request, user, **signal)
    from .second_factor.factors import begin_second_factor

    begin_second_factor(request, user)
    record(Kind.SIGN_IN, request, user)


def on_sign_in_failed(sender, credentials, request=None, **_signal) -> None:
    record(Kind.SIGN_IN_FAILED, request, subject=str(credentials.get("username", "")))


def on_sign_out(sender, request, user, **_signal) -> None:
    if user:
        record(Kind.SIGN_OUT, request, user)


def log_notices(connection, **_signal) -> None:
    """Receiver of ``connection_created``: a pool hands the same connection out again."""
    with suppress(ValueError):
        connection.connection.remove_notice_handler(log_notice)
    connection.connection.add_notice_handler(log_notice)


def log_notice(notice: Diagnostic) -> None:
    message = notice.message_primary or ""
    if message.startswith(PREFIX):
        transaction.on_commit(partial(log_events, message.removeprefix(PREFIX)))


def log_events(events: str) -> None:
    """A line for each event of a JSON list."""
    for event in json.loads(events):
        event["details"] = {name: summarise_list(value) for name, value in event["details"].items()}
        logger.info("%s", json.dumps(event))  # escaped, so that no line can be forged


def summarise_list(value):
    """A long list as its length only: the table has the whole list, and a migration of a new database would fill the
    log."""
    return f"{len(value)} in all" if isinstance(value, list) and len(value) > MAX_LISTED else value
