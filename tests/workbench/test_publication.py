"""The checklist before a statement is published from the panel; asking writes nothing."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from archive.models import Statement
from tests.factories import make_event

from .client import API, address, body, error_of, post, put, read_statement


def ask(client, document, **more):
    return post(client, reverse(f"{API}publication", args=[document.pk]), body(document, **more))


def codes(response):
    assert response.status_code == 200
    return [finding["code"] for finding in response.json()["findings"]]


def test_the_list_of_a_new_statement(as_publisher, document, speaker):
    event = make_event("Other", slug="other", kind="other", start="2024-03-05")
    sent = {"voice": "speaker", "speaker": speaker.pk, "event": event.pk, "state": "published"}
    response = ask(as_publisher, document, id=None, **sent)
    assert codes(response) == ["statement_event", "statement_role"]
    assert response.json()["is_public"] is True
    assert response.json()["findings"][0]["message"] == "The event of 1 statement is of the kind “other”."
    assert not Statement.objects.exists()
    assert not LogEntry.objects.exists()


def test_the_list_of_a_statement_in_a_draft(as_publisher, draft_document, hidden_statement):
    Statement.objects.update(state="draft")
    words = hidden_statement.text
    response = ask(as_publisher, draft_document, id=hidden_statement.pk, words=words, state="published")
    assert "document_not_published" in codes(response)
    assert response.json()["is_public"] is False
    assert Statement.objects.get().state == "draft"


def test_who_may_not_publish_gets_the_reason(as_editor, document):
    assert error_of(ask(as_editor, document, id=None, state="published"), 422) == {
        "state": ["Only a publisher can publish."]
    }
    assert not Statement.objects.exists()


def test_who_may_not_change_documents_is_refused(as_viewer, document):
    assert error_of(ask(as_viewer, document, id=None), 403)


def test_publishing_asks_for_the_checklist_whoever_sends_it(as_publisher, document):
    sent = body(document, state="published", voice="unnamed")
    refusal = post(as_publisher, address(document), sent)
    assert error_of(refusal, 422) == {
        "state": ["Nothing has been published yet: check the list above, then confirm."]
    }
    assert (refusal.json()["findings"], Statement.objects.count()) == ([], 0)
    made = post(as_publisher, address(document), sent | {"confirmed": []})
    assert (made.status_code, made.json()["state"]) == (201, "published")


@pytest.mark.slow
def test_what_the_actor_has_not_seen_is_not_confirmed(as_publisher, document, statement):
    Statement.objects.update(state="draft", event=make_event("Other", slug="other", kind="other").pk)
    url, etag = address(document, statement), read_statement(as_publisher, document, statement)["etag"]
    for confirmed in ({}, {"confirmed": []}, {"confirmed": ["statement_role"]}):
        answer = put(as_publisher, url, {"state": "published"} | confirmed, etag)
        assert error_of(answer, 422)["state"]
        assert "statement_event" in [finding["code"] for finding in answer.json()["findings"]]
        assert Statement.objects.get().state == "draft"
    codes_seen = [finding["code"] for finding in answer.json()["findings"]]
    answer = put(as_publisher, url, {"state": "published", "confirmed": codes_seen}, etag)
    assert (answer.status_code, Statement.objects.get().state) == (200, "published")


def test_codes_are_a_list_of_texts(as_publisher, document):
    sent = body(document, state="published", confirmed="statement_role")
    assert error_of(post(as_publisher, address(document), sent), 400) == "“confirmed” has the wrong type."
