"""Sessions end by themselves, and their owner sees and ends them."""

import time

import pytest
from django.contrib.sessions.models import Session as DjangoSession
from django.db import DatabaseError, OperationalError
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from archive.accounts import sessions
from archive.accounts.models import Session
from tests.conftest import member_with

INDEX = "/admin/"


def client_of(user, **extra):
    client = Client(**extra)
    client.force_login(user)
    return client


def sign_in(username, **extra):
    client = Client(**extra)
    client.post("/admin/login/", {"username": username, "password": "correct horse"})
    return client


@pytest.fixture
def clock(monkeypatch):
    """Seconds that pass for the limits."""

    class Clock:
        now = time.time()

        def time(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(sessions, "time", clock)
    return clock


def test_the_row_says_whose_it_is_and_from_where(editor):
    sign_in("edith", HTTP_USER_AGENT="Firefox", REMOTE_ADDR="192.0.2.7")
    row = Session.objects.get()
    assert (row.user, row.browser, row.place) == (editor, "Firefox", "192.0.2.7")
    assert row.started == row.touched > time.time() - 60
    assert not DjangoSession.objects.exists()


def test_an_unused_session_expires_on_the_server(as_editor, settings):
    assert as_editor.get(INDEX).status_code == 200
    row = Session.objects.get()
    left = (row.expire_date.timestamp() - time.time()) / 60
    assert 239 < left <= 240
    Session.objects.update(expire_date="2026-01-01T00:00Z")
    assert as_editor.get(INDEX).status_code == 302


def test_use_moves_the_end_once_a_minute(as_editor, clock):
    row = Session.objects.get()
    clock.now += 30
    as_editor.get(INDEX)
    assert Session.objects.get().touched == row.touched
    clock.now += 60
    as_editor.get(INDEX)
    again = Session.objects.get()
    assert again.touched == int(clock.now)
    assert again.expire_date > row.expire_date


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (OperationalError("the connection is closed"), 503),
        (DatabaseError("Forced update did not affect any rows."), 400),
    ],
)
def test_only_a_deleted_session_is_a_bad_request(as_editor, clock, monkeypatch, failure, status):
    """Django takes any failure of the database for a session that was deleted meanwhile."""

    def fail(*args, **kwargs):
        raise failure

    clock.now += 90
    monkeypatch.setattr(Session, "save", fail)
    as_editor.raise_request_exception = False
    assert as_editor.get(INDEX).status_code == status


def test_a_used_session_ends_all_the_same(as_editor, clock, settings):
    settings.SESSION_HOURS = 2
    clock.now += 2 * 3600 - 10
    assert as_editor.get(INDEX).status_code == 200
    clock.now += 20
    assert as_editor.get(INDEX).status_code == 302
    assert not Session.objects.exists()


def test_a_session_without_a_beginning_is_not_taken(as_editor):
    session = as_editor.session
    del session["started"]
    session.save()
    assert as_editor.get(INDEX).status_code == 302


def test_a_reader_gets_no_session(reader, statement):
    assert reader.get("/about/").cookies == {}
    assert not Session.objects.exists()


def test_the_page_lists_own_sessions_only(editor, second_editor):
    client_here = client_of(editor)
    sign_in("edith", HTTP_USER_AGENT="Other browser", REMOTE_ADDR="192.0.2.7")
    sign_in("edgar", HTTP_USER_AGENT="Somebody else", REMOTE_ADDR="192.0.2.8")
    page = client_here.get("/admin/account/").text
    assert ("Other browser" in page, "192.0.2.7" in page, "This session" in page) == (True, True, True)
    assert "Somebody else" not in page
    assert [key for key in Session.objects.values_list("pk", flat=True) if key in page] == []


@pytest.mark.slow
def test_one_other_session_is_ended(editor):
    client_here, other_client, third = client_of(editor), client_of(editor), client_of(editor)
    chosen = sessions.public_id(other_client.session.session_key)
    assert client_here.post("/admin/account/", {"session": chosen}).status_code == 302
    assert [client.get(INDEX).status_code for client in (client_here, other_client, third)] == [200, 302, 200]


@pytest.mark.slow
def test_all_other_sessions_are_ended(editor, second_editor):
    client_here, other_client, stranger = client_of(editor), client_of(editor), client_of(second_editor)
    client_here.post("/admin/account/", {"session": "others"})
    assert [client.get(INDEX).status_code for client in (client_here, other_client, stranger)] == [
        200,
        302,
        200,
    ]


@pytest.mark.slow
@pytest.mark.parametrize("session", ["", "x", "own", "stranger"])
def test_neither_the_own_nor_anothers_session_ends(editor, second_editor, session):
    client_here, stranger = client_of(editor), client_of(second_editor)
    ids = {"own": client_here, "stranger": stranger}
    chosen = sessions.public_id(ids[session].session.session_key) if session in ids else session
    assert client_here.post("/admin/account/", {"session": chosen}).status_code == 302
    assert [client.get(INDEX).status_code for client in (client_here, stranger)] == [200, 200]


def test_the_page_is_for_who_is_signed_in(reader, db):
    assert reader.get("/admin/account/").url == "/admin/login/?next=/admin/account/"


def test_a_new_password_ends_the_other_sessions(editor):
    client_here, other_client = client_of(editor), client_of(editor)
    new = "a longer staple battery"
    words = {"old_password": "correct horse", "new_password1": new, "new_password2": new}
    assert client_here.post("/admin/password_change/", words).status_code == 302
    assert [client.get(INDEX).status_code for client in (client_here, other_client)] == [200, 302]
    assert Session.objects.filter(user=editor).count() == 1


def test_an_administrator_ends_the_sessions_of_another(as_administrator, editor):
    other_client = client_of(editor)
    form = {"action": "end_sessions", "_selected_action": editor.pk}
    assert as_administrator.post("/admin/auth/user/", form).status_code == 302
    assert other_client.get(INDEX).status_code == 302


def test_who_may_only_see_accounts_ends_no_session_and_removes_no_factor(client, editor):
    other_client = client_of(editor)
    TOTPDevice.objects.create(user=editor, name="phone", confirmed=True)
    client.force_login(member_with("view_user"))
    for action in ("end_sessions", "remove_factors"):
        form = {"action": action, "_selected_action": editor.pk}
        assert "edith" in client.post("/admin/auth/user/", form).text
    assert other_client.get(INDEX).status_code == 200
    assert TOTPDevice.objects.filter(user=editor).exists()
