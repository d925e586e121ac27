"""What strangers, other sites and other providers try with single sign-on."""

import pytest
from django.test import Client

from archive.accounts import throttle
from archive.accounts.models import Session
from archive.accounts.throttle import FREE_ATTEMPTS

from .single_sign_on import ANSWER, LOGIN, START, failed_sign_ins, sign_in


@pytest.mark.parametrize("end", [{}, {"error": "access_denied"}, {"iss": "https://elsewhere.example.org"}])
def test_an_answer_leaves_one_event_however_often_it_is_sent(client, provider, end):
    """Rows of events are never deleted: nobody writes as many as he likes."""
    provider.answers["/token"] = (500, {})
    brought = provider.authorize(client.get(START)["Location"])
    for _ in range(4):
        client.get(ANSWER, brought | end)
    assert len(failed_sign_ins()) == 1


@pytest.mark.parametrize(
    ("declared", "named", "where"),
    [
        (False, {}, "/admin/"),
        (True, {}, LOGIN),
        (True, {"iss": "own"}, "/admin/"),
        (False, {"iss": "https://elsewhere.example.org"}, LOGIN),
        (True, {"iss": "https://elsewhere.example.org"}, LOGIN),
    ],
)
def test_an_answer_of_another_provider_is_not_mixed_up(client, provider, declared, named, where):
    """RFC 9207."""
    provider.metadata = {"authorization_response_iss_parameter_supported": declared}
    changed = {name: provider.issuer if value == "own" else value for name, value in named.items()}
    assert sign_in(client, provider, **changed)["Location"] == where


@pytest.mark.slow
def test_starts_of_strangers_are_slowed_down(client, provider, monkeypatch):
    """Each keeps a session; of a network that begins and never ends there are few. Whoever has signed in with the
    browser before is kept out by nobody."""
    monkeypatch.setattr(throttle, "FIRST_DELAY", 100)
    sign_in(client, provider)
    client.post("/admin/logout/")
    statuses = [Client().get(START).status_code for _ in range(FREE_ATTEMPTS + 2)]
    assert statuses == [302] * FREE_ATTEMPTS + [429, 429]
    assert Session.objects.count() == FREE_ATTEMPTS
    assert Client().get(START, REMOTE_ADDR="192.0.2.9").status_code == 302
    assert sign_in(client, provider)["Location"] == "/admin/"
    assert Client().get(START).status_code == 302, "who has signed in gives the attempt back"


def test_answers_that_nobody_awaits_use_up_nothing(client, provider):
    for _ in range(2 * FREE_ATTEMPTS):
        assert Client().get(ANSWER, {"state": "x", "code": "y"})["Location"] == LOGIN
    assert failed_sign_ins() == []
    assert sign_in(client, provider)["Location"] == "/admin/"
    assert provider.asked.count("/token") == 1


def test_a_picture_of_another_site_begins_nothing(client, provider):
    for where in ("image", "iframe", "empty"):
        assert client.get(START, headers={"Sec-Fetch-Dest": where}).status_code == 400
    assert not Session.objects.exists()
    assert client.get(START, headers={"Sec-Fetch-Dest": "document"}).status_code == 302


@pytest.mark.parametrize("address", ["/.well-known/openid-configuration", "/token", "/keys"])
def test_a_redirect_of_the_provider_leads_nowhere(client, provider, address):
    """Neither codes nor secrets go, nor do keys come, by an address that the provider has not named."""
    provider.redirects = {address: f"{provider.issuer}/elsewhere"}
    response = client.get(START)
    if response["Location"] != LOGIN:
        response = client.get(ANSWER, provider.authorize(response["Location"]))
    assert response["Location"] == LOGIN
    assert "/elsewhere" not in provider.asked
