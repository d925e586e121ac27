"""What one process commits, another counts in its next answer, whatever it remembers."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from archive.models import Document, Speaker, State, Statement

from ..factories import make_statement

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
SERVE = """
import json, sys
import django
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from django.test import Client
reader = Client()
for line in sys.stdin:
    body = reader.get("/search.json?" + line.strip(), HTTP_HOST="localhost").json()
    print(json.dumps({"total": body["total"], "ids": [each["id"] for each in body["results"]], "facets": {
        name: {each["label"]: each["count"] for each in values} for name, values in body["facets"].items()
    }}), flush=True)
"""


class Process:
    """Another process over the same database, which answers one search for each line."""

    def __init__(self):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, connection.settings_dict["NAME"]],
            cwd=ROOT,
            env=kept
            | {"DJANGO_SETTINGS_MODULE": "config.settings", "VAR_DIR": str(settings.VAR_DIR), "DEBUG": "on"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def search(self, query: str = "") -> dict:
        self.process.stdin.write(query + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self) -> int:
        self.process.stdin.close()
        self.process.stdout.close()
        return self.process.wait(timeout=30)


@pytest.fixture
def other(statement, draft_statement):
    process = Process()
    yield process
    assert process.end() == 0


def test_the_other_process_counts_what_was_committed_here(other, statement, draft_statement, speaker):
    assert other.search()["ids"] == [statement.pk]
    assert other.search("q=promise")["total"] == 0

    Statement.objects.filter(pk=draft_statement.pk).update(state=State.PUBLISHED)
    assert other.search("q=promise")["ids"] == [draft_statement.pk]
    assert other.search()["facets"]["speaker"] == {"Amara Adeyemi": 2}

    Speaker.objects.filter(pk=speaker.pk).update(name="Cleo Zanzibar")
    assert other.search()["facets"]["speaker"] == {"Cleo Zanzibar": 2}
    assert (other.search("q=speaker:zanzibar")["total"], other.search("q=speaker:adeyemi")["total"]) == (2, 0)

    third = make_statement(statement.document, "Her deputy promised")
    assert other.search("q=promise&sort=oldest")["ids"] == sorted([draft_statement.pk, third.pk])

    third.delete()
    assert other.search("q=promise")["ids"] == [draft_statement.pk]

    Document.objects.update(state=State.DRAFT)
    assert (other.search()["total"], other.search("q=promise")["ids"]) == (0, [])
    assert other.search()["facets"]["speaker"] == {}
