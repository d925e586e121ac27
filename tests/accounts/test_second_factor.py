"""A password alone opens nothing where a second factor is set up or required, whichever way somebody turns."""

import json
import re
import time
from base64 import b32decode
from functools import partial

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from archive.accounts import throttle
from archive.accounts.models import RecoveryCode, SecurityEvent, SecurityKey, Session
from archive.accounts.second_factor import pages
from archive.models.permissions import PUBLISHERS
from tests.marks import parametrize_partly_slow

from .authenticator import Authenticator

LOGIN, VERIFY, SETUP, INDEX = (
    "/admin/login/",
    "/admin/second-factor/",
    "/admin/second-factor/set-up/",
    "/admin/",
)


@pytest.fixture(autouse=True)
def quick_qr_codes(monkeypatch):
    """To find the best of eight masks for a QR code takes longer than the rest of its page."""
    monkeypatch.setattr(pages, "make_qr", partial(pages.make_qr, mask=0))


@pytest.fixture(autouse=True)
def long_delay(monkeypatch):
    monkeypatch.setattr(throttle, "FIRST_DELAY", 100)


def sign_in(username, client=None, next_page=INDEX):
    client = client or Client()
    words = {"username": username, "password": "correct horse", "next": next_page}
    assert client.post(LOGIN, words).status_code == 302
    return client


def code_of(device, shift=0):
    """As an app would show it, for the time step after the last that was used."""
    totp = TOTP(device.bin_key)
    totp.time = time.time() + 30 * shift
    return f"{totp.token():06d}"


@pytest.fixture
def device(editor):
    return TOTPDevice.objects.create(user=editor, name="phone", confirmed=True)


def options_on(response):
    found = re.search(
        r'<script id="security-key-options" type="application/json">(.*?)</script>', response.text
    )
    return json.loads(found[1])


def test_the_code_of_the_app_lets_in_and_serves_once(editor, device):
    client = sign_in("edith", next_page="/admin/archive/theme/")
    assert client.get("/admin/archive/theme/").url == f"{LOGIN}?next=/admin/archive/theme/"
    assert (
        client.get(f"{LOGIN}?next=/admin/archive/theme/").url
        == f"{VERIFY}?next=%2Fadmin%2Farchive%2Ftheme%2F"
    )
    code = code_of(device)
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
    assert client.post(VERIFY, {"code": code if code != code_of(device) else "111111"}).status_code == 200
    assert client.get(INDEX).status_code == 302


def test_codes_are_not_guessed(editor, device):
    client = sign_in("edith")
    statuses = [client.post(VERIFY, {"code": "x"}).status_code for _ in range(8)]
    assert statuses == [200] * 5 + [429] * 3
    assert client.post(VERIFY, {"code": code_of(device)}).status_code == 429
    assert SecurityEvent.objects.filter(kind="factor_failed", username="edith").count() == 5


def test_an_open_redirect_is_none(editor, device):
    client = sign_in("edith")
    response = client.post(VERIFY, {"code": code_of(device), "next": "https://evil.example/"})
    assert response.url == INDEX


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


def test_only_staff_set_one_up(editor):
    assert Client().get(SETUP).url == f"{LOGIN}?next={SETUP}"
    client = sign_in("edith")
    assert client.get(SETUP).status_code == 200
    User.objects.update(is_staff=False)
    assert client.get(SETUP).url == f"{LOGIN}?next={SETUP}"


def test_a_session_from_before_the_factor_ends(editor):
    old, new = sign_in("edith"), sign_in("edith")
    set_up(new, editor)
    assert [client.get(INDEX).status_code for client in (old, new)] == [302, 200]


def test_a_passed_session_does_not_pass_for_another_account(editor, device, second_editor):
    client = sign_in("edith")
    client.post(VERIFY, {"code": code_of(device)})
    TOTPDevice.objects.create(user=second_editor, name="phone", confirmed=True)
    sign_in("edgar", client)
    assert client.get(INDEX).status_code == 302


def test_signing_in_again_asks_again(editor, device):
    client = sign_in("edith")
    client.post(VERIFY, {"code": code_of(device)})
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
    client.post(VERIFY, {"code": code_of(device)})
    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_somebody_else_can_sign_in_instead(editor, device):
    client = sign_in("edith")
    assert client.post(VERIFY, {"cancel": "1"}).url == LOGIN
    assert client.get(LOGIN).status_code == 200


def test_public_pages_are_read_meanwhile(editor, device, statement):
    assert sign_in("edith").get("/documents/harbour-library-remarks/").status_code == 200


def set_up(client, user):
    """An app, as its owner would: the code of the key on the page. The recovery codes shown."""
    page = client.get(SETUP).text
    secret = re.search(r'class="secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    key = b32decode(secret + "=" * (-len(secret) % 8))
    page = client.post(SETUP, {"action": "app", "name": "My phone", "code": f"{TOTP(key).token():06d}"}).text
    return re.findall(r"<li><code>([a-z2-9-]{29})</code>", page)


def test_setting_up_shows_recovery_codes_that_serve_once(editor):
    client = sign_in("edith")
    codes = set_up(client, editor)
    assert len(set(codes)) == 10
    assert client.get(INDEX).status_code == 200
    assert not any(code in client.get(SETUP).text for code in codes)
    stored = str(list(RecoveryCode.objects.values_list("digest")))
    assert codes[0].replace("-", "") not in stored
    assert sign_in("edith").post(VERIFY, {"code": codes[0].upper()}).status_code == 302
    assert sign_in("edith").post(VERIFY, {"code": codes[0]}).status_code == 200
    assert RecoveryCode.objects.filter(user=editor).count() == 9


def test_a_recovery_code_is_one_accounts(editor, second_editor, device):
    codes = set_up(sign_in("edgar"), second_editor)
    assert sign_in("edith").post(VERIFY, {"code": codes[0]}).status_code == 200


def test_an_app_is_added_only_with_its_code(editor):
    client = sign_in("edith")
    client.get(SETUP)
    for code in ("", "12345", "abcdef"):
        client.post(SETUP, {"action": "app", "code": code})
    assert not TOTPDevice.objects.filter(confirmed=True).exists()
    assert sign_in("edith").get(INDEX).status_code == 200


def test_the_last_factor_goes_with_its_recovery_codes(editor):
    client = sign_in("edith")
    set_up(client, editor)
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


def sign_in_an_hour_ago(username):
    client = sign_in(username)
    session = client.session
    session["started"] -= 3600
    session.save()
    return client


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


def test_the_password_alone_is_not_enough_where_there_is_a_factor(editor, device):
    client = sign_in("edith")
    client.post(VERIFY, {"code": code_of(device)})
    session = client.session
    session["started"] -= 3600
    session["second_factor_passed"] -= 3600
    session.save()
    assert client.post(SETUP, {"password": "correct horse"}).url == SETUP
    assert client.get(SETUP).url == f"{VERIFY}?next={SETUP}"
    assert client.get(INDEX).status_code == 302
    client.post(VERIFY, {"code": code_of(device, 1), "next": SETUP})
    assert 'class="secret"' in client.get(SETUP).text


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


def test_looking_at_the_page_writes_no_app(editor):
    client = sign_in("edith")
    first, second = client.get(SETUP).text, client.get(SETUP).text
    assert not TOTPDevice.objects.exists()
    secret = r'class="secret">([A-Z2-7 ]+)<'
    assert re.search(secret, first)[1] == re.search(secret, second)[1]


@pytest.mark.parametrize(
    ("setting", "required"),
    [("OPTIONAL", set()), ("PUBLISHERS", {"paula", "adam"}), ("EVERYBODY", {"edith", "paula", "adam"})],
)
def test_who_must_have_one(editor, publisher, administrator, settings, setting, required):
    settings.SECOND_FACTOR = setting
    blocked = {name for name in ("edith", "paula", "adam") if sign_in(name).get(INDEX).status_code == 302}
    assert blocked == required


def test_who_must_is_led_to_set_it_up_and_then_goes_on(publisher, settings):
    settings.SECOND_FACTOR = "PUBLISHERS"
    client = sign_in("paula")
    assert client.get(f"{LOGIN}?next=/admin/", follow=True).redirect_chain[-1][0] == SETUP
    assert "Before you go on" in client.get(SETUP).text
    set_up(client, publisher)
    assert client.get(INDEX).status_code == 200


def test_who_becomes_a_publisher_must_from_then_on(as_editor, editor, settings):
    """The session was made when none was needed."""
    settings.SECOND_FACTOR = "PUBLISHERS"
    assert as_editor.get(INDEX).status_code == 200
    editor.groups.add(Group.objects.get(name=PUBLISHERS))
    assert as_editor.get(INDEX).status_code == 302


def test_a_new_password_by_mail_is_no_second_factor(client, editor, device, monkeypatch):
    editor.set_password("a longer staple battery")
    editor.save()
    client.post(LOGIN, {"username": "edith", "password": "a longer staple battery"})
    assert client.get(INDEX).status_code == 302


def test_an_administrator_removes_what_was_lost(as_administrator, editor, device):
    there = sign_in("edith")
    form = {"action": "remove_factors", "_selected_action": editor.pk}
    as_administrator.post("/admin/auth/user/", form)
    assert there.get(INDEX).status_code == 302
    assert sign_in("edith").get(INDEX).status_code == 200
    event = SecurityEvent.objects.get(kind="factor_removed")
    assert (event.username, event.subject) == ("adam", "edith")


def test_secrets_of_apps_are_nobodys_to_see(as_administrator, device):
    assert as_administrator.get("/admin/otp_totp/totpdevice/").status_code == 404


@pytest.fixture
def key(editor):
    """A registered security key of the editor."""
    client, key = sign_in("edith"), Authenticator()
    answer = key.create(options_on(client.get(SETUP)))
    client.post(SETUP, {"action": "key", "name": "Blue key", "answer": answer})
    assert SecurityKey.objects.get().name == "Blue key"
    return key


def test_a_security_key_lets_in(editor, key):
    client = sign_in("edith")
    answer = key.get(options_on(client.get(VERIFY)))
    assert client.post(VERIFY, {"answer": answer}).url == INDEX
    assert client.get(INDEX).status_code == 200
    assert client.post("/admin/logout/").status_code == 200
    sign_in("edith", client).get(VERIFY)
    assert client.post(VERIFY, {"answer": answer}).status_code == 200  # the challenge is another one


def wrong(answer, **changes):
    body = json.loads(answer)
    body["response"] |= changes
    return json.dumps(body)


@pytest.mark.parametrize(
    "attack",
    [
        "origin",
        "host",
        "challenge",
        "counter",
        "signature",
        "stranger",
        "nonsense",
        "array",
        "deep",
        "no question",
    ],
)
def test_no_forged_answer_lets_in(editor, key, attack):
    client = sign_in("edith")
    options = options_on(client.get(VERIFY))
    if attack == "origin":
        key.origin = "http://evil.example"
    if attack == "host":
        key.host = "evil.example"
    if attack == "challenge":
        options["challenge"] = "AAAA"
    if attack == "counter":
        key.counter = 0
    if attack == "no question":
        session = client.session
        del session["security_key"]
        session.save()
    if attack == "stranger":
        stranger = Authenticator()
        answer = stranger.get(options)
    else:
        answer = key.get(options)
    if attack == "signature":
        answer = wrong(answer, signature="AAAA")
    answer = {"nonsense": "{}", "array": "[]", "deep": "[" * 9000}.get(attack, answer)
    assert client.post(VERIFY, {"answer": answer}).status_code == 200
    assert client.get(INDEX).status_code == 302


def test_a_key_of_another_site_is_not_added(editor):
    client = sign_in("edith")
    answer = Authenticator(origin="http://evil.example").create(options_on(client.get(SETUP)))
    client.post(SETUP, {"action": "key", "name": "Key", "answer": answer})
    client.post(SETUP, {"action": "key", "name": "Key", "answer": "{}"})
    assert not SecurityKey.objects.exists()


def test_a_key_is_one_accounts(editor, second_editor, key):
    client = sign_in("edgar")
    client.post(SETUP, {"action": "key", "name": "Mine", "answer": key.create(options_on(client.get(SETUP)))})
    assert SecurityKey.objects.get().user == editor
