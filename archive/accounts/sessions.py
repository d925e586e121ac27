"""Sessions that record their owner, end when unused, and can be listed and ended by their owner. Django's database
store keeps them; additional columns serve the list."""

import time
from hashlib import sha256

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import DEFAULT_DB_ALIAS, connection

from archive.database.error_notices import error_notice
from archive.database.read_only import is_read_only

from .network import client_network

TOUCH_SECONDS = 60  # of use between two writes
STARTED, TOUCHED, PLACE, BROWSER = "started", "touched", "place", "browser"


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls):
        from .models import Session

        return Session

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        row.started, row.touched = data.get(STARTED, 0), data.get(TOUCHED, 0)
        row.place, row.browser = data.get(PLACE, ""), data.get(BROWSER, "")
        return row

    def save(self, must_create=False):
        """Does nothing while the database is read only; the session then keeps its expiry date. Raises UpdateError for
        a session that was deleted meanwhile, as which Django would report any failure of the database."""
        if is_read_only():
            return
        try:
            super().save(must_create)
        except UpdateError as error:
            if error.__context__ and error_notice(error.__context__):
                raise error.__context__ from None
            raise


class IdleTimeoutMiddleware:
    """Ends sessions that are idle for too long: each use postpones the end, up to the maximum age of a session."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # While the primary is away public pages are read from a replica, which takes no writes.
        is_writable = connection.alias == DEFAULT_DB_ALIAS and not is_read_only()
        if is_writable and settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            now = int(time.time())
            if now - request.session.get(STARTED, 0) > settings.SESSION_HOURS * 3600:
                logout(request)
            elif now - request.session.get(TOUCHED, 0) > TOUCH_SECONDS:
                request.session[TOUCHED] = now
        return self.get_response(request)


def record_sign_in(sender, request, user, **_signal) -> None:
    """Receiver of ``user_logged_in``."""
    now = int(time.time())
    request.session[STARTED] = request.session[TOUCHED] = now
    request.session[PLACE] = client_network(request)[:45]
    request.session[BROWSER] = request.headers.get("User-Agent", "")[:200]


def public_id(session_key: str) -> str:
    """The identifier that a page may show for a session: the key itself would open it."""
    return sha256(session_key.encode()).hexdigest()[:16]


def sessions_of(user) -> list:
    """The sessions of a user that can still be used, the most recently used first."""
    from .models import Session

    return list(Session.objects.for_user(user).order_by("-touched"))


def end_sessions(user, except_key: str | None = None, only_id: str | None = None) -> int:
    """Ends all sessions of an account except ``except_key``, or only the one with the public id ``only_id``; returns
    their number."""
    keys = [session.pk for session in sessions_of(user) if session.pk != except_key]
    if only_id is not None:
        keys = [key for key in keys if public_id(key) == only_id]
    from .models import Session

    return Session.objects.filter(pk__in=keys).delete()[0]
