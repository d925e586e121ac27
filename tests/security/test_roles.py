"""Roles × addresses × verbs: who is not the audience of an address sees nothing there and changes no table."""

import json

import pytest
from django.db import connection
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.conftest import member
from tests.test_drafts import SECRET

from .audiences import (
    ACCOUNT,
    ADMINISTRATOR,
    EDITOR,
    MONITOR,
    PUBLIC,
    PUBLISHER,
    SIGN_IN,
    addresses,
    audience_of,
)
from .conftest import fill

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
VERBS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# Of whom an address is not: the roles below its audience.
ROLES = {
    "visitor": {ACCOUNT, EDITOR, PUBLISHER, ADMINISTRATOR, MONITOR},
    "awaiting": {ACCOUNT, EDITOR, PUBLISHER, ADMINISTRATOR, MONITOR},
    "staff": {EDITOR, PUBLISHER, ADMINISTRATOR, MONITOR},
    "editor": {PUBLISHER, ADMINISTRATOR, MONITOR},
    "publisher": {ADMINISTRATOR, MONITOR},
}
MIN_ADDRESSES = {"visitor": 100, "awaiting": 100, "staff": 100, "editor": 18, "publisher": 16}
REFUSALS = {301, 302, 401, 403, 404, 405}
# What is written of the attempt itself.
OWN_TABLES = {"accounts_session", "accounts_throttle", "accounts_securityevent", "accounts_knownaddress"}
FORM_DATA = {
    "post": "yes",
    "confirmed": "yes",
    "action": "delete_selected",
    "_selected_action": "1",
    "event": "1",
    "survivor": "1",
    "other": "2",
    "state": "published",
    "text": "changed",
    "title": "changed",
    "name": "changed",
    "label": "changed",
    "username": "mallory",
    "password1": "correct horse battery",
    "password2": "correct horse battery",
    "is_superuser": "on",
    "reason": "privacy",
}
MARK = {
    "start": 0,
    "end": 4,
    "text_version": 1,
    "voice": "narrator",
    "attribution": "summary",
    "state": "published",
}


def table_hashes() -> dict[str, str]:
    names = set(connection.introspection.table_names()) - OWN_TABLES
    with connection.cursor() as cursor:
        hashes = {}
        for name in sorted(names):
            cursor.execute(
                f"SELECT md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) FROM \"{name}\" t"
            )
            hashes[name] = cursor.fetchone()[0]
    return hashes


def changed_tables(before: dict[str, str]) -> list[str]:
    after = table_hashes()
    return [name for name in before if before[name] != after[name]]


def is_bare_options(verb: str, shown: bytes) -> bool:
    """Django's own views tell anybody which verbs they know, and nothing else."""
    return verb == "OPTIONS" and not shown


@pytest.fixture
def role(request, editor, publisher):
    """The client of a role."""
    client = Client(raise_request_exception=False)
    if request.param == "awaiting":
        user = member("adam", is_superuser=True)
        TOTPDevice.objects.create(user=user, name="phone", confirmed=True)
        client.force_login(user)
    elif request.param != "visitor":
        users = {"editor": editor, "publisher": publisher}
        client.force_login(users.get(request.param) or member("olga"))
    return request.param, client


def ask(client, verb, path):
    if verb == "POST" and "/api/" not in path:
        return client.post(path, FORM_DATA)
    return client.generic(verb, path, json.dumps(MARK), "application/json", headers={"If-Match": "*"})


@pytest.mark.parametrize("role", ROLES, indirect=True)
def test_who_is_not_the_audience_sees_and_changes_nothing(role, hidden_rows):
    name, client = role
    forbidden = [address for address in addresses() if audience_of(address) in ROLES[name]]
    before, wrong = table_hashes(), []
    for address in forbidden:
        for path in fill(address, hidden_rows)[:2]:
            for verb in VERBS:
                response = ask(client, verb, path)
                shown = b"" if response.streaming else response.content
                refused = response.status_code in REFUSALS or is_bare_options(verb, shown)
                if not refused or SECRET.encode() in shown.lower().replace(path.encode(), b""):
                    wrong.append((verb, path, response.status_code))
    assert wrong == []
    assert changed_tables(before) == []
    assert len(forbidden) >= MIN_ADDRESSES[name]


def test_nobody_changes_anything_at_public_addresses(hidden_rows, as_administrator):
    """Whoever asks, and by whichever verb; reports of browsers and the form of the login are no changes."""
    before, failed = table_hashes(), []
    for client in (Client(raise_request_exception=False), as_administrator):
        for address in addresses():
            if audience_of(address) in (PUBLIC, SIGN_IN):
                for path in fill(address, hidden_rows)[:2]:
                    statuses = {verb: ask(client, verb, path).status_code for verb in VERBS}
                    failed += [(verb, path) for verb, status in statuses.items() if status >= 500]
    assert failed == []
    assert changed_tables(before) == []


def test_the_audience_itself_is_let_in(hidden_rows, editor, publisher):
    """Else the first test would be content with a door that is walled up."""
    users = {EDITOR: editor, PUBLISHER: publisher, ADMINISTRATOR: member("adam", is_superuser=True)}
    for audience, user in users.items():
        client = Client()
        client.force_login(user)
        own = [address for address in addresses() if audience_of(address) == audience]
        pages = [entry for entry in own if entry.name.endswith(("_changelist", "withholding_add"))]
        assert pages
        answers = [
            client.get(f"/{page.pattern}", follow=True).status_code for page in pages
        ]  # guidelines are one row
        assert answers == [200] * len(pages)


def test_a_change_would_be_seen(hidden_rows):
    before = table_hashes()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE archive_theme SET scope_note = scope_note || ' '")
    assert "archive_theme" in changed_tables(before)
