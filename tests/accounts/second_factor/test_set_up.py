"""Who adds and removes a second factor."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from archive.accounts.models import RecoveryCode, SecurityEvent

from .sign_in_steps import INDEX, LOGIN, SETUP, set_up_app, sign_in


def test_only_staff_set_one_up(editor):
    assert Client().get(SETUP).url == f"{LOGIN}?next={SETUP}"
    client = sign_in("edith")
    assert client.get(SETUP).status_code == 200
    User.objects.update(is_staff=False)
    assert client.get(SETUP).url == f"{LOGIN}?next={SETUP}"


def test_looking_at_the_page_writes_no_app(editor):
    client = sign_in("edith")
    first, second = client.get(SETUP).text, client.get(SETUP).text
    assert not TOTPDevice.objects.exists()
    secret = r'class="secret">([A-Z2-7 ]+)<'
    assert re.search(secret, first)[1] == re.search(secret, second)[1]


@pytest.mark.slow
def test_an_app_is_added_only_with_its_code(editor):
    client = sign_in("edith")
    client.get(SETUP)
    for code in ("", "12345", "abcdef"):
        client.post(SETUP, {"action": "app", "code": code})
    assert not TOTPDevice.objects.filter(confirmed=True).exists()
    assert sign_in("edith").get(INDEX).status_code == 200


@pytest.mark.slow
def test_the_last_factor_goes_with_its_recovery_codes(editor):
    client = sign_in("edith")
    set_up_app(client)
    device = TOTPDevice.objects.get(confirmed=True)
    for which in ("", "app:", "app:x", "key:1", f"app:{'9' * 30}"):
        client.post(SETUP, {"action": "remove", "which": which})
    assert TOTPDevice.objects.filter(confirmed=True).exists()
    client.post(SETUP, {"action": "remove", "which": f"app:{device.pk}"})
    assert not RecoveryCode.objects.exists()
    assert sign_in("edith").get(INDEX).status_code == 200


def test_the_app_of_another_account_is_not_removed(second_editor, device):
    sign_in("edgar").post(SETUP, {"action": "remove", "which": f"app:{device.pk}"})
    assert TOTPDevice.objects.filter(pk=device.pk).exists()


def test_an_administrator_removes_what_was_lost(as_administrator, editor, device):
    other_client = sign_in("edith")
    form = {"action": "remove_factors", "_selected_action": editor.pk}
    as_administrator.post("/admin/auth/user/", form)
    assert other_client.get(INDEX).status_code == 302
    assert sign_in("edith").get(INDEX).status_code == 200
    event = SecurityEvent.objects.get(kind="factor_removed")
    assert (event.username, event.subject) == ("adam", "edith")


def test_secrets_of_apps_are_nobodys_to_see(as_administrator, device):
    assert as_administrator.get("/admin/otp_totp/totpdevice/").status_code == 404


def test_an_account_that_must_have_one_keeps_its_last(publisher, settings):
    settings.SECOND_FACTOR = "PUBLISHERS"
    client = sign_in("paula")
    set_up_app(client)
    app = TOTPDevice.objects.get(confirmed=True)
    page = client.post(SETUP, {"action": "remove", "which": f"app:{app.pk}"}, follow=True)
    assert "Your account must have a second factor. Add another one before you remove this one." in page.text
    assert (TOTPDevice.objects.count(), RecoveryCode.objects.count()) == (1, 10)
    second = TOTPDevice.objects.create(user=publisher, name="tablet", confirmed=True)
    client.post(SETUP, {"action": "remove", "which": f"app:{app.pk}"})
    assert list(TOTPDevice.objects.all()) == [second]


def test_an_administrator_removes_no_factor_of_their_own_in_the_list(as_administrator, administrator, editor):
    for user in (administrator, editor):
        TOTPDevice.objects.create(user=user, name="phone", confirmed=True)
    form = {"action": "remove_factors", "_selected_action": [administrator.pk, editor.pk]}
    page = as_administrator.post("/admin/auth/user/", form, follow=True).text
    assert "Remove your own second factors under “Account”." in page
    assert "Second factors were removed from 1 account." in page
    assert [device.user for device in TOTPDevice.objects.all()] == [administrator]
