"""Who may do what at the workbench's addresses; nobody is sent to another page, and nothing is lost."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from archive.models import State, Statement, Theme
from tests.admin.annotation_page import WORDS
from tests.conftest import member, member_with
from tests.factories import make_statement

from .client import API, address, body, choices_address, delete, error_of, post, put, read_statement


def every_request(client, document, statement):
    one = address(document, statement)
    return {
        "list": client.get(address(document)),
        "read": client.get(one),
        "choose": client.get(choices_address(document, "theme")),
        "add": post(client, address(document), body(document)),
        "change": put(client, one, {"note": "Changed"}, '"1-1"'),
        "delete": delete(client, one, '"1-1"'),
        "restore": post(client, address(document, statement, "restore")),
        "split": post(client, address(document, statement, "split"), {"at": 80}, **{"If-Match": '"1-1"'}),
        "make": post(client, choices_address(document, "theme"), {"name": "Ports"}),
    }


def nothing_written(statement):
    return (Statement.objects.get(), statement.note, Theme.objects.count()) == (statement, "", 1)


def test_an_expired_login_is_answered_with_401(client, document, statement):
    for response in every_request(client, document, statement).values():
        message = "You are no longer signed in. Nothing was saved."
        assert error_of(response, 401) == message
        assert response.json()["login"] == reverse("admin:login")
    assert nothing_written(statement)


@pytest.mark.parametrize("staff", [True, False])
def test_an_account_without_permissions_gets_403(client, document, statement, django_user_model, staff):
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=staff))
    for response in every_request(client, document, statement).values():
        assert error_of(response, 403) == "You do not have permission to do this."
    assert nothing_written(statement)


def test_a_viewer_reads_and_changes_nothing(as_viewer, document, statement):
    answers = every_request(as_viewer, document, statement)
    looked = {name: answers.pop(name) for name in ("list", "read", "choose")}
    assert {response.status_code for response in looked.values()} == {200}
    assert looked["list"].json()["may"] == {"add": False, "publish": False, "make": []}
    assert (looked["read"].json()["may_change"], looked["read"].json()["may_delete"]) == (False, False)
    for response in answers.values():
        assert error_of(response, 403)
    assert nothing_written(statement)


def test_permission_for_documents_only_reads_statements(client, document, statement):
    user = member("dora")
    user.user_permissions.set(Permission.objects.filter(codename__in=["change_document", "view_theme"]))
    client.force_login(user)
    answers = {
        name: response.status_code for name, response in every_request(client, document, statement).items()
    }
    reading = {"list": 200, "read": 200, "choose": 200}
    writing = dict.fromkeys(["add", "change", "delete", "restore", "split", "make"], 403)
    assert answers == reading | writing
    listed_body = client.get(address(document)).json()
    assert listed_body["may"] == {"add": False, "publish": False, "make": []}
    assert [
        (statement["may_change"], statement["may_delete"]) for statement in listed_body["statements"]
    ] == [(False, False)]
    assert nothing_written(statement)


def test_permission_for_statements_only_reads_them(client, document, statement):
    verbs = ("add", "change", "delete", "publish")
    client.force_login(
        member_with("view_document", "view_theme", "add_theme", *(f"{verb}_statement" for verb in verbs))
    )
    answers = every_request(client, document, statement)
    looked = {name: answers.pop(name) for name in ("list", "read", "choose")}
    assert {response.status_code for response in looked.values()} == {200}
    assert looked["list"].json()["may"] == {"add": False, "publish": False, "make": []}
    assert (looked["read"].json()["may_change"], looked["read"].json()["may_delete"]) == (False, False)
    assert {response.status_code for response in answers.values()} == {403}
    assert nothing_written(statement)


@pytest.mark.parametrize("name", ["reject", "withdraw", "roles", "publication"])
def test_other_changes_need_the_permission_to_change_documents(client, document, name):
    others = ("add_statement", "change_statement", "change_speaker", "add_role")
    client.force_login(member_with("view_document", *others))
    response = post(client, reverse(f"{API}{name}", args=[document.pk]), {})
    assert error_of(response, 403) == "You do not have permission to do this."


def test_choices_need_the_permission_to_view_them(client, document):
    user = member("dora")
    user.user_permissions.set(Permission.objects.filter(codename="change_document"))
    client.force_login(user)
    assert error_of(client.get(choices_address(document, "theme")), 403)


def test_an_editor_does_not_publish(as_editor, document):
    state = {"state": ["Only a publisher can publish."]}
    assert error_of(post(as_editor, address(document), body(document, state="published")), 422) == state
    draft = make_statement(document, WORDS, state=State.DRAFT)
    etag = read_statement(as_editor, document, draft)["etag"]
    assert error_of(put(as_editor, address(document, draft), {"state": "published"}, etag), 422) == state
    assert not Statement.objects.published().exists()


def test_an_editor_corrects_what_is_published_but_does_not_unpublish_it(as_editor, document, statement):
    before = read_statement(as_editor, document, statement)
    assert (before["may_change"], before["may_delete"]) == (True, False)
    url = address(document, statement)
    taking_back = {"state": ["Only a publisher can unpublish."]}
    assert error_of(put(as_editor, url, {"state": "draft"}, before["etag"]), 422) == taking_back
    assert error_of(delete(as_editor, url, before["etag"]), 403)
    split = post(as_editor, address(document, statement, "split"), {"at": 80}, **{"If-Match": before["etag"]})
    assert error_of(split, 403)
    answer = put(as_editor, url, {"note": "Corrected", "state": "published"}, before["etag"])
    assert (answer.status_code, answer.json()["note"]) == (200, "Corrected")
    assert Statement.objects.published().get() == statement


def test_a_publisher_publishes_unpublishes_and_splits(as_publisher, document):
    sent = body(document, state="published", confirmed=["statement_date", "statement_role"])
    answer = post(as_publisher, address(document), sent).json()
    assert answer["state"] == "published"
    split = address(document, answer["id"], "split")
    parts = post(as_publisher, split, {"at": answer["start"] + 6}, **{"If-Match": answer["etag"]}).json()[
        "statements"
    ]
    assert [part["state"] for part in parts] == ["published", "published"]
    taken_body = put(
        as_publisher, address(document, answer["id"]), {"state": "draft"}, parts[0]["etag"]
    ).json()
    assert (taken_body["state"], taken_body["site_url"]) == ("draft", "")


def test_a_wrong_csrf_token_is_answered_with_a_valid_one(editor, document):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    answer = post(client, address(document), body(document))
    assert (
        error_of(answer, 403) == "The security token of this page has expired. Nothing was saved: try again."
    )
    assert not Statement.objects.exists()
    token = client.get(address(document)).json()["csrf"]
    assert error_of(post(client, address(document), body(document), **{"X-CSRFToken": "x" * 64}), 403)
    again = post(client, address(document), body(document), **{"X-CSRFToken": token})
    assert again.status_code == 201


def test_an_expired_login_is_reported_before_the_token(document):
    client = Client(enforce_csrf_checks=True)
    assert error_of(post(client, address(document), body(document)), 401)


def test_a_new_login_gets_a_new_token_with_an_unchanged_list(editor, document):
    client = Client(enforce_csrf_checks=True)
    client.login(username="edith", password="correct horse")
    version = client.get(address(document))["ETag"]
    assert client.get(address(document), headers={"If-None-Match": version}).status_code == 304
    client.login(username="edith", password="correct horse")
    client.cookies["csrftoken"] = "y" * 32
    response = client.get(address(document), headers={"If-None-Match": version})
    assert (response.status_code, response["ETag"] != version) == (200, True)
