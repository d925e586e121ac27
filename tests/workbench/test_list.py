"""The list of a document's statements, and its changes since a page's last request."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from archive.editing.corrections import correct_text
from archive.editing.merging.merge import merge
from archive.models import Role, State, Statement, StatementTheme
from tests.admin.annotation_page import WORDS
from tests.factories import SPEECH, make_event, make_speaker, make_statement, make_theme

from .client import address, delete, read_statement


def read_list(client, document, since=None):
    response = client.get(address(document), {"since": since} if since else {})
    assert response.status_code == 200
    return response.json()


def age(*statements):
    """As if nobody had touched them for some days, each another one; a page looks back a minute."""
    for days, one in enumerate(statements, 1):
        Statement.objects.filter(pk=one.pk).update(updated_at=timezone.now() - dt.timedelta(days=days))


def test_the_list_is_in_reading_order(as_editor, document, hidden_statement):
    inner = make_statement(document, "every harbour")
    late = make_statement(document, "open to all", state=State.DRAFT)
    outer = make_statement(document, WORDS)
    answer = read_list(as_editor, document)
    assert [statement["id"] for statement in answer["statements"]] == [outer.pk, inner.pk, late.pk]
    assert answer["statements"][0] == read_statement(as_editor, document, outer)
    assert (answer["text_version"], answer["may"]) == (
        1,
        {"add": True, "publish": False, "make": ["speaker", "event", "theme", "role"]},
    )
    assert len(answer["csrf"]) == 64


def test_the_list_says_that_a_publisher_may_publish(as_publisher, document):
    assert read_list(as_publisher, document)["may"]["publish"] is True


def test_an_unchanged_list_is_not_sent_again(as_editor, document, statement):
    response = as_editor.get(address(document))
    version = response.json()["version"]
    assert response["ETag"] == f'"{version}"'
    again = as_editor.get(address(document), headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    answer = read_list(as_editor, document, since=version)
    assert (answer["version"], answer["ids"], answer["statements"]) == (version, [statement.pk], [])


def test_since_lists_only_what_changed(as_editor, document, statement, draft_statement):
    age(draft_statement, statement)
    version = read_list(as_editor, document)["version"]
    draft_statement.note = "Noted"
    draft_statement.save()
    answer = read_list(as_editor, document, since=version)
    assert [statement["note"] for statement in answer["statements"]] == ["Noted"]
    assert answer["ids"] == [statement.pk, draft_statement.pk]
    assert answer["version"] != version


@pytest.mark.parametrize(("seconds", "listed_again"), [(30, True), (59, True), (90, False)])
def test_since_includes_a_writer_that_had_to_wait(
    as_editor, document, statement, draft_statement, seconds, listed_again
):
    """Its change is stamped earlier than the latest one a page has, and committed later."""
    age(draft_statement, statement)
    latest = Statement.objects.values_list("updated_at", flat=True).get(pk=draft_statement.pk)
    version = read_list(as_editor, document)["version"]
    waited = latest - dt.timedelta(seconds=seconds)
    Statement.objects.filter(pk=statement.pk).update(note="Waited", updated_at=waited)
    answer = read_list(as_editor, document, since=version)
    notes = [item["note"] for item in answer["statements"] if item["id"] == statement.pk]
    assert (notes, answer["version"] != version) == (["Waited"] if listed_again else [], True)


@pytest.mark.slow
def test_deleted_statements_are_missing_from_the_ids(as_editor, document, statement, draft_statement):
    age(statement, draft_statement)
    version = read_list(as_editor, document)["version"]
    etag = read_statement(as_editor, document, draft_statement)["etag"]
    delete(as_editor, address(document, draft_statement), etag)
    answer = read_list(as_editor, document, since=version)
    assert (answer["ids"], answer["version"] != version) == ([statement.pk], True)


@pytest.mark.parametrize("since", ["x", "1-published-9-0", "\0", '"'])
def test_an_unknown_version_gets_the_whole_list(as_editor, document, statement, since):
    answer = read_list(as_editor, document, since=since)
    assert [statement["id"] for statement in answer["statements"]] == [statement.pk]


@pytest.mark.slow
def test_publishing_the_document_sends_all_site_urls_again(as_editor, draft_document, hidden_statement):
    age(hidden_statement)
    before = read_list(as_editor, draft_document)
    assert before["statements"][0]["site_url"] == ""
    draft_document.state = State.PUBLISHED
    draft_document.save()
    answer = read_list(as_editor, draft_document, since=before["version"])
    assert answer["statements"][0]["site_url"] == hidden_statement.get_absolute_url()


@pytest.mark.slow
def test_a_corrected_text_sends_the_new_offsets(as_editor, document, statement):
    age(statement)
    before = read_list(as_editor, document)
    correct_text(None, document, f"Preface.\n\n{SPEECH}")
    answer = read_list(as_editor, document, since=before["version"])
    assert answer["text_version"] == 2
    assert answer["statements"][0]["start"] == before["statements"][0]["start"] + 10


def bulk(statement, theme):
    Statement.objects.filter(pk=statement.pk).update(note="In bulk")


def add_theme(statement, theme):
    StatementTheme.objects.create(statement=statement, theme=theme)


def take_theme(statement, theme):
    statement.themes.clear()


def merge_theme(statement, theme):
    merge(None, theme, statement.themes.get())


def merge_speaker(statement, theme):
    merge(None, make_speaker("Other"), statement.speaker)


def add_relay(statement, theme):
    statement.relays.create(speaker=make_speaker("Harbour Gazette"))


def choose_role(statement, theme):
    role = Role.objects.create(speaker=statement.speaker, title="Mayor")
    Statement.objects.filter(pk=statement.pk).update(role=role)


CHANGES = [bulk, add_theme, take_theme, merge_theme, merge_speaker, add_relay, choose_role]


@pytest.mark.parametrize("write", CHANGES)
def test_every_change_by_any_way_changes_the_etag(as_editor, document, statement, write):
    age(statement)
    before = read_statement(as_editor, document, statement)["etag"]
    version = read_list(as_editor, document)["version"]
    write(statement, make_theme("Ports"))
    after = read_statement(as_editor, document, statement)
    assert after["etag"] != before
    assert read_list(as_editor, document, since=version)["statements"] == [after]


def test_a_write_that_changes_nothing_keeps_the_etag(as_editor, document, statement):
    age(statement)
    before = read_statement(as_editor, document, statement)["etag"]
    Statement.objects.filter(pk=statement.pk).update(note="")
    StatementTheme.objects.filter(statement=statement).update(theme=statement.themes.get())
    assert read_statement(as_editor, document, statement)["etag"] == before


@pytest.mark.parametrize("rows", [1, 5])
def test_query_count_of_the_list(as_editor, document, rows, django_assert_num_queries):
    for number in range(rows):
        speaker = make_speaker(f"Guest {number}")
        Role.objects.create(speaker=speaker, title="Guest")
        statement = make_statement(
            document,
            WORDS[: 10 + number],
            speaker=speaker,
            event=make_event(f"Opening {number}"),
            themes=[make_theme(f"Theme {number}")],
        )
        statement.relays.create(speaker=speaker)
    with django_assert_num_queries(13):
        assert len(read_list(as_editor, document)["statements"]) == rows


def test_queries_of_an_unchanged_list(as_editor, document, statement):
    version = as_editor.get(address(document))["ETag"]
    with CaptureQueriesContext(connection) as queries:
        assert as_editor.get(address(document), headers={"If-None-Match": version}).status_code == 304
    tables = [re.search(r'FROM "?((auth|accounts|archive)_\w+)', query["sql"])[1] for query in queries]
    assert tables == [
        "accounts_session",
        "auth_user",
        "archive_document",
        "auth_permission",  # the account's own, then its groups'
        "auth_permission",
        "archive_statement",
    ]
