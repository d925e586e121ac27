"""The admin's front page: an empty archive, its guidelines, an account that may do nothing, empty queues."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from archive.admin_site.front_page import (
    administrators_to_ask,
    first_steps,
    guidelines_context,
    pending_work,
)
from archive.models import Guidelines
from tests.admin.forms import error_texts
from tests.conftest import member, member_with
from tests.factories import make_document, make_statement


def test_an_empty_archive_leads_through_five_steps(as_editor, editor):
    page = as_editor.get("/admin/")
    steps = page.context["steps"]
    assert [step.is_done for step in steps] == [False] * 5
    assert steps[0].url == reverse("admin:archive_document_import")
    assert f'<a href="{steps[0].url}">Import your first text</a>' in page.text
    assert "work-item-count" not in page.text, "queues that are empty show no zeros"
    assert "Pending work" not in page.text, "no region is announced that has nothing in it"
    document = make_document(state="draft", date="2024-01-01")
    assert [step.is_done for step in first_steps(editor)] == [True, True, False, False, False]
    make_statement(document, "a promise kept", voice="narrator", state="draft")
    assert [step.is_done for step in first_steps(editor)] == [True, True, True, False, False]


def test_the_steps_end_with_the_first_public_statement(as_editor, statement):
    page = as_editor.get("/admin/")
    assert page.context["steps"] == []
    assert "Five steps" not in page.text


def test_queues_that_wait_are_counted_and_empty_ones_are_silent(as_editor, statement, draft_document):
    page = as_editor.get("/admin/")
    assert "document in draft" in page.text
    assert "documents in review" not in page.text
    assert any(entry["count"] == 0 for entry in page.context["work"])


def test_staff_without_a_group_see_whom_to_ask(client, administrator, db):
    User.objects.filter(pk=administrator.pk).update(
        email="adam@example.org", first_name="Adam", last_name="Ash"
    )
    client.force_login(member("nora"))
    page = client.get("/admin/")
    assert "Your account has no group yet" in page.text
    assert "<b>Adam Ash (adam@example.org)</b>" in page.text
    assert administrators_to_ask(administrator) == []


def test_an_editor_does_not_see_whom_to_ask(as_editor, administrator):
    assert "no group yet" not in as_editor.get("/admin/").text


@pytest.mark.slow
def test_guidelines_are_written_once_and_read_on_the_front_page(as_editor):
    listed = reverse("admin:archive_guidelines_changelist")
    assert "Write guidelines for editors" in as_editor.get("/admin/").text
    add = as_editor.get(listed)["Location"]
    response = as_editor.post(add, {"text": "Mark whole sentences.\n\n<b>Never</b> guess."})
    assert response["Location"] == "/admin/"
    page = as_editor.get("/admin/").text
    assert "<p>Mark whole sentences.</p>" in page
    assert "&lt;b&gt;Never&lt;/b&gt; guess." in page
    assert as_editor.get(listed)["Location"] == reverse("admin:archive_guidelines_change", args=[1])
    assert as_editor.get(add)["Location"] == listed, "there is one row"
    Guidelines(text="Another").save()
    assert Guidelines.objects.get().text == "Another"


WORK = [
    ([], set()),
    (["view_document"], {"archive_document_changelist"}),
    (["view_statement"], {"archive_statement_changelist"}),
    (["change_statement"], {"archive_statement_orphans"}),
    (["view_utterance"], {"archive_utterance_suggested"}),
    (
        ["view_document", "view_statement"],
        {"archive_document_changelist", "archive_statement_changelist", "changes"},
    ),
]


@pytest.mark.parametrize(("codenames", "pages"), WORK)
def test_pending_work_is_of_what_an_account_may_see(db, codenames, pages):
    urls = {entry["url"].partition("?")[0] for entry in pending_work(member_with(*codenames))}
    assert urls == {reverse(f"admin:{page}") for page in pages}


@pytest.mark.parametrize(
    "may", [["view_document"], ["view_document", "change_guidelines"], ["add_guidelines"]]
)
def test_guidelines_are_for_who_may_work_here(db, may):
    Guidelines(text="Mark whole sentences.").save()
    context = guidelines_context(member_with(*may))
    assert bool(context) == ("view_document" in may)
    assert bool(context.get("guidelines_url")) == ("change_guidelines" in may)


@pytest.mark.parametrize("may", [["add_document"], ["add_statement"], ["add_document", "add_statement"]])
def test_the_steps_are_for_who_may_take_them(db, may):
    assert len(first_steps(member_with(*may))) == (5 if len(may) == 2 else 0)


def test_only_accounts_that_can_sign_in_to_the_admin_are_named(administrator):
    gone = member("gone", is_superuser=True)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    outside = member("outside", is_superuser=True)
    User.objects.filter(pk=outside.pk).update(is_staff=False)
    assert administrators_to_ask(member("nora")) == ["adam"]


def test_what_is_looked_for_is_one_link_away(as_editor, theme):
    page = as_editor.get("/admin/").text
    for name in ("document_import", "document_deleted", "redirect_changelist"):
        assert f'href="{reverse(f"admin:archive_{name}")}"' in page
    redirects = f"{reverse('admin:archive_redirect_changelist')}?model_name__exact=theme"
    assert f'href="{redirects}"' in as_editor.get("/admin/archive/theme/").text


PASSWORD = "correct horse 7"
NEW = {"username": "nora", "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}


@pytest.mark.parametrize("choice", ["group", "without_group", None])
def test_an_account_is_made_with_a_group(as_administrator, choice):
    group = Group.objects.get(name="Editors")
    more = {"group": {"group": group.pk}, "without_group": {"without_group": "on"}, None: {}}[choice]
    response = as_administrator.post(reverse("admin:auth_user_add"), NEW | more)
    if choice is None:
        assert error_texts(response) == {"group": ["Choose a group, or tick that this account has none."]}
        assert not User.objects.filter(username="nora").exists()
        return
    user = User.objects.get(username="nora")
    assert user.is_staff
    assert list(user.groups.all()) == ([group] if choice == "group" else [])


@pytest.mark.parametrize(
    ("codename", "links"),
    [
        ("view_document", []),
        ("add_document", ["admin:archive_document_import", "admin:archive_document_deleted"]),
        ("view_redirect", ["admin:archive_redirect_changelist"]),
    ],
)
def test_pages_beside_the_lists_are_offered_to_who_may_open_them(client, db, codename, links):
    client.force_login(member_with(codename))
    page = client.get("/admin/").text
    offered = {name: f'class="button" href="{reverse(name)}"' in page for name in BESIDE_LISTS}
    assert [name for name, is_offered in offered.items() if is_offered] == links


BESIDE_LISTS = (
    "admin:archive_document_import",
    "admin:archive_document_deleted",
    "admin:archive_redirect_changelist",
)
