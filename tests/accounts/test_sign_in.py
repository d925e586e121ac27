"""Guessing passwords is slow, and no stranger keeps anybody out."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth import authenticate, hashers
from django.contrib.auth.hashers import Argon2PasswordHasher, PBKDF2PasswordHasher
from django.contrib.auth.models import User
from django.test import Client

from archive.accounts import hashers as own_hashers
from archive.accounts import throttle
from archive.accounts.models import KnownAddress, Throttle
from archive.accounts.throttle import (
    FREE_ATTEMPTS,
    TooManyAttemptsError,
    count_attempt,
    forgive_attempt,
    throttle_key,
)
from archive.management.serving import THREADS
from tests.conftest import member

LOGIN = "/admin/login/"
PASSWORD = "correct horse"


@pytest.fixture(autouse=True)
def long_delay(monkeypatch):
    """On a slow machine a second passes between two guesses."""
    monkeypatch.setattr(throttle, "FIRST_DELAY", 100)


def sign_in(client, username="edith", password=PASSWORD, address="192.0.2.1"):
    return client.post(LOGIN, {"username": username, "password": password}, REMOTE_ADDR=address)


def guess(times, username="edith", address="192.0.2.66"):
    """The statuses of so many wrong passwords in a row, from a browser that was never here."""
    client = Client()
    return [
        sign_in(client, username, f"wrong {number}", address.replace("*", str(number))).status_code
        for number in range(times)
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("username", "times"), [("edith", 60), ("nobody-of-this-name", 7)])
def test_of_sixty_guesses_five_are_answered(editor, username, times):
    assert guess(times, username) == [200] * FREE_ATTEMPTS + [429] * (times - FREE_ATTEMPTS)


def test_a_refusal_says_when_to_come_again(client, editor):
    guess(FREE_ATTEMPTS)
    response = sign_in(client, password=PASSWORD, address="192.0.2.66")
    assert (response.status_code, response["Retry-After"]) == (429, "100")
    assert "Please wait 100 seconds and try again." in response.text
    assert "_auth_user_id" not in client.session


def test_one_account_from_many_addresses(editor):
    assert guess(10, address="192.0.2.*").count(429) == 5


def test_many_accounts_from_one_address(db):
    client = Client()
    statuses = [sign_in(client, f"name{number}", "x").status_code for number in range(10)]
    assert statuses.count(429) == 5


def test_the_addresses_of_one_customer_are_one(db):
    client = Client()
    statuses = [
        sign_in(client, f"name{number}", "x", f"2001:db8::{number}").status_code for number in range(10)
    ]
    assert statuses.count(429) == 5


@pytest.mark.slow
def test_a_stranger_locks_nobody_out(editor):
    """Neither from the address of old nor with the browser of old; from elsewhere the right password waits, too."""
    at_home = Client()
    assert sign_in(at_home, address="198.51.100.7").status_code == 302
    at_home.post("/admin/logout/")
    assert guess(12, address="192.0.2.*").count(200) == FREE_ATTEMPTS
    assert sign_in(Client(), address="203.0.113.9").status_code == 429
    assert sign_in(Client(), address="198.51.100.7").status_code == 302
    assert sign_in(at_home, address="203.0.113.9").status_code == 302


@pytest.mark.slow
def test_a_neighbour_at_the_known_address_does_not_lock_out_the_browser(editor):
    at_home = Client()
    sign_in(at_home, address="198.51.100.7")
    at_home.post("/admin/logout/")
    assert guess(10, address="198.51.100.7").count(429) == 5
    assert sign_in(at_home, address="198.51.100.7").status_code == 302


def test_a_known_browser_does_not_guess_without_end(editor):
    browser = Client()
    sign_in(browser)
    browser.post("/admin/logout/")
    assert [sign_in(browser, password="wrong").status_code for _ in range(10)].count(429) == 5


@pytest.mark.parametrize("cookie", ["", "x", "{}", "W10:1a:forged", "a" * 5000])
def test_a_forged_cookie_is_that_of_a_stranger(editor, cookie):
    guess(FREE_ATTEMPTS)
    client = Client()
    client.cookies["device"] = cookie
    assert sign_in(client, address="203.0.113.9").status_code == 429


@pytest.mark.slow
def test_the_cookie_of_one_account_does_not_serve_another(editor, second_editor):
    browser = Client()
    sign_in(browser, "edgar")
    browser.post("/admin/logout/")
    guess(FREE_ATTEMPTS)
    assert sign_in(browser, "edith", address="203.0.113.9").status_code == 429


def test_the_cookie_is_for_the_admin_only(client, editor):
    cookie = sign_in(client).cookies["device"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")


@pytest.mark.slow
def test_success_forgives_its_own_attempt_only(editor, second_editor):
    """Who has an account of his own cannot wash away what he tried on others."""
    client = Client()
    for number in range(FREE_ATTEMPTS - 1):
        sign_in(client, f"name{number}", "x", "192.0.2.66")
    assert sign_in(Client(), "edgar", address="192.0.2.66").status_code == 302
    assert [sign_in(Client(), "edith", "x", "192.0.2.66").status_code for _ in range(2)] == [200, 429]


def test_a_very_long_password_is_not_hashed(client, editor, monkeypatch):
    monkeypatch.setattr(hashers, "check_password", lambda *_args, **_options: pytest.fail("hashed"))
    assert sign_in(client, password="x" * 5000).status_code == 200
    assert not Throttle.objects.exists()


def test_the_delay_doubles_up_to_its_limit(db, monkeypatch):
    monkeypatch.setattr(throttle, "FIRST_DELAY", 1)
    key, waits = throttle_key("account", "x"), []
    for _ in range(20):
        count_attempt([key])
        row = Throttle.objects.get()
        waits.append(round((row.blocked_until - row.updated).total_seconds()))
        Throttle.objects.update(blocked_until=row.updated)
    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, *[900] * 6]


def test_a_blocked_attempt_counts_nowhere(db):
    one, other = throttle_key("account", "x"), throttle_key("address", "y")
    for _ in range(FREE_ATTEMPTS):
        count_attempt([one])
    with pytest.raises(TooManyAttemptsError):
        count_attempt([one, other])
    assert list(Throttle.objects.values_list("key", "attempts")) == [(one, FREE_ATTEMPTS)]


def test_what_is_a_day_old_is_forgotten(db):
    old, key = throttle_key("account", "old"), throttle_key("account", "x")
    for secret_key in [old, *[key] * 4]:
        count_attempt([secret_key])
    Throttle.objects.update(updated="2026-01-01T00:00Z", blocked_until="2026-01-01T00:00Z")
    count_attempt([key])
    assert Throttle.objects.get(key=key).attempts == 1
    forgive_attempt([key], [])
    assert list(Throttle.objects.values_list("key", "attempts")) == [(key, 0)]


def test_neither_names_nor_addresses_are_stored(client, editor):
    sign_in(client)
    guess(1)
    stored = str([*Throttle.objects.values_list(), *KnownAddress.objects.values_list("digest")])
    assert "edith" not in stored
    assert "192.0.2" not in stored


@pytest.mark.django_db(transaction=True)
def test_attempts_at_once_are_no_way_around():
    key = throttle_key("account", "x")

    def attempt(_number):
        from django.db import connection

        try:
            count_attempt([key])
        except TooManyAttemptsError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(16))) == FREE_ATTEMPTS


def test_sixteen_at_once_leave_a_thread_and_never_hash_three_times(monkeypatch):
    """Thirteen are refused while the others still hash, so one thread is always left for pages."""
    refused, running, most = threading.Semaphore(0), [], []
    hasher = own_hashers.Argon2Hasher()

    def slow(_self, _password, _encoded):
        running.append(1)
        most.append(len(running))
        hold.wait(10)
        running.pop()
        return True

    hold = threading.Event()
    monkeypatch.setattr(hashers.Argon2PasswordHasher, "verify", slow)

    def attempt(_number):
        try:
            with own_hashers.sign_in_slot():
                return hasher.verify("x", "y")
        except TooManyAttemptsError:
            refused.release()
            return False

    with ThreadPoolExecutor(16) as pool:
        answers = pool.map(attempt, range(16))
        assert all(refused.acquire(timeout=10) for _ in range(13))
        hold.set()
        assert sum(answers) == own_hashers.MAX_SIGN_INS
    assert max(most) <= own_hashers.MAX_HASHES
    assert own_hashers.MAX_SIGN_INS < THREADS


def test_without_a_place_the_password_waits_and_pages_do_not(client, editor):
    with own_hashers.sign_in_slot(), own_hashers.sign_in_slot(), own_hashers.sign_in_slot():
        assert sign_in(client).status_code == 429
        assert client.get(LOGIN).status_code == 200
    assert sign_in(client).status_code == 302


@pytest.mark.parametrize("username", ["edith", "asleep", "of-the-provider", "nobody-of-this-name"])
def test_an_account_that_is_not_there_takes_as_long(editor, second_editor, username, monkeypatch):
    """One hash with the same parameters, whoever is named: the time of an answer tells nothing."""
    second_editor.username, second_editor.is_active = "asleep", False
    second_editor.save()
    stranger = member("of-the-provider")
    stranger.set_unusable_password()
    stranger.save()
    hashed = []
    plain = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(
        hashers.MD5PasswordHasher, "encode", lambda *args: (hashed.append(args[1]), plain(*args))[1]
    )
    assert authenticate(None, username=username, password="wrong") is None
    assert len(hashed) == 1


@pytest.mark.parametrize("username", ["older", "newer", "asleep", "of-the-provider", "nobody-of-this-name"])
@pytest.mark.slow
def test_a_password_from_before_argon2_takes_no_longer_than_others(
    client, db, username, settings, monkeypatch
):
    """Wrong ones: an Argon2 hash, and as many rounds of PBKDF2 as today's, whoever is named."""
    settings.PASSWORD_HASHERS = [
        "archive.accounts.hashers.Argon2Hasher",
        "archive.accounts.hashers.PBKDF2Hasher",
    ]
    monkeypatch.setattr(own_hashers.PBKDF2Hasher, "iterations", 300)
    for name in ("newer", "asleep", "of-the-provider", "older"):
        User(username=name, password="!", is_active=name != "asleep", is_staff=True).save()
    argon2, older = own_hashers.Argon2Hasher(), own_hashers.PBKDF2Hasher()
    User.objects.filter(username__in=("newer", "asleep")).update(password=argon2.encode("right", "a" * 22))
    User.objects.filter(username="older").update(password=older.encode("right", "a" * 22, 100))
    hashes, rounds = [], []
    encode, verify = Argon2PasswordHasher.encode, Argon2PasswordHasher.verify
    monkeypatch.setattr(
        Argon2PasswordHasher, "encode", lambda *args: (hashes.append("encode"), encode(*args))[1]
    )
    monkeypatch.setattr(
        Argon2PasswordHasher, "verify", lambda *args: (hashes.append("verify"), verify(*args))[1]
    )

    def count_rounds(self, password, salt, iterations=None):
        rounds.append(iterations or self.iterations)
        return f"pbkdf2_sha256${iterations}${salt}$x"

    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", count_rounds)
    assert sign_in(client, username, "wrong").status_code == 200
    assert len(hashes) == 1
    assert sum(rounds) == 300


@pytest.mark.slow
def test_passwords_are_argon2_and_older_ones_become_it(editor, settings):
    settings.PASSWORD_HASHERS = [
        "archive.accounts.hashers.Argon2Hasher",
        "archive.accounts.hashers.PBKDF2Hasher",
    ]
    editor.password = hashers.make_password(PASSWORD, hasher="pbkdf2_sha256")
    editor.save()
    assert authenticate(None, username="edith", password=PASSWORD) == editor
    editor.refresh_from_db()
    assert editor.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert authenticate(None, username="edith", password=PASSWORD) == editor
    assert authenticate(None, username="edith", password="wrong") is None


def test_an_attempt_counted_while_another_blocks_is_refused(db, monkeypatch):
    """Between the look and the count: the look finds nothing here."""
    monkeypatch.setattr(throttle, "SECONDS_BLOCKED", "SELECT NULL WHERE %s IS NOT NULL")
    key = throttle_key("account", "x")
    for _ in range(FREE_ATTEMPTS):
        count_attempt([key])
    with pytest.raises(TooManyAttemptsError):
        count_attempt([key])
    assert Throttle.objects.get().attempts == FREE_ATTEMPTS
