"""A form sent after its session had ended: what was typed comes back after signing in."""

import pytest
from django.test import Client
from django.urls import reverse

from archive.accounts.models import Session
from archive.accounts.unsaved_form import MAX_LENGTH
from archive.models import Document, Source, Theme
from tests.admin.forms import list_url

from .tabs import Tab, url_of


def end_sessions():
    Session.objects.all().delete()


def sign_in(client, response, username="edith"):
    sent = {"username": username, "password": "correct horse", "next": response.wsgi_request.GET["next"]}
    return client.post(reverse("admin:login"), sent, follow=True)


@pytest.mark.slow
def test_a_changed_form_comes_back_unsaved(as_editor, theme):
    tab = Tab(as_editor, url_of(theme)).fill_in(scope_note="Written\r\nfor an hour.")
    end_sessions()
    sent = {name: values for name, values in tab.inputs.items() if values}
    tab.show(sign_in(as_editor, as_editor.post(tab.url, sent, follow=True)))
    assert tab.response.request["PATH_INFO"] == url_of(theme)
    assert tab.inputs["scope_note"] == ["Written\r\nfor an hour."]
    assert "You had been signed out, so nothing was saved yet." in tab.response.text
    assert Theme.objects.get(pk=theme.pk).scope_note == ""
    tab.save()
    assert tab.is_saved, tab.response.context["errors"]
    assert Theme.objects.get(pk=theme.pk).scope_note == "Written\nfor an hour."
    assert "signed out" not in as_editor.get(url_of(theme)).text, "once"


@pytest.mark.slow
def test_what_others_changed_meanwhile_is_shown_with_it(as_editor, theme):
    tab = Tab(as_editor, url_of(theme)).fill_in(scope_note="Mine")
    end_sessions()
    Theme.objects.filter(pk=theme.pk).update(scope_note="Theirs")
    sent = {name: values for name, values in tab.inputs.items() if values}
    tab.show(sign_in(as_editor, as_editor.post(tab.url, sent, follow=True)))
    assert tab.differences == [("Scope note", "Theirs", "Mine", "scope_note")]
    tab.choose("yours").save()
    assert Theme.objects.get(pk=theme.pk).scope_note == "Mine"


@pytest.mark.slow
def test_a_new_row_comes_back(as_editor, published_document):
    url = reverse("admin:archive_source_add")
    tab = Tab(as_editor, url).fill_in(name="Harbour Post", slug="harbour-post", kind="newspaper")
    end_sessions()
    tab.show(sign_in(as_editor, as_editor.post(url, tab.inputs, follow=True)))
    assert tab.inputs["name"] == ["Harbour Post"]
    assert not Source.objects.filter(slug="harbour-post").exists()
    tab.save()
    assert Source.objects.filter(slug="harbour-post").exists()


def test_an_action_can_be_sent_again(as_editor, draft_document):
    end_sessions()
    sent = {"action": "send_to_review", "_selected_action": [draft_document.pk]}
    page = sign_in(as_editor, as_editor.post(list_url("document"), sent, follow=True))
    assert page.request["PATH_INFO"] == reverse("admin:unsaved_form")
    assert ("action", "send_to_review") in page.context["submitted_values"]
    as_editor.post(page.context["submission"].path, dict(page.context["submission"].data.lists()))
    assert Document.objects.get(pk=draft_document.pk).state == "review"


def test_no_password_is_kept(client, administrator):
    client.post(url_of(administrator), {"username": "adam", "password1": "hidden words", "last_name": "A"})
    (session,) = Session.objects.all()
    assert set(session.get_decoded()["unsaved_form"]["values"]) == {"username", "last_name"}


@pytest.mark.parametrize("sent", [{}, {"csrfmiddlewaretoken": "x"}, {"note": "x" * (MAX_LENGTH + 1)}])
def test_nothing_and_too_much_are_not_kept(client, theme, sent):
    assert client.post(url_of(theme), sent).status_code == 302
    assert not Session.objects.exists()


def test_strangers_fill_no_database(client, theme):
    for _number in range(9):
        client.cookies.clear()
        client.post(url_of(theme), {"scope_note": "x"})
    assert Session.objects.count() == 5


def test_reading_is_no_reason_to_keep_anything(client, theme):
    client.get(url_of(theme))
    assert not Session.objects.exists()


@pytest.mark.slow
def test_a_token_of_an_earlier_session_brings_the_form_back(db, editor, theme):
    """Somebody signed in again in another tab: the token of this one is no longer valid."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    tab = Tab(client, url_of(theme)).fill_in(scope_note="Mine", csrfmiddlewaretoken="x" * 64)
    sent = {name: values for name, values in tab.inputs.items() if values}
    assert client.post(tab.url, sent).status_code == 403
    assert client.post(tab.url, sent, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    tab.show(client.post(tab.url, sent, headers={"Sec-Fetch-Site": "same-origin"}, follow=True))
    assert tab.inputs["scope_note"] == ["Mine"]
    assert Theme.objects.get(pk=theme.pk).scope_note == ""
    tab.save()
    assert Theme.objects.get(pk=theme.pk).scope_note == "Mine"
