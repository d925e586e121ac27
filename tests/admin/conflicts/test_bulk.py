"""Actions on rows that others changed since the list was opened."""

import pytest
from lxml import html

from archive.models import Document
from tests.admin.forms import list_url, messages_on
from tests.factories import make_document


def opened_rows(response):
    return html.fromstring(response.content.decode()).xpath('//input[@name="opened_rows"]/@value')


def run_action(client, action, rows, opened, **more):
    sent = {"action": action, "_selected_action": [row.pk for row in rows], "opened_rows": opened, **more}
    return client.post(list_url("document"), sent, follow=True)


def test_rows_changed_or_deleted_meanwhile_stop_the_action(as_editor, draft_document):
    other, document = make_document(state="draft", title="Other"), make_document(state="draft", title="Gone")
    opened = opened_rows(as_editor.get(list_url("document")))
    assert len(opened) == 3
    Document.objects.filter(pk=draft_document.pk).update(title="Changed since")
    Document.objects.filter(pk=document.pk).delete()
    response = run_action(as_editor, "send_to_review", [draft_document, other, document], opened)
    assert messages_on(response) == [
        "1 entry was changed by someone else since you opened this page: “Changed since”. 1 entry was deleted by "
        "someone else. Nothing was done: look at the list again."
    ]
    assert set(Document.objects.values_list("state", flat=True)) == {"draft"}
    assert messages_on(run_action(as_editor, "send_to_review", [other], opened)) == ["In review: 1 document."]


@pytest.mark.slow
def test_a_page_in_between_carries_the_versions_on(as_editor, draft_document, event):
    opened = opened_rows(as_editor.get(list_url("document")))
    page = run_action(as_editor, "set_event", [draft_document], opened)
    assert opened_rows(page) == opened
    Document.objects.filter(pk=draft_document.pk).update(title="Changed since")
    response = run_action(
        as_editor, "set_event", [draft_document], opened_rows(page), confirmed="yes", choice=event.pk
    )
    assert "Nothing was done" in messages_on(response)[0]
    assert Document.objects.get(pk=draft_document.pk).event is None


@pytest.mark.slow
def test_deleting_several_asks_with_their_versions(as_publisher, draft_document):
    opened = opened_rows(as_publisher.get(list_url("document")))
    page = run_action(as_publisher, "delete_selected", [draft_document], opened)
    assert opened_rows(page) == opened
    Document.objects.filter(pk=draft_document.pk).update(title="Changed since")
    response = run_action(as_publisher, "delete_selected", [draft_document], opened, post="yes")
    assert "Nothing was done" in messages_on(response)[0]
    run_action(as_publisher, "delete_selected", [draft_document], opened_rows(response), post="yes")
    assert not Document.objects.exists()
