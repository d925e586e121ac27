"""What an investigation would ask for is in a table that only grows, and in the log."""

import json
import logging

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import IntegrityError, connection, transaction

from archive.accounts import events
from archive.accounts.models import SecurityEvent
from archive.models import State
from tests.admin.forms import CONFIRMED, run_action


def read_events(*kinds):
    """(kind, account, subject) of the events so far, the oldest first."""
    rows = SecurityEvent.objects.order_by("pk").filter(kind__in=kinds)
    return list(rows.values_list("kind", "username", "subject"))


def sql(statement, *params):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)


def test_signing_in_and_out(client, editor):
    for password in ("wrong", "correct horse"):
        client.post("/admin/login/", {"username": "edith", "password": password}, REMOTE_ADDR="192.0.2.7")
    client.post("/admin/logout/")
    assert read_events("sign_in", "sign_in_failed", "sign_out") == [
        ("sign_in_failed", "", "edith"),
        ("sign_in", "edith", ""),
        ("sign_out", "edith", ""),
    ]
    assert SecurityEvent.objects.get(kind="sign_in").address == "192.0.2.7"
    assert "wrong" not in str(list(SecurityEvent.objects.values_list("details", "subject")))


@pytest.mark.slow
@pytest.mark.parametrize("noun", ["document", "statement"])
def test_publishing_by_whoever_and_whatever(as_publisher, draft_document, draft_statement, noun):
    row = {"document": draft_document, "statement": draft_statement}[noun]
    before = SecurityEvent.objects.count()
    for state in ("published", "draft"):
        sql(f"UPDATE archive_{noun} SET state = %s WHERE id = %s", state, row.pk)
    run_action(as_publisher, noun, "publish", row, confirmed=CONFIRMED)
    rows = SecurityEvent.objects.order_by("pk")[before:]
    assert [(row.kind, row.username, row.subject) for row in rows] == [
        ("published", "", f"{noun} {row.pk}"),
        ("unpublished", "", f"{noun} {row.pk}"),
        ("published", "paula", f"{noun} {row.pk}"),
    ]


def test_what_is_not_public_leaves_no_event(draft_document):
    draft_document.state = State.REVIEW
    draft_document.save()
    draft_document.delete()
    assert read_events("published", "unpublished") == []


def test_deleting_what_is_public(published_document):
    number = published_document.pk
    published_document.delete()
    assert read_events("unpublished") == [("unpublished", "", f"document {number}")]
    assert SecurityEvent.objects.get(kind="unpublished").details == {"state": "deleted"}


def test_permissions_of_accounts_and_groups(db):
    user, group = User.objects.create(username="nora"), Group.objects.create(name="Helpers")
    chosen = Permission.objects.filter(codename__in=["view_theme", "add_theme"])
    user.groups.add(group)
    user.user_permissions.set(chosen)
    group.permissions.set(chosen)
    user.groups.clear()
    groups = ["group Editors", "group Publishers"]  # are given theirs by migrations
    rows = SecurityEvent.objects.filter(kind="permission").exclude(subject__in=groups).order_by("pk")
    assert list(rows.values_list("subject", "details")) == [
        ("nora", {"groups given": ["Helpers"]}),
        ("nora", {"given": ["add_theme", "view_theme"]}),
        ("group Helpers", {"given": ["add_theme", "view_theme"]}),
        ("nora", {"groups taken": ["Helpers"]}),
    ]


def test_an_account_that_is_made_raised_and_deleted(db):
    user = User.objects.create(username="nora")
    sql("UPDATE auth_user SET is_superuser = TRUE WHERE id = %s", user.pk)
    sql("UPDATE auth_user SET last_login = now() WHERE id = %s", user.pk)
    user.delete()
    rows = SecurityEvent.objects.filter(kind="account").order_by("pk").values_list("details", flat=True)
    assert [(row["change"], row["administrator"]) for row in rows] == [
        ("insert", False),
        ("update", True),
        ("delete", True),
    ]


@pytest.mark.parametrize("address", ["/search.csv", "/search.bib", "/events/harbour-library/matrix.csv"])
@pytest.mark.slow
def test_exports_of_accounts_are_in_the_table_and_those_of_readers_in_the_log(
    as_editor, django_user_model, statement, address, caplog
):
    caplog.set_level(logging.INFO, "verbatim.security")
    as_editor.get(f"{address}?q=harbour").getvalue()
    assert read_events("export") == [("export", "edith", address[1:])]
    as_editor.logout()
    as_editor.get(f"{address}?q=harbour").getvalue()
    assert len(read_events("export")) == 1
    assert f'"subject": "{address[1:]}"' in caplog.messages[-1]


def test_an_export_for_readers_can_be_kept_by_caches(reader, statement):
    assert "Cookie" not in reader.get("/search.csv").get("Vary", "")


@pytest.mark.parametrize(
    "statement_",
    [
        "UPDATE accounts_securityevent SET username = 'x'",
        "DELETE FROM accounts_securityevent",
        "TRUNCATE accounts_securityevent",
    ],
)
def test_events_are_kept_by_the_database(editor, statement_):
    with pytest.raises(IntegrityError, match="security events are kept"):
        sql(statement_)


def test_each_event_is_a_line_in_the_log_once_it_is_committed(db, caplog, django_capture_on_commit_callbacks):
    caplog.set_level(logging.INFO, "verbatim.security")
    with django_capture_on_commit_callbacks(execute=True):
        events.record(events.Kind.SIGN_IN_FAILED, subject="x\r\nforged \x1b[31m ' % {}")
        assert caplog.messages == []
    (line,) = caplog.messages
    assert '"kind": "sign_in_failed"' in line
    assert line.isprintable()


def test_what_was_rolled_back_is_in_neither(db, caplog, django_capture_on_commit_callbacks):
    caplog.set_level(logging.INFO, "verbatim.security")
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        events.record(events.Kind.SIGN_OUT)
        transaction.set_rollback(True)
    assert read_events("sign_out") == []
    assert caplog.messages == []


def test_administrators_read_the_events_and_nobody_writes_them(client, administrator, editor):
    events.record(events.Kind.EXPORT, user=editor, subject="search.csv")
    event = SecurityEvent.objects.get(kind="export")
    client.force_login(administrator)
    assert "search.csv" in client.get("/admin/accounts/securityevent/").text
    page = f"/admin/accounts/securityevent/{event.pk}"
    assert client.get(f"{page}/change/").status_code == 200
    assert client.post(f"{page}/change/", {"subject": "x"}).status_code == 403
    assert client.post(f"{page}/delete/", {"post": "yes"}).status_code == 403
    assert client.get("/admin/accounts/securityevent/add/").status_code == 403
    client.force_login(editor)
    assert client.get("/admin/accounts/securityevent/").status_code == 403


def test_a_refusal_is_in_the_log_and_in_no_table(as_editor, caplog):
    before = SecurityEvent.objects.count()
    assert as_editor.get("/admin/auth/user/").status_code == 403
    [line] = [record for record in caplog.records if record.name == "verbatim.security"]
    said = json.loads(line.getMessage())
    assert (said["kind"], said["username"], said["subject"]) == ("refused", "edith", "GET /admin/auth/user/")
    assert SecurityEvent.objects.count() == before


def test_an_attempt_that_came_too_soon_is_in_the_log(db, client, caplog):
    guess = {"username": "edith", "password": "a wrong password"}
    answers = [client.post("/admin/login/", guess).status_code for _ in range(7)]
    assert answers == [200] * 5 + [429] * 2
    lines = [
        json.loads(record.getMessage()) for record in caplog.records if record.name == "verbatim.security"
    ]
    throttled = [line for line in lines if line["kind"] == "throttled"]
    assert [line["subject"] for line in throttled] == ["POST /admin/login/"] * 2
    assert throttled[0]["address"] == "127.0.0.1"
    assert "a wrong password" not in json.dumps(lines)


def test_a_line_of_the_log_counts_what_is_many():
    """A new database grants its groups some ninety permissions, and whoever migrates it reads the log."""
    assert events.summarise_list(["add_document"] * 10) == ["add_document"] * 10
    assert events.summarise_list(["add_document"] * 11) == "11 in all"
    assert events.summarise_list("x" * 50) == "x" * 50
