"""What one process commits is in the next answer of another one, despite its caches."""

import json

import pytest

from archive.models import Document, Speaker, State, Statement
from tests.factories import make_statement
from tests.processes import start

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SERVE = """
import json
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
        self.process = start(SERVE)

    def search(self, query: str = "") -> dict:
        self.process.stdin.write(query + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self) -> int:
        self.process.stdin.close()
        self.process.stdout.close()
        return self.process.wait(timeout=30)


@pytest.fixture
def other_process(statement, draft_statement):
    process = Process()
    yield process
    assert process.end() == 0


def test_the_other_process_counts_what_was_committed_here(other_process, statement, draft_statement, speaker):
    assert other_process.search()["ids"] == [statement.pk]
    assert other_process.search("q=promise")["total"] == 0

    Statement.objects.filter(pk=draft_statement.pk).update(state=State.PUBLISHED)
    assert other_process.search("q=promise")["ids"] == [draft_statement.pk]
    assert other_process.search()["facets"]["speaker"] == {"Amara Adeyemi": 2}

    Speaker.objects.filter(pk=speaker.pk).update(name="Cleo Zanzibar")
    assert other_process.search()["facets"]["speaker"] == {"Cleo Zanzibar": 2}
    assert (
        other_process.search("q=speaker:zanzibar")["total"],
        other_process.search("q=speaker:adeyemi")["total"],
    ) == (2, 0)

    third = make_statement(statement.document, "Her deputy promised")
    assert other_process.search("q=promise&sort=oldest")["ids"] == sorted([draft_statement.pk, third.pk])

    third.delete()
    assert other_process.search("q=promise")["ids"] == [draft_statement.pk]

    Document.objects.update(state=State.DRAFT)
    assert (other_process.search()["total"], other_process.search("q=promise")["ids"]) == (0, [])
    assert other_process.search()["facets"]["speaker"] == {}
