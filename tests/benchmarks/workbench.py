"""How long the workbench's addresses take in a document of 100,000 words with 2,000 statements.

python -m tests.benchmarks.workbench

In a database of its own, made and dropped again: every save is committed as in production. Each time is that of a
request within this process, from the address to the bytes of the response, without HTTP.
"""

import argparse
import datetime as dt
import json
import os
import time
from random import Random
from statistics import quantiles

from . import databases  # it sets Django up for what follows

# isort: split
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from archive.models import Role, Statement, StatementTheme
from tests.factories import make_document, make_event, make_speaker, make_theme

NAME = "bench_annotating"
SPAN = 45  # words of a statement
SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "je",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "ri",
    "so",
    "tu",
    "va",
    "we",
    "xi",
    "yo",
    "zu",
]


def text(words: int) -> str:
    chance = Random(1)
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(5000)]
    chosen = chance.choices(vocabulary, k=words)
    return "\n\n".join(" ".join(chosen[at : at + 90]) + "." for at in range(0, words, 90))


def starts_of_words(text: str) -> list[int]:
    return [
        0,
        *(at + 1 for at, character in enumerate(text) if character in " \n" and text[at + 1] not in " \n"),
    ]


def make_filled_document(words: int, statements: int):
    """The document, and where its words begin."""
    document = make_document(text(words), event=make_event(start="2024-03-05"))
    speakers = [make_speaker(f"Speaker {number}") for number in range(40)]
    for speaker in speakers:
        Role.objects.create(speaker=speaker, title="Minister", start="2020-01-01")
        Role.objects.create(speaker=speaker, title="Mayor", end="2019-12-31")
    events = [make_event(f"Event {number}", start="2023-01-01") for number in range(20)]
    themes = [make_theme(f"Theme {number}") for number in range(60)]
    starts = starts_of_words(document.text)
    step = len(starts) // statements
    made = Statement.objects.bulk_create(
        statement(document, starts, number * step, speaker=speakers[number % 40], event=events[number % 20])
        for number in range(statements)
    )
    StatementTheme.objects.bulk_create(
        StatementTheme(statement=one, theme=themes[(number * item) % 60])
        for number, one in enumerate(made)
        for item in (1, 7)
        if item == 1 or number * 7 % 60 != number % 60
    )
    Statement.objects.update(updated_at=timezone.now() - dt.timedelta(hours=1))
    return document, starts, speakers, themes


def statement(document, starts, first, **fields) -> Statement:
    start, end = starts[first], starts[min(first + SPAN, len(starts) - 1)] - 1
    words = document.text[start:end].rstrip()
    return Statement(
        document=document, start=start, end=start + len(words), text=words, attribution="verbatim", **fields
    )


def bodies(document, starts, speakers, themes, count: int) -> list[dict]:
    """New spans between the others, each with a speaker, two themes and a relay."""
    chance = Random(2)
    made = []
    for number, first in enumerate(chance.sample(range(len(starts) - SPAN), count)):
        made.append(
            {
                "start": starts[first],
                "end": starts[first + 20] - 1,
                "text_version": document.text_version,
                "speaker": speakers[number % 40].pk,
                "event": document.event_id,
                "themes": [themes[number % 60].pk, themes[(number + 1) % 60].pk],
                "voice": "speaker",
                "attribution": "verbatim",
                "relays": [speakers[(number + 1) % 40].pk],
                "state": "draft",
            }
        )
    return made


class RequestTimes:
    """One line of the table: milliseconds, queries and bytes of like requests."""

    def __init__(self, name: str):
        self.name, self.ms, self.queries, self.bytes = name, [], 0, 0

    def ask(self, send, expected: int):
        started = time.perf_counter()
        response = send()
        self.ms.append((time.perf_counter() - started) * 1000)
        assert response.status_code == expected, (response.status_code, response.content[:500])
        self.bytes = len(response.content)
        return response

    def count(self, send):
        with CaptureQueriesContext(connection) as queries:
            response = send()
        self.queries = len(queries)
        return response

    def line(self) -> str:
        cuts = quantiles(self.ms, n=20)
        return f"{self.name:34}{len(self.ms):6}{cuts[9]:9.1f}{cuts[18]:9.1f}{self.queries:9}{self.bytes / 1000:10.1f}"


class Editor:
    """Asks like a page with a document open, and keeps what it measured by name."""

    def __init__(self, document, speakers):
        self.document, self.speakers, self.asked = document, speakers, {}
        self.client = Client()
        self.client.force_login(User.objects.create_superuser("adam", password=None))
        self.version = ""

    def address(self, name, *which):
        return reverse(f"admin:archive_document_api_{name}", args=[self.document.pk, *which])

    def ask(self, name, status, method, url, sent=None, **headers):
        asked = self.asked.setdefault(name, RequestTimes(name))

        def send():
            data = {} if method == "get" else {"data": json.dumps(sent), "content_type": "application/json"}
            return getattr(self.client, method)(url, headers=headers, **data)

        response = asked.ask(send, status) if asked.queries else asked.count(send)
        self.version = (
            response.headers["ETag"] if url.startswith(self.address("statements") + "?") else self.version
        )
        return response

    def read(self) -> None:
        url = self.address("statements")
        for _ in range(30):
            self.version = self.ask("GET all", 200, "get", url)["ETag"]
        for _ in range(200):
            self.ask("GET, nothing new (304)", 304, "get", url, **{"If-None-Match": self.version})

    def save(self, sent: dict) -> None:
        """A statement made, changed, split, taken away and brought back."""
        answer = self.ask("POST a new one", 201, "post", self.address("statements"), sent).json()
        one = self.address("statement", answer["id"])
        put = {**sent, "themes": sent["themes"][:1], "note": "Noted", "speaker": self.speakers[0].pk}
        seen = {"If-Match": answer["etag"]}
        answer = self.ask("PUT themes, note and speaker", 200, "put", one, put, **seen).json()
        seen = {"If-Match": answer["etag"]}
        self.ask("PUT the same again", 200, "put", one, put, **seen)
        since = f"{self.address('statements')}?since={self.version.strip(chr(34))}"
        self.ask("GET ?since, one changed", 200, "get", since)
        at = {"at": (answer["start"] + answer["end"]) // 2}
        first, _second = self.ask("POST split", 200, "post", f"{one}split/", at, **seen).json()["statements"]
        self.ask("DELETE", 200, "delete", one, **{"If-Match": first["etag"]})
        self.ask("POST restore", 201, "post", f"{one}restore/")
        self.ask("GET choices/speaker/?q=", 200, "get", f"{self.address('choices', 'speaker')}?q=speaker+1")
        self.ask("GET choices/theme/", 200, "get", self.address("choices", "theme"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--statements", type=int, default=2_000)
    parser.add_argument("--saves", type=int, default=200)
    arguments = parser.parse_args()
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.DEBUG = False  # as in production: queries are not kept
    with databases.temporary_database(NAME):
        document, starts, speakers, themes = make_filled_document(arguments.words, arguments.statements)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        editor = Editor(document, speakers)
        editor.read()
        for sent in bodies(document, starts, speakers, themes, arguments.saves):
            editor.save(sent)
        print(
            f"{arguments.words:,} words, {len(document.text):,} characters, {arguments.statements:,} statements;"
            f" load {os.getloadavg()[0]:.1f}"
        )
        print(f"{'':34}{'n':>6}{'p50 ms':>9}{'p95 ms':>9}{'queries':>9}{'kB':>10}")
        for asked in editor.asked.values():
            print(asked.line())


if __name__ == "__main__":
    main()
