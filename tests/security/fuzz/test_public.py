"""Random requests to public addresses: none fails, leads elsewhere, shows a draft or changes a table.

What they ask about is committed, so that kept pages and columns answer as they do for visitors.
"""

from random import Random

import pytest
from django.test import Client

from archive.models import Document
from archive.web.serving import page_cache
from tests.security.audiences import PUBLIC, addresses, audience_of
from tests.security.conftest import fill
from tests.security.test_roles import changed_tables, table_hashes
from tests.test_drafts import SECRET

from .material import NAMES, PARTS, PREFIXES, SEED, VERBS, WORDS, encodable, random_headers, times_per_part

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
REQUESTS = 20_000
REPLACEMENTS = ("0", "9" * 25, "-1", "%00", "é", "%0d%0ab", "//x")


def paths_by_address(rows) -> list[list[str]]:
    return [fill(address, rows) for address in addresses() if audience_of(address) == PUBLIC]


def random_request(chance: Random, paths: list[list[str]]) -> tuple[str, str, list[tuple[str, str]]]:
    """A verb, a path, and a query."""
    path = chance.choice(chance.choice(paths))
    if chance.random() < 0.2:
        path = path.replace("1", chance.choice(REPLACEMENTS))
    query = [(chance.choice(NAMES), encodable(chance.choice(WORDS))) for _ in range(chance.randint(0, 5))]
    return chance.choice(VERBS), chance.choice(PREFIXES) + path, query


def faults_of(response, path: str) -> list[str]:
    body = response.getvalue()
    faults = ["status"] if response.status_code >= 500 else []
    if "Set-Cookie: b=c" in f"{list(response.items())} {response.cookies}":
        faults.append("header")
    if response.get("Location", "").startswith(("//", "http://evil")):
        faults.append("another site")
    if SECRET.encode() in body.lower() and SECRET not in path:
        faults.append("draft")
    return faults


def attack(chance: Random, rows, number: int) -> tuple[list, int]:
    """The requests with what is wrong with their answers, and how many were answered with a page."""
    client, paths, wrong, pages = Client(raise_request_exception=False), paths_by_address(rows), [], 0
    for _ in range(number):
        verb, path, query = random_request(chance, paths)
        response = client.generic(verb, path, query_params=query, headers=random_headers(chance))
        if faults := faults_of(response, path):
            wrong.append((faults, verb, path, query, response.status_code))
        pages += response.status_code == 200
    return wrong, pages


@pytest.mark.parametrize("part", range(PARTS))
def test_public_requests_never_fail(hidden_rows, part):
    before, number = table_hashes(), times_per_part(REQUESTS)
    wrong, pages = attack(Random(f"{SEED} public {part}"), hidden_rows, number)
    assert wrong == []
    assert changed_tables(before) == []
    assert pages > number / 10  # else it asks for nothing that is there


def test_a_request_that_fails_would_be_seen(hidden_rows, monkeypatch):
    def page_key(request):
        return int(request.GET.get("page", "1"))

    monkeypatch.setattr(page_cache, "page_key", page_key)
    assert attack(Random(SEED), hidden_rows, 200)[0]


def test_a_draft_that_is_shown_would_be_seen(hidden_rows, monkeypatch):
    monkeypatch.setattr(type(Document.objects.all()), "published", lambda self: self)
    assert any("draft" in faults for faults, *_ in attack(Random(SEED), hidden_rows, 400)[0])
