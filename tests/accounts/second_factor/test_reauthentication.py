"""To change a factor takes the password again, and the factor where there is one."""

import pytest

from archive.accounts.models import RecoveryCode

from .sign_in_steps import INDEX, SETUP, VERIFY, app_code, sign_in, sign_in_an_hour_ago


@pytest.mark.slow
def test_changing_it_asks_for_the_password_again_and_signs_nobody_out(editor):
    client = sign_in_an_hour_ago("edith")
    assert 'class="secret"' not in client.get(SETUP).text
    assert client.get(INDEX).status_code == 200
    client.post(SETUP, {"action": "codes"})
    assert "wrong" in client.post(SETUP, {"password": "wrong"}).text
    assert 'class="secret"' not in client.get(SETUP).text
    before = client.session.session_key
    assert client.post(SETUP, {"password": "correct horse"}).url == SETUP
    assert client.session.session_key != before
    assert 'class="secret"' in client.get(SETUP).text
    assert not RecoveryCode.objects.exists()


@pytest.mark.slow
def test_the_password_alone_is_not_enough_where_there_is_a_factor(editor, device):
    client = sign_in("edith")
    client.post(VERIFY, {"code": app_code(device)})
    session = client.session
    session["started"] -= 3600
    session["second_factor_passed"] -= 3600
    session.save()
    assert client.post(SETUP, {"password": "correct horse"}).url == SETUP
    assert client.get(SETUP).url == f"{VERIFY}?next={SETUP}"
    assert client.get(INDEX).status_code == 302
    client.post(VERIFY, {"code": app_code(device, 1), "next": SETUP})
    assert 'class="secret"' in client.get(SETUP).text


@pytest.mark.slow
def test_the_password_is_not_guessed_there_either(editor):
    client = sign_in_an_hour_ago("edith")
    statuses = [client.post(SETUP, {"password": f"wrong {number}"}).status_code for number in range(8)]
    assert statuses[-3:] == [429] * 3


def test_the_password_of_another_account_is_none(editor, second_editor):
    second_editor.set_password("a longer staple battery")
    second_editor.save()
    client = sign_in_an_hour_ago("edith")
    sent = {"password": "a longer staple battery", "username": "edgar"}
    assert client.post(SETUP, sent).status_code == 200


def test_whose_password_is_elsewhere_signs_in_again_there(editor):
    client = sign_in_an_hour_ago("edith")
    editor.set_unusable_password()
    editor.save()
    client.force_login(editor)
    session = client.session
    session["started"] -= 3600
    session.save()
    assert 'name="sign_out"' in client.get(SETUP).text
    assert client.get(INDEX).status_code == 200
    assert client.post(SETUP, {"sign_out": "1"}).url == SETUP
    assert client.get(INDEX).status_code == 302
