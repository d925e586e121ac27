"""A password is set anew by a link in a mail, and nobody learns who has an account."""

import math
import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from archive.accounts import passwords, throttle
from archive.accounts.models import SecurityEvent, Session
from archive.accounts.second_factor import factors
from config import env

NEW_PASSWORD = "a longer staple battery"


@pytest.fixture(autouse=True)
def mail_without_threads(monkeypatch, settings):
    monkeypatch.setattr(passwords, "run_in_background", lambda work: work())
    monkeypatch.setattr(throttle, "FIRST_DELAY", 100)
    settings.SITE_URL = "https://archive.example.org"


@pytest.fixture
def account(editor):
    editor.email = "edith@example.org"
    editor.save()
    return editor


def request_reset(client, email="edith@example.org", **extra):
    return client.post("/admin/password_reset/", {"email": email}, **extra)


def reset_path():
    (message,) = mail.outbox
    return re.search(r"https://archive\.example\.org(/admin/reset/\S+)", message.body)[1]


def set_password(client, address, password=NEW_PASSWORD):
    form = client.get(address, follow=True)
    where = form.redirect_chain[-1][0]
    return client.post(where, {"new_password1": password, "new_password2": password})


def test_the_link_names_the_site_and_sets_a_password(client, account):
    session = Client()
    session.force_login(account)
    assert request_reset(client, HTTP_HOST="localhost").url == "/admin/password_reset/done/"
    assert set_password(client, reset_path()).url == "/admin/reset/done/"
    account.refresh_from_db()
    assert account.check_password(NEW_PASSWORD)
    assert session.get("/admin/").status_code == 302
    assert not Session.objects.filter(user=account).exists()
    assert SecurityEvent.objects.filter(kind="password_changed", username="edith").exists()


def test_a_link_serves_once(client, account):
    request_reset(client)
    address = reset_path()
    set_password(client, address)
    assert "invalid" in Client().get(address, follow=True).text


@pytest.mark.slow
def test_who_read_the_mail_signs_in_while_strangers_guess(client, account):
    for number in range(9):
        Client().post(
            "/admin/login/", {"username": "edith", "password": str(number)}, REMOTE_ADDR="192.0.2.66"
        )
    request_reset(client, REMOTE_ADDR="203.0.113.9")
    set_password(client, reset_path())
    words = {"username": "edith", "password": NEW_PASSWORD}
    assert client.post("/admin/login/", words, REMOTE_ADDR="203.0.113.9").status_code == 302


@pytest.mark.parametrize("email", ["nobody@example.org", "edgar@example.org"])
def test_an_address_without_an_account_gets_the_same_answer_and_no_mail(
    client, account, second_editor, email
):
    second_editor.email, second_editor.is_active = "edgar@example.org", False
    second_editor.save()
    known, unknown = request_reset(client), request_reset(client, email)
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [message.to for message in mail.outbox] == [["edith@example.org"]]


def test_asking_is_throttled_by_mail_and_by_address(account):
    statuses = [request_reset(Client(), REMOTE_ADDR=f"192.0.2.{number}").status_code for number in range(7)]
    assert statuses == [302] * 5 + [429] * 2
    statuses = [
        request_reset(Client(), f"x{n}@example.org", REMOTE_ADDR="198.51.100.1").status_code for n in range(7)
    ]
    assert statuses == [302] * 5 + [429] * 2


def test_the_login_page_leads_there(client, db):
    assert 'href="/admin/password_reset/"' in client.get("/admin/login/").text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("smtp://mail.example.org", ("mail.example.org", 25, "", "", False, False)),
        (
            "smtp+starttls://a%40b:p%2Fw@mail.example.org",
            ("mail.example.org", 587, "a@b", "p/w", True, False),
        ),
        ("smtps://u:p@mail.example.org:4650/", ("mail.example.org", 4650, "u", "p", False, True)),
    ],
)
def test_the_address_of_a_mail_server(value, expected):
    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    mail = env.mail("EMAIL_URL", "", {"EMAIL_URL": value})
    assert tuple(mail[f"EMAIL_{name}"] for name in names) == expected


@pytest.mark.parametrize(
    "value", ["mail.example.org", "http://x", "smtp://", "smtp://h:x", "smtp://u:secret@h/a?b"]
)
def test_nonsense_is_named_without_the_password(value):
    with pytest.raises(env.SettingError) as refused:
        env.mail("EMAIL_URL", "", {"EMAIL_URL": value})
    assert str(refused.value).startswith("EMAIL_URL: ")
    assert "secret" not in str(refused.value)


def test_mails_go_into_a_folder_or_nowhere():
    assert env.mail("X", "file:///a/b", {})["EMAIL_FILE_PATH"] == "/a/b"
    assert env.mail("X", "", {})["EMAIL_ENABLED"] is False


@pytest.mark.parametrize(
    ("password", "is_taken"),
    [
        ("Verbatim-Archive-1", False),
        ("edith!Verbatim2024", False),
        ("example.org-archive", False),
        ("elevenchars", False),
        ("198403127755", True),
        ("verbatim and a herd of llamas", True),
        ("correct horse battery", True),
        ("漢字と仮名と漢字と仮名で十二字", True),
    ],
)
def test_passwords_of_the_archives_own_words_are_refused(settings, password, is_taken):
    settings.SITE_URL = "https://archive.example.org"
    user = get_user_model()(username="edith", email="edith@example.org")
    try:
        validate_password(password, user)
    except ValidationError:
        assert not is_taken
    else:
        assert is_taken


def test_recovery_codes_need_no_slow_hash():
    assert factors.CODE_LENGTH * math.log2(len(factors.CODE_ALPHABET)) >= 112


def test_a_password_has_twelve_characters_or_more():
    with pytest.raises(ValidationError) as error:
        validate_password("grove lamp!")
    assert [finding.code for finding in error.value.error_list] == ["password_too_short"]
    validate_password("grove lamps!")
    validate_password("grove lamps " * 5 + "more")  # 64 characters


def test_a_password_is_masked_and_taken_as_typed(client, db):
    """Spaces at its ends, too; a password manager may fill it in."""
    get_user_model().objects.create_user("edith", password="  Grove lamps é ", is_staff=True)
    box = re.search(r'<input type="password"[^>]*>', client.get("/admin/login/").text)[0]
    assert 'name="password"' in box
    assert 'autocomplete="current-password"' in box
    answers = [
        client.post("/admin/login/", {"username": "edith", "password": password}).status_code
        for password in ("Grove lamps é", "  grove lamps é ", "  Grove lamps é ")
    ]
    assert answers == [200, 200, 302]
