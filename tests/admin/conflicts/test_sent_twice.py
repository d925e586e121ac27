"""A button that is pressed twice, or by two at once, does its work once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from archive.accounts.sessions import TOUCHED
from archive.admin.conflicts import bulk, pages
from archive.models import Theme, Utterance
from tests.admin.forms import form_data, messages_on
from tests.factories import make_theme

ADD = reverse("admin:archive_utterance_add")
TWICE = "This form was submitted twice, but saved only once."


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_four_times_at_once_adds_one(as_editor):
    form, start = form_data(as_editor.get(ADD)) | {"summary": "The opening speech"}, Barrier(4)

    def send(_number):
        client = Client()
        client.cookies = as_editor.cookies
        start.wait()
        try:
            return client.post(ADD, form | {"_continue": "on"})
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))
    page = reverse("admin:archive_utterance_change", args=[Utterance.objects.get().pk])
    assert [answer["Location"] for answer in answers] == [page] * 4


def test_the_second_is_told(as_editor):
    form = form_data(as_editor.get(ADD)) | {"summary": "The opening speech"}
    first, second = as_editor.post(ADD, form), as_editor.post(ADD, form)
    assert second["Location"] == first["Location"]
    assert messages_on(as_editor.get(second["Location"]))[-1] == TWICE
    assert Utterance.objects.count() == 1


def test_a_request_that_was_under_way_does_not_forget_the_first(as_editor, monkeypatch):
    """Both began with the session of before, and write it when they end, since its last use is long ago."""
    session = as_editor.session
    session[TOUCHED] = 0
    session.save()
    form, save = form_data(as_editor.get(ADD)) | {"summary": "The opening speech"}, pages.save_in_one_edit
    session.save()
    others = [form]

    def save_after_another(actor, view):
        if others:
            client = Client()
            client.cookies = as_editor.cookies
            client.post(ADD, others.pop())
        return save(actor, view)

    monkeypatch.setattr(pages, "save_in_one_edit", save_after_another)
    answers = [as_editor.post(ADD, form)["Location"] for _time in range(2)]
    assert (Utterance.objects.count(), len(set(answers))) == (1, 1)


def test_a_window_of_another_form_adds_one(as_editor):
    """The window closes with what it added."""
    form = form_data(as_editor.get(f"{ADD}?_popup=1")) | {"_popup": "1", "summary": "The opening speech"}
    first, second = (as_editor.post(ADD, form) for _time in range(2))
    assert Utterance.objects.count() == 1
    assert second.context["popup_response_data"] == first.context["popup_response_data"]


def test_the_same_words_in_another_form_are_another(as_editor):
    for _form in range(2):
        as_editor.post(ADD, form_data(as_editor.get(ADD)) | {"summary": "The opening speech"})
    assert Utterance.objects.count() == 2


def test_other_words_from_the_same_page_are_another(as_editor):
    """Back in the browser shows the page as it was."""
    form = form_data(as_editor.get(ADD))
    for summary in ("The opening speech", "The closing speech"):
        as_editor.post(ADD, form | {"summary": summary})
    assert sorted(row.summary for row in Utterance.objects.all()) == [
        "The closing speech",
        "The opening speech",
    ]


def test_a_form_that_was_refused_is_sent_again(as_editor):
    page = as_editor.post(ADD, form_data(as_editor.get(ADD)) | {"summary": ""})
    assert page.status_code == 200
    assert as_editor.post(ADD, form_data(page) | {"summary": "The opening speech"}).status_code == 302
    assert Utterance.objects.count() == 1


@pytest.mark.parametrize("opened", [True, False])
def test_what_another_request_deleted_first_is_gone(as_publisher, monkeypatch, opened):
    theme = make_theme("Ports")
    page = reverse("admin:archive_theme_delete", args=[theme.pk])
    opened_with = as_publisher.get(page).context["opened_with"]
    save = bulk.save_in_one_edit

    def save_after_another(actor, delete):
        Theme.objects.filter(pk=theme.pk).delete()
        return save(actor, delete)

    monkeypatch.setattr(bulk, "save_in_one_edit", save_after_another)
    response = as_publisher.post(
        page, {"post": "yes"} | ({"opened_with": opened_with} if opened else {}), follow=True
    )
    assert messages_on(response) == [f"theme with ID “{theme.pk}” doesn’t exist. Perhaps it was deleted?"]


def test_what_was_changed_since_its_deletion_was_asked_for_stays(as_publisher):
    theme = make_theme("Ports")
    page = reverse("admin:archive_theme_delete", args=[theme.pk])
    opened_with = as_publisher.get(page).context["opened_with"]
    Theme.objects.filter(pk=theme.pk).update(label="Harbours")
    response = as_publisher.post(page, {"post": "yes", "opened_with": opened_with}, follow=True)
    assert messages_on(response) == [
        "Someone else has changed “Harbours” in the meantime, so it was not deleted. Check it again."
    ]
    as_publisher.post(page, {"post": "yes", "opened_with": response.context["opened_with"]})
    assert not Theme.objects.exists()
