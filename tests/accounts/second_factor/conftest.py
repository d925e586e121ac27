from functools import partial

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from archive.accounts import throttle
from archive.accounts.models import SecurityKey
from archive.accounts.second_factor import views

from .authenticator import Authenticator
from .sign_in_steps import SETUP, security_key_options, sign_in


@pytest.fixture(autouse=True)
def quick_qr_codes(monkeypatch):
    """To find the best of eight masks for a QR code takes longer than the rest of its page."""
    monkeypatch.setattr(views, "make_qr", partial(views.make_qr, mask=0))


@pytest.fixture(autouse=True)
def long_delay(monkeypatch):
    monkeypatch.setattr(throttle, "FIRST_DELAY", 100)


@pytest.fixture
def device(editor):
    return TOTPDevice.objects.create(user=editor, name="phone", confirmed=True)


@pytest.fixture
def key(editor):
    """A registered security key of the editor."""
    client, key = sign_in("edith"), Authenticator()
    answer = key.create(security_key_options(client.get(SETUP)))
    client.post(SETUP, {"action": "key", "name": "Blue key", "answer": answer})
    assert SecurityKey.objects.get().name == "Blue key"
    return key
