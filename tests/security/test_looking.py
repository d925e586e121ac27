"""To look at an address, whoever does, writes nothing and signs nobody out; it is in the log at most."""

import pytest
from django.db import connection
from django.test import Client

from tests.conftest import member

from . import test_roles
from .audiences import addresses
from .conftest import fill

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
VERBS = ("GET", "HEAD", "OPTIONS")
LOG = "accounts_securityevent"  # of exports and refusals
# What a page of the sign-in asks the browser to answer, and the minute of the last use.
OF_FORMS = {"security_key", "app_key", "touched", "unsaved_form"}
MIN_ADDRESSES = 200


@pytest.fixture
def visits(monkeypatch):
    """Clients of everybody, their sessions an hour old, and what every table has."""
    monkeypatch.setattr(test_roles, "OWN_TABLES", {LOG, "accounts_session"})
    users = {"editor": member("edna", "Editors"), "administrator": member("adam", is_superuser=True)}
    clients = {"visitor": Client(raise_request_exception=False)}
    for name, user in users.items():
        clients[name] = Client(raise_request_exception=False)
        clients[name].force_login(user)
        session = clients[name].session
        session["started"] -= 3600
        session.save()
    return clients


def session_of(client) -> dict:
    if "sessionid" not in client.cookies:
        return {}
    return {key: value for key, value in client.session.items() if key not in OF_FORMS}


def test_looking_writes_nothing_and_signs_nobody_out(hidden_rows, visits):
    wrong, before, asked = [], test_roles.table_hashes(), 0
    for name, client in visits.items():
        session = session_of(client)
        for address in addresses():
            for path in fill(address, hidden_rows)[:1]:
                for verb in VERBS:
                    client.generic(verb, path)
                if session_of(client) != session:
                    wrong.append((name, path))
                asked += 1
    assert wrong == []
    assert test_roles.changed_tables(before) == []
    assert asked > MIN_ADDRESSES


def test_a_write_and_a_sign_out_would_be_seen(hidden_rows, visits):
    before, session = test_roles.table_hashes(), session_of(visits["editor"])
    visits["editor"].post("/admin/logout/")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_throttle (key, attempts, blocked_until, updated) VALUES ('x', 1, now(), now())"
        )
    assert session_of(visits["editor"]) != session
    assert test_roles.changed_tables(before) == ["accounts_throttle"]
