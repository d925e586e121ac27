"""Random requests to the workbench by an editor: every second body is valid, none fails, and the rules hold."""

import json
from random import Random

import pytest
from django.test import Client

from archive.management.archive_checks import find_breaches
from archive.workbench import payload
from tests.security.audiences import addresses
from tests.security.conftest import fill

from .material import BROKEN, NAMES, PARTS, SEED, random_value, times_per_part

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
REQUESTS = 5_000
VERBS = ("GET", "POST", "POST", "PUT", "DELETE", "PATCH")
VALID = {
    "start": 0,
    "end": 7,
    "text_version": 1,
    "voice": "narrator",
    "attribution": "summary",
    "state": "draft",
    "words": "Remarks",
    "speaker": None,
    "themes": [],
    "note": "",
    "name": "New",
}


def random_body(chance: Random, is_valid: bool) -> str:
    body = dict(VALID)
    if not is_valid:
        for name in chance.sample(sorted(VALID), chance.randint(1, 4)):
            body[name] = random_value(chance)
        body[chance.choice(NAMES)] = random_value(chance)
        if chance.random() < 0.2:
            return chance.choice(BROKEN)
    return json.dumps(body)


def attack(chance: Random, rows, editor, number: int) -> tuple[list, dict[int, int]]:
    """The requests that failed, and how many had each status."""
    client, failed, statuses = Client(raise_request_exception=False), [], {}
    client.force_login(editor)
    paths = [fill(address, rows) for address in addresses() if "/api/" in address.pattern]
    for turn in range(number):
        verb, path = chance.choice(VERBS), chance.choice(chance.choice(paths))
        sent = random_body(chance, is_valid=turn % 2 == 0)
        body = sent.encode("utf-8", "surrogatepass")
        headers = {"If-Match": chance.choice(("*", '"1"', "x", ""))}
        response = client.generic(verb, path, body, "application/json", headers=headers)
        statuses[response.status_code] = statuses.get(response.status_code, 0) + 1
        if response.status_code >= 500:
            failed.append((verb, path, sent[:200], response.status_code))
    return failed, statuses


@pytest.mark.parametrize("part", range(PARTS))
def test_workbench_requests_never_fail(hidden_rows, editor, part):
    number = times_per_part(REQUESTS)
    failed, statuses = attack(Random(f"{SEED} workbench {part}"), hidden_rows, editor, number)
    assert failed == []
    assert statuses[200] > number / 20, statuses  # else it changes nothing
    assert list(find_breaches()) == []


def test_a_body_that_fails_would_be_seen(hidden_rows, editor, monkeypatch):
    monkeypatch.setattr(
        payload, "read_members", lambda body, checks: {name: body[name] for name in checks if name in body}
    )
    assert attack(Random(SEED), hidden_rows, editor, 200)[0]
