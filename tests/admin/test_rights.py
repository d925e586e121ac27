"""Each page asks for every permission it needs; without one of them it is refused or its button is missing."""

import pytest

from archive.admin_site.front_page import pending_work
from archive.models import Redirect, Report, Theme, Utterance
from tests.conftest import member, member_with

from .annotation_page import annotation_url
from .forms import change_url, list_url


def page(obj, name):
    return f"/admin/archive/{obj._meta.model_name}/{obj.pk}/{name}/"


def login_with(client, *codenames):
    user = member_with(*codenames)
    client.force_login(user)
    return user


def actions(client, model_name):
    """The list is answered without a form where no action is left."""
    form = client.get(list_url(model_name)).context["action_form"]
    return {name for name, _label in form.fields["action"].choices} if form else set()


@pytest.mark.parametrize("name", ["history", "preview", "versions", "annotate", "correct", "change"])
def test_staff_without_permissions_see_no_page_of_a_document(client, draft_document, name):
    client.force_login(member("dora"))
    assert client.get(page(draft_document, name)).status_code == 403


@pytest.mark.parametrize("name", ["history", "preview", "reports", "change"])
def test_staff_without_permissions_see_no_page_of_a_statement(client, draft_statement, name):
    client.force_login(member("dora"))
    assert client.get(page(draft_statement, name)).status_code == 403


@pytest.mark.parametrize("model_name", ["document", "statement", "speaker", "event", "theme"])
def test_staff_without_permissions_see_nothing_that_was_deleted(client, db, model_name):
    client.force_login(member("dora"))
    assert client.get(f"/admin/archive/{model_name}/deleted/").status_code == 403


@pytest.mark.parametrize("name", ["reports", "preview", "history"])
def test_a_reader_is_asked_to_log_in_for_a_page_of_a_statement(reader, draft_statement, name):
    assert reader.get(page(draft_statement, name))["Location"].startswith("/admin/login/")


def test_a_reader_is_asked_to_log_in_before_the_link_to_the_site(reader, theme):
    assert reader.get("/admin/r/1/1/")["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("permission", ["add_theme", "change_theme"])
def test_what_was_deleted_comes_back_by_who_may_add_and_change(client, theme, permission):
    address = page(theme, "deleted-restore")
    theme.delete()
    login_with(client, "view_theme", permission)
    assert client.post(address).status_code == 403
    assert not Theme.objects.exists()


def test_the_button_to_bring_back_is_for_who_may_add(client, theme):
    theme.delete()
    login_with(client, "view_theme", "change_theme")
    response = client.get("/admin/archive/theme/deleted/")
    assert len(response.context["page"]) == 1
    assert "deleted-restore" not in response.text


def test_the_button_to_restore_is_for_who_may_change(as_viewer, theme):
    Theme.objects.update(label="Reading rooms")
    response = as_viewer.get(page(theme, "history"))
    assert "Reading rooms" in response.text
    assert "history-restore" not in response.text


@pytest.mark.parametrize("missing", ["change_theme", "delete_theme"])
def test_merging_takes_the_permissions_to_change_and_to_delete(client, theme, missing):
    login_with(client, *{"view_theme", "change_theme", "delete_theme"} - {missing})
    assert client.get(page(theme, "merge")).status_code == 403
    assert "merge_selected" not in actions(client, "theme")


@pytest.mark.parametrize("missing", ["publish_document", "publish_statement"])
def test_to_publish_with_statements_takes_the_permission_for_both(client, draft_document, missing):
    needed = {"publish_document", "publish_statement"}
    views = {"view_document", "change_document", "view_statement", "change_statement"}
    login_with(client, *views, *needed - {missing})
    assert "publish_with_statements" not in actions(client, "document")


def test_a_publisher_publishes_with_statements(as_publisher, draft_document):
    assert "publish_with_statements" in actions(as_publisher, "document")


def test_redirects_are_neither_changed_nor_deleted(as_administrator, theme):
    theme.slug = "reading-rooms"
    theme.save()
    redirect = Redirect.objects.get()
    assert as_administrator.post(change_url(redirect), {"slug": "x"}).status_code == 403
    assert as_administrator.post(page(redirect, "delete"), {"post": "yes"}).status_code == 403
    assert Redirect.objects.get() == redirect


def test_a_viewer_is_offered_no_words_to_paste(as_viewer, statement):
    fieldsets = as_viewer.get(change_url(statement)).context["adminform"].fieldsets
    assert fieldsets[0][1]["fields"] == ("in_document", "in_context")


def test_a_viewer_changes_no_note_of_a_correction(as_viewer, document):
    document.text = f"{document.text} More."
    document.save()
    correction = document.corrections.get()
    url = page(document, "versions")
    assert 'name="public_note"' not in as_viewer.get(url).text
    assert as_viewer.post(url, {"correction": correction.pk, "public_note": "Mine"}).status_code == 200
    correction.refresh_from_db()
    assert correction.public_note == ""


def test_who_may_only_view_a_document_marks_and_declares_nothing(client, document):
    login_with(client, "view_document", "view_statement", "add_statement", "change_statement")
    response = client.get(annotation_url(document))
    assert (response.context["may_change"], response.context["may_add"]) == (False, False)


WORK = {
    "view_document": {"document"},
    "view_statement": {"statement"},
    "change_statement": {"statement/orphans"},
    "view_utterance": {"utterance/suggested"},
}


@pytest.mark.parametrize("permission", WORK)
def test_the_front_page_counts_only_what_the_account_may_see(draft_statement, permission):
    addresses = {entry["url"].split("?")[0] for entry in pending_work(member_with(permission))}
    assert addresses == {f"/admin/archive/{path}/" for path in WORK[permission]}


@pytest.mark.slow
def test_an_utterance_with_reports_in_drafts_only_leads_nowhere(as_editor, draft_statement):
    utterance = Utterance.objects.create(summary="Said")
    Report.objects.create(utterance=utterance, statement=draft_statement, status="confirmed")
    assert "viewsitelink" not in as_editor.get(change_url(utterance)).text


def test_a_draft_is_named_as_one_where_a_document_is_chosen(as_editor, draft_document, published_document):
    query = {"app_label": "archive", "model_name": "document", "field_name": "part_of"}
    results = as_editor.get("/admin/autocomplete/", query).json()["results"]
    lines = {int(result["id"]): result["text"] for result in results}
    assert lines[draft_document.pk].endswith(", Draft")
    assert "Published" not in lines[published_document.pk]
