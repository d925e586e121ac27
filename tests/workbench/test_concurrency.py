"""Several people at one document in the same moment: each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from archive.models import Statement, Theme
from tests.factories import SPEECH, make_document, make_statement

from .client import address, body, choices_address, post, put, read_statement

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


@pytest.fixture
def document():
    document = make_document(slug="storm")
    document.refresh_from_db()
    return document


def all_at_once(user, ask):
    """What ``ask(client, number)`` answers to each of several, started together."""
    start = Barrier(AT_ONCE)

    def ask_as_user(number):
        client = Client()
        client.force_login(user)
        start.wait()
        try:
            return ask(client, number)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(ask_as_user, range(AT_ONCE)))


@pytest.mark.slow
def test_one_statement_sent_concurrently_is_saved_once(editor, document):
    answers = all_at_once(editor, lambda client, _number: post(client, address(document), body(document)))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert len({answer.json()["etag"] for answer in answers}) == 1
    assert Statement.objects.count() == 1


@pytest.mark.slow
def test_one_of_several_changes_is_saved_and_sent_to_the_others(client, editor, document):
    statement = make_statement(document, "a promise kept", state="draft")
    client.force_login(editor)
    etag, url = read_statement(client, document, statement)["etag"], address(document, statement)
    answers = all_at_once(editor, lambda client, number: put(client, url, {"note": f"No. {number}"}, etag))
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]
    saved = next(answer.json() for answer in answers if answer.status_code == 200)
    assert [answer.json()["theirs"] for answer in answers if answer.status_code == 412] == [saved] * 3
    assert read_statement(client, document, statement) == saved


@pytest.mark.slow
def test_different_statements_are_all_saved(editor, document):
    words = ["every harbour", "a promise kept", "cheapest ships", "open to all"]
    answers = all_at_once(
        editor, lambda client, number: post(client, address(document), body(document, words[number]))
    )
    assert [answer.json()["words"] for answer in answers] == words
    assert all(
        SPEECH[statement.start : statement.end] == statement.text for statement in Statement.objects.all()
    )


@pytest.mark.slow
def test_a_theme_created_concurrently_exists_once(editor, document):
    answers = all_at_once(
        editor, lambda client, _number: post(client, choices_address(document, "theme"), {"name": "Ports"})
    )
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert Theme.objects.count() == 1
