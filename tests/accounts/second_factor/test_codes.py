"""The code of an authenticator app: once, in time, and not by guessing."""

import pytest

from archive.accounts.models import SecurityEvent
from tests.marks import parametrize_partly_slow

from .sign_in_steps import INDEX, LOGIN, VERIFY, app_code, sign_in


@pytest.mark.slow
def test_the_code_of_the_app_lets_in_and_serves_once(editor, device):
    client = sign_in("edith", next_page="/admin/archive/theme/")
    assert client.get("/admin/archive/theme/").url == f"{LOGIN}?next=/admin/archive/theme/"
    assert (
        client.get(f"{LOGIN}?next=/admin/archive/theme/").url
        == f"{VERIFY}?next=%2Fadmin%2Farchive%2Ftheme%2F"
    )
    code = app_code(device)
    response = client.post(VERIFY, {"code": f" {code[:3]} {code[3:]} ", "next": "/admin/archive/theme/"})
    assert (response.status_code, response.url) == (302, "/admin/archive/theme/")
    assert client.get(INDEX).status_code == 200
    other = sign_in("edith")
    assert "already been used" in other.post(VERIFY, {"code": code}).text
    assert other.get(INDEX).status_code == 302


@parametrize_partly_slow("code", ["", "x", "000000", "12345", "١٢٣٤٥٦", "'; DROP", "9" * 60, "\0"], 3)
def test_a_wrong_code_lets_nobody_in(editor, device, code):
    device.key = "00" * 20
    device.save()
    client = sign_in("edith")
    assert client.post(VERIFY, {"code": code if code != app_code(device) else "111111"}).status_code == 200
    assert client.get(INDEX).status_code == 302


@pytest.mark.slow
def test_codes_are_not_guessed(editor, device):
    client = sign_in("edith")
    statuses = [client.post(VERIFY, {"code": "x"}).status_code for _ in range(8)]
    assert statuses == [200] * 5 + [429] * 3
    assert client.post(VERIFY, {"code": app_code(device)}).status_code == 429
    assert SecurityEvent.objects.filter(kind="factor_failed", username="edith").count() == 5


def test_an_open_redirect_is_none(editor, device):
    client = sign_in("edith")
    response = client.post(VERIFY, {"code": app_code(device), "next": "https://evil.example/"})
    assert response.url == INDEX
