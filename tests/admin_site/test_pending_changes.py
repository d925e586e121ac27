"""The pages of pending changes, and of what changed since publication; every form of the admin comes to the gate."""

import json

import pytest
from django.contrib.auth.models import Permission
from django.db import transaction
from django.urls import reverse

from archive.editing import marking
from archive.editing.corrections import correct_text
from archive.editing.pending.since_publication import changed_entries, count_changed, mark_reviewed
from archive.models import Document, Event, PendingChange, Role, Source, Speaker, Statement, Theme
from tests.admin.forms import messages_on, save
from tests.conftest import member
from tests.factories import make_statement
from tests.workbench.client import address, put, read_statement

pytestmark = pytest.mark.django_db
QUEUE = "/admin/changes/"


@pytest.fixture
def pending_changes_on(settings):
    settings.PENDING_CHANGES = True


@pytest.fixture
def committed_statement(published_document, theme):
    """Published with its theme in one transaction, as an editor does."""
    with transaction.atomic():
        return make_statement(published_document, "every harbour deserves a library", themes=[theme])


FORMS = [
    (Statement, "note", "Typed note"),
    (Document, "title", "Typed title"),
    (Speaker, "name", "Typed name"),
    (Event, "name", "Typed event"),
    (Theme, "label", "Typed theme"),
    (Source, "name", "Typed source"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("model", "field", "typed"), FORMS, ids=lambda item: getattr(item, "__name__", ""))
def test_every_form_of_what_is_public_waits(
    client, editor, publisher, statement, pending_changes_on, model, field, typed
):
    client.force_login(editor)
    obj = model.objects.order_by("pk").first()
    before = getattr(obj, field)
    response = save(client, obj, **{field: typed})
    assert response.status_code == 302
    assert getattr(model.objects.get(pk=obj.pk), field) == before
    pending_change = PendingChange.objects.get()
    page = reverse("admin:pending_change", args=[pending_change.pk])
    assert page in messages_on(client.get(response["Location"]))[0]
    assert typed not in client.get("/").text + client.get("/search/?q=Typed").text
    form = client.get(f"/admin/archive/{obj._meta.model_name}/{obj.pk}/change/").text
    assert f'<a href="{page}">See the change</a>' in form
    client.force_login(publisher)
    assert typed in client.get(page).text
    assert client.post(page, {"accept": "1"})["Location"] == QUEUE
    assert getattr(model.objects.get(pk=obj.pk), field) == typed


@pytest.mark.slow
def test_rows_of_a_form_wait_too(as_editor, statement, publisher, pending_changes_on):
    role = {
        "roles-0-title": "Mayor of the harbour",
        "roles-0-start_precision": "day",
        "roles-0-end_precision": "day",
    }
    save(as_editor, statement.speaker, **role, **{"roles-TOTAL_FORMS": "1"})
    pending_change = PendingChange.objects.get()
    assert not Role.objects.exists()
    page = reverse("admin:pending_change", args=[pending_change.pk])
    as_editor.force_login(publisher)
    assert "Mayor of the harbour" in as_editor.get(page).text
    as_editor.post(page, {"accept": "1"})
    assert Role.objects.get().speaker == statement.speaker


@pytest.mark.slow
def test_the_workbench_says_that_it_waits(as_editor, statement, pending_changes_on):
    document = statement.document
    before = read_statement(as_editor, document, statement)
    answer = put(as_editor, address(document, statement), {"note": "Typed"}, before["etag"])
    assert answer.status_code == 202
    body = answer.json()
    assert body.pop("message").startswith("A publisher has to accept")
    assert body.pop("pending") == reverse("admin:pending_change", args=[PendingChange.objects.get().pk])
    assert body == before
    role = {"speaker": statement.speaker_id, "title": "Mayor"}
    response = as_editor.post(
        reverse("admin:archive_document_api_roles", args=[document.pk]), json.dumps(role), "application/json"
    )
    assert (response.status_code, Role.objects.count(), PendingChange.objects.count()) == (202, 0, 2)


def test_who_may_not_look_sees_nothing(client, editor, statement, pending_changes_on):
    client.force_login(editor)
    save(client, statement, note="Typed note")
    page = reverse("admin:pending_change", args=[PendingChange.objects.get().pk])
    stranger = member("stan")
    client.logout()  # and the message that leads there
    client.force_login(stranger)
    assert [client.get(address).status_code for address in (page, QUEUE)] == [403, 403]
    stranger.user_permissions.add(Permission.objects.get(codename="view_document"))
    assert client.get(page).status_code == 403
    assert page not in client.get(QUEUE).text
    assert client.post(page, {"accept": "1"}).status_code == 403
    assert Statement.objects.get().note == ""


def test_there_is_no_page_of_a_change_that_was_never_sent(as_publisher):
    assert as_publisher.get(reverse("admin:pending_change", args=[1])).status_code == 404


@pytest.mark.slow
def test_a_stale_change_is_chosen_on_its_page(client, editor, publisher, statement, pending_changes_on):
    client.force_login(editor)
    save(client, statement, note="Yours")
    marking.change(publisher, statement.document_id, statement.pk, {"note": "Theirs"})
    page = reverse("admin:pending_change", args=[PendingChange.objects.get().pk])
    client.force_login(publisher)
    key = f"choice-statement-{statement.pk}-note"
    assert f'name="{key}" value="theirs"' in client.get(page).text
    response = client.post(page, {"accept": "1"})
    assert messages_on(response) == [
        "Nothing was changed. Someone has changed the same field since. Choose which value to keep."
    ]
    client.post(page, {"accept": "1", key: "yours"})
    assert Statement.objects.get().note == "Yours"


@pytest.mark.slow
def test_the_front_page_leads_there(client, editor, publisher, statement, pending_changes_on):
    client.force_login(editor)
    save(client, statement, note="Typed note")
    client.force_login(publisher)
    work = {
        str(entry["label"]): entry["url"] for entry in client.get("/admin/").context["work"] if entry["count"]
    }
    assert work["change waiting for a publisher"] == QUEUE
    queue = client.get(QUEUE).text
    assert "edith" in queue
    assert reverse("admin:pending_change", args=[PendingChange.objects.get().pk]) in queue


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_changed_since_publication_until_it_is_seen(as_publisher, publisher, editor, committed_statement):
    statement = committed_statement
    assert changed_entries(publisher) == []
    marking.change(
        editor, statement.document_id, statement.pk, {"note": "A second thought", "editor_note": "x"}
    )
    Statement.objects.update(start=statement.start)  # nothing changed
    (changed,) = changed_entries(publisher)
    assert (changed.row, [entry.author for entry in changed.entries]) == (statement, ["edith"])
    page = as_publisher.get(QUEUE).text
    assert "A second thought" in page
    seen = {"seen": f"statement-{statement.pk}", "until": changed.until}
    marking.change(editor, statement.document_id, statement.pk, {"note": "A third"})
    assert as_publisher.post(QUEUE, seen).status_code == 302
    (changed,) = changed_entries(publisher)  # what came after the page was shown stays
    assert "A third" in {
        field.after for entry in changed.entries for c in entry.changes for field in c.fields
    }
    as_publisher.post(QUEUE, seen | {"until": changed.until})
    assert changed_entries(publisher) == []


@pytest.mark.django_db(transaction=True)
def test_what_was_unpublished_after_a_review_is_not_changed(publisher, editor, committed_statement):
    statement = committed_statement
    place = (statement.document_id, statement.pk)
    marking.change(editor, *place, {"note": "A second thought"})
    (changed,) = changed_entries(publisher)
    mark_reviewed(publisher, "statement", statement.pk, changed.entries[0].when)
    marking.change(editor, *place, {"note": "A third"})
    assert [entry.row for entry in changed_entries(publisher)] == [statement]
    marking.change(publisher, *place, {"state": "draft"})
    assert changed_entries(publisher) == []


@pytest.mark.django_db(transaction=True)
def test_each_sees_the_changes_of_what_they_may_publish(editor, committed_statement):
    statement, document = committed_statement, committed_statement.document
    marking.change(editor, document.pk, statement.pk, {"note": "A second thought"})
    correct_text(editor, document, "Before all. " + document.text, text_version=1)
    of_statements, of_documents = member("stan"), member("doris")
    for user, codename in ((of_statements, "publish_statement"), (of_documents, "publish_document")):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    seen = [[entry.row for entry in changed_entries(user)] for user in (of_statements, of_documents, editor)]
    assert seen == [[statement], [document], []]
    assert [count_changed(user) for user in (of_statements, of_documents, editor)] == [1, 1, 0]


def test_an_editor_does_not_say_that_it_is_seen(as_editor, editor, statement):
    marking.change(editor, statement.document_id, statement.pk, {"note": "A second thought"})
    until = {"until": "2026-01-01T00:00:00+00:00"}
    assert as_editor.post(QUEUE, {"seen": f"statement-{statement.pk}"} | until).status_code == 403
    assert as_editor.post(QUEUE, {"seen": f"statement-{statement.pk}", "until": "now"}).status_code == 404
    for nonsense in ("", "speaker-1", "statement-x", "statement-99999999999999999999"):
        assert as_editor.post(QUEUE, {"seen": nonsense} | until).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_themes_count_and_what_a_correction_moved_does_not(publisher, editor, committed_statement):
    statement = committed_statement
    document = statement.document
    correct_text(editor, document, "Before all. " + document.text, text_version=1)
    assert [entry.row for entry in changed_entries(publisher)] == [document]
    marking.change(editor, document.pk, statement.pk, {"themes": []})
    assert [entry.row for entry in changed_entries(publisher)] == [statement, document]


@pytest.mark.django_db(transaction=True)
def test_what_is_taken_back_and_published_again_is_not_changed(publisher, committed_statement):
    statement = committed_statement
    for values in ({"state": "draft"}, {"note": "Changed as a draft"}, {"state": "published"}):
        marking.change(publisher, statement.document_id, statement.pk, values)
    assert changed_entries(publisher) == []


def test_only_who_may_decide_sees_the_button(
    client, editor, second_editor, publisher, statement, pending_changes_on
):
    client.force_login(editor)
    save(client, statement, note="Typed note")
    page = reverse("admin:pending_change", args=[PendingChange.objects.get().pk])
    offered = {}
    for user in (editor, second_editor, publisher):
        client.force_login(user)
        text = client.get(page).text
        assert "Typed note" in text
        offered[user.username] = [name for name in ("accept", "discard") if f'name="{name}"' in text]
    assert offered == {"edith": ["discard"], "edgar": [], "paula": ["accept", "discard"]}
    assert client.get(reverse("admin:pending_change", args=[10**9])).status_code == 404
