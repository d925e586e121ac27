"""Random requests and imports, the same in every run: whatever comes, nothing fails.

FUZZ_TIMES makes it as long as wanted (50, by `make attack`: 20,000 public and 5,000 workbench requests, 2,000
imports), FUZZ_SEED another one.
"""

import json
import os
import random

import pytest
from django.db import connection
from django.test import Client

from archive.importing.errors import ImportDocumentError
from archive.importing.importer import REFUSED, import_document
from archive.importing.parse import parse_file
from archive.importing.parsed_document import Header
from archive.management.archive_checks import find_breaches
from archive.models import Document
from tests.importing.test_fuzz import files_by_format, mutate

from .audiences import PUBLIC, addresses, audience_of
from .conftest import fill

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TIMES = int(os.environ.get("FUZZ_TIMES", "1"))
SEED = int(os.environ.get("FUZZ_SEED", "20261127"))
PUBLIC_REQUESTS, WORKBENCH_REQUESTS, IMPORTS = 400, 100, 40
PARTS = range(2 if TIMES == 1 else 4)  # so that several processes share them
PARTED = pytest.mark.parametrize("part", PARTS)
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
    "a\r\nSet-Cookie: b=c",
    "//evil.example.org/",
    "javascript:alert(1)",
    "<x>&\"'",
    "=1+1",
    "\ufeff",
    "a.b," * 400,
    "x" * 5000,
)
NAMES_ASKED = """
q page unit sort speaker source theme event language kind attribution from to year nearest synonyms version find
document exclude match x[] next preview
"""
NAMES = NAMES_ASKED.split()
TAGS, CODINGS = ("*", 'W/"x"', '"', "é"), ("gzip", "*", "")
BROKEN = ("", "[", "null", '"x"', "\ud800x", "[" * 5000)
VERBS = ("GET", "GET", "GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "TRACE", "PROPFIND")
HOSTS = ("testserver", "testserver", "testserver:80", "testserver:٨٠", "evil.example", "[::1", "a\r\nb", "")
ACCEPTED = ("*/*", "application/json", "text/html;q=é", "a" * 3000)


def encodable(word: str) -> str:
    return word.encode("utf-8", "replace").decode()


def random_headers(chance) -> dict[str, str]:
    return {
        "If-None-Match": chance.choice(TAGS),
        "Accept-Encoding": chance.choice(CODINGS),
        "Accept": chance.choice(ACCEPTED),
        "Host": chance.choice(HOSTS),
        "X-Forwarded-For": chance.choice(("", "127.0.0.1", "x, [::1]:5, unix", "9" * 500)),
        "X-Forwarded-Host": "evil.example",
        "X-Request-ID": chance.choice(("", "a\r\nSet-Cookie: b=c", "x" * 500)),
        "Cookie": chance.choice(("", "", "sessionid=x", "csrftoken=ð", "messages=W10", "a=b;;=;c")),
    }


@PARTED
def test_public_requests_never_fail(hidden, part):
    chance, client, failed = random.Random(f"{SEED} public {part}"), Client(raise_request_exception=False), []
    paths = [path for each in addresses() if audience_of(each) == PUBLIC for path in fill(each, hidden)]
    for _ in range(PUBLIC_REQUESTS * TIMES // len(PARTS)):
        path, verb = chance.choice(paths), chance.choice(VERBS)
        if chance.random() < 0.2:
            path = path.replace("1", chance.choice(("0", "9" * 25, "-1", "%00", "é", "%0d%0ab", "//x")))
        path = chance.choice(("", "", "", "/zh", "/zh/", "/")) + path
        query = [(chance.choice(NAMES), encodable(chance.choice(WORDS))) for _ in range(chance.randint(0, 5))]
        response = client.generic(verb, path, query_params=query, headers=random_headers(chance))
        said = f"{list(response.items())} {response.cookies}"
        assert "Set-Cookie: b=c" not in said, (verb, path, query)
        assert not response.get("Location", "").startswith(("//", "http://evil")), (verb, path, query)
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


@PARTED
def test_workbench_requests_never_fail(hidden, editor, part):
    chance, client, failed = (
        random.Random(f"{SEED} workbench {part}"),
        Client(raise_request_exception=False),
        [],
    )
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
    for number in range(WORKBENCH_REQUESTS * TIMES // len(PARTS)):
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


@PARTED
def test_damaged_files_are_imported_whole_or_not_at_all(db, part):
    """Into the database, of every format in turn; what is written keeps the rules and is in the index."""
    chance, refused, written = random.Random(f"{SEED} imports {part}"), 0, 0
    formats = [files for files in files_by_format().values() if files]
    for number in range(IMPORTS * TIMES // len(PARTS)):
        path = chance.choice(formats[number % len(formats)])
        try:
            parsed = parse_file(mutate(path.read_bytes(), f"{SEED} {part} {number}"), path.name)
        except ImportDocumentError:
            refused += 1
            continue
        for document in parsed.documents:
            before = Document.objects.count()
            result = import_document(document.with_values(Header(source="Gazette", title=f"{part} {number}")))
            added = Document.objects.count() - before
            assert added == 0 or result.status != REFUSED, path
            refused, written = refused + (result.status == REFUSED), written + added
    assert written
    assert refused
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert list(find_breaches()) == []
