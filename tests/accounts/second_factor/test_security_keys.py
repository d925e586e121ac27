"""A security key lets its owner in, and no forged answer does."""

import json

import pytest

from archive.accounts.models import SecurityKey

from .authenticator import Authenticator
from .sign_in_steps import INDEX, SETUP, VERIFY, security_key_options, sign_in


@pytest.mark.slow
def test_a_security_key_lets_in(editor, key):
    client = sign_in("edith")
    answer = key.get(security_key_options(client.get(VERIFY)))
    assert client.post(VERIFY, {"answer": answer}).url == INDEX
    assert client.get(INDEX).status_code == 200
    assert client.post("/admin/logout/").status_code == 200
    sign_in("edith", client).get(VERIFY)
    assert client.post(VERIFY, {"answer": answer}).status_code == 200  # the challenge is another one


def wrong(answer, **changes):
    body = json.loads(answer)
    body["response"] |= changes
    return json.dumps(body)


@pytest.mark.slow
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
    options = security_key_options(client.get(VERIFY))
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
    answer = Authenticator(origin="http://evil.example").create(security_key_options(client.get(SETUP)))
    client.post(SETUP, {"action": "key", "name": "Key", "answer": answer})
    client.post(SETUP, {"action": "key", "name": "Key", "answer": "{}"})
    assert not SecurityKey.objects.exists()


@pytest.mark.slow
def test_a_key_is_one_accounts(editor, second_editor, key):
    client = sign_in("edgar")
    client.post(
        SETUP,
        {"action": "key", "name": "Mine", "answer": key.create(security_key_options(client.get(SETUP)))},
    )
    assert SecurityKey.objects.get().user == editor
