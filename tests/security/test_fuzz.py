"""Random requests, the same in every run: whatever is asked, nothing fails. FUZZ_TIMES makes it as long as wanted."""

import json
import os
import random

import pytest
from django.test import Client

from .audiences import PUBLIC, addresses, audience_of
from .conftest import fill

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TIMES = int(os.environ.get("FUZZ_TIMES", "1"))
PUBLIC_REQUESTS, WORKBENCH_REQUESTS = 400, 250
WORDS = (
    "harbour",
    '"every harbour"',
    "speaker:amara-adeyemi",
    "-library",
    "harbour OR",
    "(((",
    '"""',
    "*",
    "a*",
    "=x",
    "~5",
    "date:2024..",
    "date:9999999-01-01",
    "text:",
    "\0",
    "\ud83d",
    "𠮷野家",
    "ก" * 300,
    "' OR 1=1 --",
    "%s%d%n",
    "{{7*7}}",
    "../../etc/passwd",
    "-1",
    "99999999999999999999",
    "1e309",
    "NaN",
    "true",
    "",
    "٣",
    "\u202eabc",
    "x" * 5000,
)
NAMES_ASKED = """
q page unit sort speaker source theme event language kind attribution from to year nearest synonyms version find
document exclude match x[] next preview
"""
NAMES = NAMES_ASKED.split()
TAGS, CODINGS = ("*", 'W/"x"', '"', "é"), ("gzip", "*", "")
BROKEN = ("", "[", "null", '"x"', "\ud800x", "[" * 5000)
VERBS = ("GET", "GET", "GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE")


def encodable(word: str) -> str:
    return word.encode("utf-8", "replace").decode()


def test_public_requests_never_fail(hidden):
    chance, client, failed = random.Random(20261127), Client(raise_request_exception=False), []
    paths = [path for each in addresses() if audience_of(each) == PUBLIC for path in fill(each, hidden)]
    for _ in range(PUBLIC_REQUESTS * TIMES):
        path, verb = chance.choice(paths), chance.choice(VERBS)
        if chance.random() < 0.2:
            path = path.replace("1", chance.choice(("0", "9" * 25, "-1", "%00", "é")))
        query = [(chance.choice(NAMES), encodable(chance.choice(WORDS))) for _ in range(chance.randint(0, 5))]
        headers = {
            "If-None-Match": chance.choice(("*", 'W/"x"', '"', "é")),
            "Accept-Encoding": chance.choice(("gzip", "*", "")),
        }
        response = client.generic(verb, path, query_params=query, headers=headers)
        if response.status_code >= 500:
            failed.append((verb, path, query, response.status_code))
    assert failed == []


def random_value(chance, depth=0):
    kinds = ["word", "number", "none", "flag"] + (["list", "object"] if depth < 3 else [])
    match chance.choice(kinds):
        case "word":
            return chance.choice(WORDS)
        case "number":
            return chance.choice((0, 1, -1, 2**31, 2**63, 2**80, 0.5, 1e308))
        case "none":
            return None
        case "flag":
            return chance.random() < 0.5
        case "list":
            return [random_value(chance, depth + 1) for _ in range(chance.randint(0, 3))]
    return {chance.choice(NAMES): random_value(chance, depth + 1) for _ in range(chance.randint(0, 3))}


def test_workbench_requests_never_fail(hidden, editor):
    chance, client, failed = random.Random(20261128), Client(raise_request_exception=False), []
    client.force_login(editor)
    paths = [path for each in addresses() if "/api/" in each.pattern for path in fill(each, hidden)]
    valid = {
        "start": 0,
        "end": 7,
        "text_version": 1,
        "voice": "narrator",
        "attribution": "summary",
        "state": "draft",
    }
    valid |= {"words": "Remarks", "speaker": None, "themes": [], "note": "", "name": "New"}
    for number in range(WORKBENCH_REQUESTS * TIMES):
        body = dict(valid)
        if number % 2:
            for name in chance.sample(sorted(valid), chance.randint(1, 4)):
                body[name] = random_value(chance)
            body |= {chance.choice(NAMES): random_value(chance)}
        sent = json.dumps(body) if chance.random() < 0.9 else chance.choice(BROKEN)
        verb = chance.choice(("GET", "POST", "POST", "PUT", "DELETE", "PATCH"))
        headers = {"If-Match": chance.choice(("*", '"1"', "x", ""))}
        response = client.generic(
            verb,
            chance.choice(paths),
            sent.encode("utf-8", "surrogatepass"),
            "application/json",
            headers=headers,
        )
        if response.status_code >= 500:
            failed.append((verb, response.request["PATH_INFO"], sent[:200], response.status_code))
    assert failed == []
