"""Codes that stand in for a lost device: shown once, used once."""

import pytest

from archive.accounts.models import RecoveryCode

from .sign_in_steps import INDEX, SETUP, VERIFY, set_up_app, sign_in


@pytest.mark.slow
def test_setting_up_shows_recovery_codes_that_serve_once(editor):
    client = sign_in("edith")
    codes = set_up_app(client)
    assert len(set(codes)) == 10
    assert client.get(INDEX).status_code == 200
    assert not any(code in client.get(SETUP).text for code in codes)
    stored = str(list(RecoveryCode.objects.values_list("digest")))
    assert codes[0].replace("-", "") not in stored
    assert sign_in("edith").post(VERIFY, {"code": codes[0].upper()}).status_code == 302
    assert sign_in("edith").post(VERIFY, {"code": codes[0]}).status_code == 200
    assert RecoveryCode.objects.filter(user=editor).count() == 9


@pytest.mark.slow
def test_a_recovery_code_is_one_accounts(editor, second_editor, device):
    codes = set_up_app(sign_in("edgar"))
    assert sign_in("edith").post(VERIFY, {"code": codes[0]}).status_code == 200
