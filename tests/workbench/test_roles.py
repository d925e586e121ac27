"""A role created from the panel: dated, so that it holds for all statements of that time."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from archive.models import Role, Statement
from tests.admin.annotation_page import WORDS
from tests.factories import make_statement

from .client import API, error_of, post, read_statement


def roles_address(document):
    return reverse(f"{API}roles", args=[document.pk])


def test_a_role_as_printed_becomes_the_role_of_every_statement_of_its_time(
    as_editor, editor, document, speaker
):
    statement = make_statement(document, WORDS, speaker=speaker)
    assert read_statement(as_editor, document, statement)["roles"] == []
    sent = {"speaker": speaker.pk, "title": " Minister  of Harbours ", "start": "2024-03-05", "end": ""}
    response = post(as_editor, roles_address(document), sent)
    role = Role.objects.get()
    assert (response.status_code, response.json()) == (
        201,
        {"id": role.pk, "label": "Minister of Harbours", "period": "since 5 March 2024"},
    )
    assert (role.speaker, role.start, role.end) == (speaker, dt.date(2024, 3, 5), None)
    answer = read_statement(as_editor, document, statement)
    assert (answer["roles"], answer["role_warning"]) == (
        [{"id": role.pk, "label": "Minister of Harbours"}],
        "",
    )
    again = post(as_editor, roles_address(document), sent | {"title": "minister of harbours"})
    assert (again.status_code, again.json()["id"], Role.objects.count()) == (200, role.pk, 1)
    assert list(role.history.values_list("pgh_label", "pgh_context__metadata__user")) == [
        ("insert", editor.pk)
    ]


@pytest.mark.slow
def test_a_role_that_cannot_be_is_refused_with_its_field(as_editor, document, speaker):
    sent = {"speaker": speaker.pk, "title": "Minister", "start": "2024-03-05", "end": ""}
    for wrong, field in (
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"start": "March"}, "start"),
        ({"end": "2024-13-01"}, "end"),
        ({"speaker": 0}, "speaker"),
    ):
        assert list(error_of(post(as_editor, roles_address(document), sent | wrong), 422)) == [field]
    assert error_of(post(as_editor, roles_address(document), sent | {"end": "2023-01-01"}), 422)
    error_of(post(as_editor, roles_address(document), {"title": "Minister"}), 400)
    assert Role.objects.count() == 0


def test_it_takes_the_permissions_that_the_speaker_s_page_takes(as_editor, editor, document, speaker):
    editor.groups.clear()
    editor.user_permissions.set(Permission.objects.filter(codename__in=["change_document", "change_speaker"]))
    sent = {"speaker": speaker.pk, "title": "Minister", "start": "", "end": ""}
    error_of(post(as_editor, roles_address(document), sent), 403)
    assert (Role.objects.count(), Statement.objects.count()) == (0, 0)
