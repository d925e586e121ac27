"""A password alone opens nothing where a second factor is set up, whichever way somebody turns."""

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from archive.accounts.models import RecoveryCode, Session

from .sign_in_steps import INDEX, LOGIN, SETUP, VERIFY, app_code, set_up_app, sign_in

PLACES = (
    ("GET", "/admin/"),
    ("GET", "/admin/archive/document/{document}/change/"),
    ("POST", "/admin/archive/document/{document}/delete/"),
    ("GET", "/admin/archive/document/{document}/annotate/"),
    ("GET", "/admin/archive/document/{document}/preview/"),
    ("GET", "/admin/archive/document/{document}/annotate/api/statements/"),
    ("POST", "/admin/archive/document/{document}/annotate/api/statements/"),
    ("GET", "/admin/autocomplete/?app_label=archive&model_name=statement&field_name=speaker"),
    ("GET", "/admin/account/"),
    ("POST", "/admin/account/"),
    ("POST", "/admin/password_change/"),
    ("GET", "/admin/accounts/securityevent/"),
    ("GET", "/admin/auth/user/"),
)


@pytest.mark.parametrize(("verb", "place"), PLACES)
def test_between_password_and_factor_somebody_is_nobody(administrator, draft_document, verb, place):
    TOTPDevice.objects.create(user=administrator, name="phone", confirmed=True)
    client = sign_in("adam")
    response = client.generic(verb, place.format(document=draft_document.pk))
    assert response.status_code in (302, 401)
    assert "lighthouse" not in response.text
    if response.status_code == 302:
        assert response.url.startswith(LOGIN)


def test_the_pages_of_setting_up_are_no_way_around(editor, device):
    """Somebody with the password could add a factor of his own."""
    client = sign_in("edith")
    assert client.get(SETUP).url == f"{VERIFY}?next={SETUP}"
    assert client.post(SETUP, {"action": "codes"}).url == f"{VERIFY}?next={SETUP}"
    assert (
        client.post(SETUP, {"action": "remove", "which": f"app:{device.pk}"}).url == f"{VERIFY}?next={SETUP}"
    )
    assert not RecoveryCode.objects.exists()
    assert TOTPDevice.objects.get() == device


@pytest.mark.slow
def test_a_session_from_before_the_factor_ends(editor):
    old, new = sign_in("edith"), sign_in("edith")
    set_up_app(new)
    assert [client.get(INDEX).status_code for client in (old, new)] == [302, 200]


def test_a_passed_session_does_not_pass_for_another_account(editor, device, second_editor):
    client = sign_in("edith")
    client.post(VERIFY, {"code": app_code(device)})
    TOTPDevice.objects.create(user=second_editor, name="phone", confirmed=True)
    sign_in("edgar", client)
    assert client.get(INDEX).status_code == 302


def test_signing_in_again_asks_again(editor, device):
    client = sign_in("edith")
    client.post(VERIFY, {"code": app_code(device)})
    sign_in("edith", client)
    assert client.get(INDEX).status_code == 302


def test_a_session_that_says_nothing_awaits_the_factor(as_editor, device):
    session = as_editor.session
    del session["second_factor"]
    session.save()
    assert as_editor.get(INDEX).status_code == 302


def test_passing_gives_the_session_a_new_key(editor, device):
    client = sign_in("edith")
    before = client.session.session_key
    client.post(VERIFY, {"code": app_code(device)})
    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_somebody_else_can_sign_in_instead(editor, device):
    client = sign_in("edith")
    assert client.post(VERIFY, {"cancel": "1"}).url == LOGIN
    assert client.get(LOGIN).status_code == 200


@pytest.mark.slow
def test_public_pages_are_read_meanwhile(editor, device, statement):
    assert sign_in("edith").get("/documents/harbour-library-remarks/").status_code == 200


def test_a_new_password_by_mail_is_no_second_factor(client, editor, device, monkeypatch):
    editor.set_password("a longer staple battery")
    editor.save()
    client.post(LOGIN, {"username": "edith", "password": "a longer staple battery"})
    assert client.get(INDEX).status_code == 302
