"""The role held that day, and the choice among several."""

import datetime as dt

import pytest
from django.urls import reverse

from archive.models import Role, Statement
from tests.factories import make_speaker

from .annotating import filled, page, said


@pytest.fixture
def minister(speaker):
    return Role.objects.create(speaker=speaker, title="Minister", start=dt.date(2020, 1, 1))


def test_the_role_held_that_day_is_shown(as_editor, document, statement, minister):
    shown = as_editor.get(page(document), {"plain": "1"}).content.decode()
    assert '<p class="quiet">Minister</p>' in shown
    assert "No role known" not in shown


def test_no_role_that_day_is_a_warning(as_editor, document, speaker, event):
    sent = filled(voice="speaker", speaker=speaker.pk, event=event.pk)
    response = as_editor.post(page(document), sent)
    assert said(response)[1:] == ["No role of Amara Adeyemi is known for 5 March 2024."]
    assert "No role known for 5 March 2024" in as_editor.get(page(document), {"plain": "1"}).content.decode()


def test_of_several_roles_one_is_chosen_and_let_go_again(as_editor, document, statement, minister):
    mayor = Role.objects.create(speaker=statement.speaker, title="Mayor")
    assert "2 roles held on 5 March 2024" in as_editor.get(page(document), {"plain": "1"}).content.decode()
    address = reverse("admin:archive_document_annotate_role", args=[document.pk, statement.pk])
    response = as_editor.post(address, {"role": mayor.pk})
    assert response["Location"] == f"{page(document)}#n{statement.pk}"
    statement.refresh_from_db()
    assert statement.role == mayor
    assert "Mayor (chosen)" in as_editor.get(page(document), {"plain": "1"}).content.decode()
    as_editor.post(address, {"role": ""})
    statement.refresh_from_db()
    assert statement.role is None


def test_a_role_of_somebody_else_is_refused(as_editor, document, statement):
    other = Role.objects.create(speaker=make_speaker("Other"), title="Mayor")
    address = reverse("admin:archive_document_annotate_role", args=[document.pk, statement.pk])
    assert said(as_editor.post(address, {"role": other.pk})) == ["That is not a role of Amara Adeyemi."]
    statement.refresh_from_db()
    assert statement.role is None


def test_a_role_is_only_changed_by_sending_the_form(as_editor, document, statement, minister):
    Statement.objects.filter(pk=statement.pk).update(role=minister)
    address = reverse("admin:archive_document_annotate_role", args=[document.pk, statement.pk])
    assert as_editor.get(address).status_code == 405
    statement.refresh_from_db()
    assert statement.role == minister
