"""Who sees what, who changes what."""

import pytest
from django.contrib.auth.models import Permission, User

from archive.models import Document, Guidelines, Statement, Theme, Utterance
from tests.conftest import member, member_with
from tests.factories import make_theme

from .forms import change_url, list_url, messages_on, run_action

MODEL_NAMES = ("source", "document", "speaker", "event", "theme", "statement", "utterance", "redirect")
LOGIN = "/admin/login/?next="


@pytest.mark.parametrize("model_name", MODEL_NAMES)
def test_a_reader_is_sent_to_the_login(reader, db, model_name):
    assert reader.get(list_url(model_name)).url == LOGIN + list_url(model_name)


@pytest.mark.parametrize("page", ["change", "history", "preview", "delete"])
def test_a_reader_sees_no_page_of_a_draft(reader, draft_document, page):
    url = f"/admin/archive/document/{draft_document.pk}/{page}/"
    assert reader.get(url).url == LOGIN + url


@pytest.mark.parametrize("page", ["history-restore", "merge"])
def test_a_reader_posts_nothing(reader, theme, page):
    url = f"/admin/archive/theme/{theme.pk}/{page}/"
    assert reader.post(url, {"event": "1"}).url == LOGIN + url


@pytest.mark.parametrize("name", ["statement", "published_document", "speaker", "event", "theme"])
def test_a_viewer_sees_a_page_without_anything_to_change(as_viewer, request, name):
    obj = request.getfixturevalue(name)
    text = as_viewer.get(change_url(obj)).text
    assert '<input type="submit"' not in text
    assert ">Merge…<" not in text
    assert ">Annotate<" not in text
    assert ">History<" in text


@pytest.mark.parametrize("name", ["statement", "published_document", "speaker", "event", "theme"])
def test_a_viewer_posts_nothing(as_viewer, request, name):
    obj = request.getfixturevalue(name)
    url = f"/admin/archive/{obj._meta.model_name}/{obj.pk}"
    assert as_viewer.post(f"{url}/change/", {"name": "x", "title": "x", "label": "x"}).status_code == 403
    assert as_viewer.post(f"{url}/delete/", {"post": "yes"}).status_code == 403
    assert as_viewer.post(f"{url}/history-restore/", {"event": "1"}).status_code == 403
    assert as_viewer.post(f"{url}/deleted-restore/").status_code == 403
    assert type(obj).objects.get(pk=obj.pk) == obj


def test_a_viewer_merges_nothing(as_viewer, theme):
    other = make_theme("Ships")
    url = f"/admin/archive/theme/{theme.pk}/merge/?other={other.pk}"
    assert as_viewer.get(url).status_code == 403
    assert as_viewer.post(url, {"survivor": theme.pk}).status_code == 403
    assert Theme.objects.count() == 2


@pytest.mark.parametrize("action", ["publish", "back_to_draft", "add_theme", "set_event", "merge_selected"])
def test_a_viewer_has_no_actions(as_viewer, statement, action):
    response = run_action(as_viewer, "statement", action, statement, confirmed="yes", choice="")
    assert messages_on(response) == []
    assert Statement.objects.get().state == "published"


def test_a_viewer_previews_a_draft(as_viewer, draft_document):
    assert "Secret plans" in as_viewer.get(f"/admin/archive/document/{draft_document.pk}/preview/").text


def test_redirects_are_only_looked_at(as_administrator, theme):
    theme.slug = "reading-rooms"
    theme.save()
    assert as_administrator.get("/admin/archive/redirect/add/").status_code == 403
    assert "libraries" in as_administrator.get(list_url("redirect")).text


@pytest.mark.slow
@pytest.mark.parametrize("model_name", MODEL_NAMES[:-1])
def test_a_missing_row_is_reported(as_editor, db, model_name):
    for page in ("change", "history"):
        response = as_editor.get(f"/admin/archive/{model_name}/999/{page}/", follow=True)
        assert "doesn’t exist. Perhaps it was deleted?" in messages_on(response)[0]


@pytest.mark.slow
def test_pages_of_our_own_answer_404_for_what_is_not_there(as_editor, db):
    for url in ("theme/999/merge/", "theme/x/merge/", "document/999/preview/", "statement/abc/preview/"):
        assert as_editor.get(f"/admin/archive/{url}").status_code == 404
    assert as_editor.post("/admin/archive/theme/999/history-restore/").status_code == 404
    assert as_editor.post("/admin/archive/theme/999/deleted-restore/").status_code == 404
    assert as_editor.post("/admin/archive/theme/x/deleted-restore/").status_code == 404


def test_history_and_deleted_pages_change_nothing_on_a_get(as_editor, theme):
    assert as_editor.get(f"/admin/archive/theme/{theme.pk}/history-restore/").status_code == 405
    assert as_editor.get(f"/admin/archive/theme/{theme.pk}/deleted-restore/").status_code == 405


@pytest.mark.slow
def test_every_admin_page_keeps_the_strict_policy(as_editor, statement):
    Utterance.objects.create(summary="Said")
    assert Document.objects.count() == 1
    for url in ("/admin/", change_url(statement), change_url(statement.document), list_url("document")):
        response = as_editor.get(url)
        assert response.headers["Content-Security-Policy"].startswith("default-src 'self'")
        assert " style=" not in response.text
        assert "<script>" not in response.text
        assert "<style" not in response.text


def test_a_page_that_an_account_may_not_see_says_so(as_editor):
    answer = as_editor.get("/admin/auth/user/")
    assert answer.status_code == 403
    assert "You do not have permission to do this." in answer.text


@pytest.mark.parametrize(("permissions", "status"), [((), 403), (("view_guidelines",), 200)])
def test_nobody_is_led_to_guidelines_that_are_not_theirs_to_open(client, db, permissions, status):
    client.force_login(member_with(*permissions))
    assert client.get(list_url("guidelines")).status_code == status
    Guidelines.objects.create(text="Mark whole sentences.")
    assert client.get(list_url("guidelines")).status_code == (302 if permissions else 403)


@pytest.mark.parametrize(
    ("permissions", "is_led"), [(["view_theme"], False), (["view_theme", "view_redirect"], True)]
)
def test_the_list_leads_to_the_redirects_whoever_may_see_them(client, db, permissions, is_led):
    client.force_login(member_with(*permissions))
    url = f"{list_url('redirect')}?model_name__exact=theme"
    assert (url in client.get(list_url("theme")).text) == is_led


@pytest.mark.parametrize(
    ("permission", "address"),
    [("add_document", "/admin/archive/document/import/"), ("view_redirect", list_url("redirect"))],
)
def test_the_front_page_leads_whoever_may_go_there(client, db, permission, address):
    client.force_login(member_with("view_document", "view_theme"))
    assert f'<a class="button" href="{address}"' not in client.get("/admin/").text
    client.force_login(member("dana"))
    User.objects.get(username="dana").user_permissions.add(Permission.objects.get(codename=permission))
    assert f'<a class="button" href="{address}"' in client.get("/admin/").text
