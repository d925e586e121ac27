"""What somebody had typed when their session had ended: kept until they have signed in again, once, for an hour.

It is kept in the session, on the server. A browser where nobody has signed in before may keep five forms in a row
(throttle.py), so that strangers cannot fill the database.
"""

import time
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest, QueryDict

from .devices import known_devices
from .network import client_network
from .throttle import TooManyAttemptsError, count_attempt, throttle_key

KEY = "unsaved_form"
MAX_LENGTH = 512 * 1024  # characters of all names and values
MAX_AGE = 3600  # seconds
SECRETS = ("password", "csrfmiddlewaretoken", "otp", "token")  # in names of inputs that are not kept


class UnsavedForm(NamedTuple):
    path: str
    values: dict[str, list[str]]
    had_files: bool

    @property
    def data(self) -> QueryDict:
        data = QueryDict(mutable=True)
        for name, values in self.values.items():
            data.setlist(name, values)
        return data


def store_unsaved_form(request: HttpRequest) -> bool:
    """Stores what was typed and returns whether it did; nothing is stored for an empty or too large form, or for a
    stranger who did so too often."""
    values = {name: texts for name, texts in request.POST.lists() if not _is_secret(name)}
    length = sum(len(name) + sum(map(len, texts)) for name, texts in values.items())
    if not 0 < length <= MAX_LENGTH or not _may_keep(request):
        return False
    entry = {
        "path": request.get_full_path(),
        "values": values,
        "files": bool(request.FILES),
        "at": int(time.time()),
    }
    request.session[KEY] = entry
    if request.user.is_anonymous:
        request.session.set_expiry(MAX_AGE)
    return True


def _is_secret(name: str) -> bool:
    return any(word in name.lower() for word in SECRETS)


def _may_keep(request: HttpRequest) -> bool:
    if request.user.is_authenticated or known_devices(request):
        return True
    try:
        count_attempt([throttle_key("unsaved form", client_network(request))])
    except TooManyAttemptsError:
        return False
    return True


def end_anonymous_session(session: Any) -> None:
    """Makes the session, with the form in it, last as long as any other after signing in."""
    if KEY in session:
        session.set_expiry(None)


def read_unsaved_form(session: Mapping[str, Any]) -> UnsavedForm | None:
    entry = session.get(KEY)
    if not entry or time.time() - entry["at"] > MAX_AGE:
        return None
    return UnsavedForm(entry["path"], entry["values"], entry["files"])


def take_unsaved_form(request: HttpRequest) -> UnsavedForm | None:
    """Returns what was typed on the page of this request, and removes it from the session; None where there is none."""
    form = read_unsaved_form(request.session) if KEY in request.session else None
    if form is None or form.path != request.get_full_path():
        return None
    del request.session[KEY]
    return form
