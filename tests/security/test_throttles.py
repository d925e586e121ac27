"""Who asks too often is slowed down whatever he writes into his headers; nobody else behind the same proxy is."""

from ipaddress import ip_network

import pytest
from django.test import Client

from archive.accounts import passwords, throttle
from archive.alerts import views
from archive.alerts.models import Alert

pytestmark = pytest.mark.django_db
# Address, and what is sent there by the number of the attempt: each for another account or mail address.
FORMS = {
    "sign-in": ("/admin/login/", lambda n: {"username": f"somebody{n}", "password": "wrong"}),
    "password reset": ("/admin/password_reset/", lambda n: {"email": f"a{n}@example.org"}),
    "alert": ("/alerts/new/?q=harbour", lambda n: {"email": f"a{n}@example.org", "frequency": "daily"}),
}
# Who stands in front -> what a visitor's request looks like who invents the addresses before his own.
WAYS = {
    "no proxy": lambda own, n: {"REMOTE_ADDR": own, "HTTP_X_FORWARDED_FOR": f"6.6.6.{n}"},
    "a proxy": lambda own, n: {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": f"6.6.6.{n}, {own}"},
    "a proxy that names ports": lambda own, n: {
        "REMOTE_ADDR": "10.0.0.1",
        "HTTP_X_FORWARDED_FOR": f"6.6.6.{n}, {own}:{50000 + n}",
    },
    "two proxies": lambda own, n: {
        "REMOTE_ADDR": "10.0.0.1",
        "HTTP_X_FORWARDED_FOR": f"6.6.6.{n}, {own}, 10.0.0.{n}",
    },
    "a socket": lambda own, n: {"REMOTE_ADDR": "", "HTTP_X_FORWARDED_FOR": f"127.0.0.1, 6.6.6.{n}, {own}"},
}
MALLORY, OTHER = "192.0.2.66", "192.0.2.7"


@pytest.fixture(autouse=True)
def proxies(settings, monkeypatch):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8"), "unix"]
    settings.SITE_URL = "https://archive.example.org"
    monkeypatch.setattr(throttle, "FIRST_DELAY", 100)
    for module in (passwords, views):
        monkeypatch.setattr(module, "run_in_background", lambda work: None)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_invented_addresses_are_of_no_use(form, way):
    path, sent = form
    statuses = [Client().post(path, sent(n), **way(MALLORY, n)).status_code for n in range(7)]
    assert [status == 429 for status in statuses] == [False] * 5 + [True] * 2
    assert Client().post(path, sent(8), **way(OTHER, 8)).status_code != 429


def test_the_answer_comes_before_anything_is_looked_up(django_assert_num_queries, client):
    """Its time tells nobody which searches an address follows: what is asked for that is done in the background."""
    Alert.objects.create(email="known@example.org", search="q=harbour")
    path, _sent = FORMS["alert"]
    for number, email in enumerate(("known@example.org", "unknown@example.org")):
        form = {"email": email, "frequency": "daily"}
        with django_assert_num_queries(8):
            answer = client.post(path, form, REMOTE_ADDR=f"192.0.2.{number}")
        assert answer.url == "/alerts/requested/"
    assert Alert.objects.count() == 1
