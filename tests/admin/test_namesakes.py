"""A second person of one name: who is there already is shown with roles and dates before another one is added."""

import datetime as dt

import pytest
from django.urls import reverse

from archive.models import Role, Speaker, SpeakerName
from tests.admin.importing.pages import open_preview, upload
from tests.factories import make_source, make_speaker

pytestmark = pytest.mark.django_db

ADD = "admin:archive_speaker_add"
TALK = "Q: Why?\n\nMs Ada Hale (Coast): Because.\n\nBen Cole: I see.\n\nMs Ada Hale (Coast): Good."


@pytest.fixture
def ada():
    ada = make_speaker(name="Ada Hale")
    Role.objects.create(
        speaker=ada, title="Minister of Harbours", start=dt.date(2019, 1, 1), start_precision="year"
    )
    return ada


def form(**values):
    inlines = ("names", "roles", "participations")
    management = {f"{inline}-{key}": "0" for inline in inlines for key in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return {"slug": "ada-hale-2", "kind": "person", **management, **values}


def test_a_name_that_is_there_is_shown_with_roles_and_dates(as_editor, ada):
    page = as_editor.post(reverse(ADD), form(name="ada hale"))

    assert (
        f'<a href="/admin/archive/speaker/{ada.pk}/change/">Ada Hale</a> – Minister of Harbours (since 2019)'
        in page.text
    )
    assert '<input type="checkbox" name="is_another"' in page.text
    assert Speaker.objects.get() == ada


def test_a_new_person_of_the_same_name_is_added_by_who_says_so(as_editor, ada):
    as_editor.post(reverse(ADD), form(name="Ada Hale", is_another="on"))

    assert [speaker.name for speaker in Speaker.objects.order_by("pk")] == ["Ada Hale", "Ada Hale"]


@pytest.mark.slow
def test_other_names_count_and_new_names_need_no_answer(as_editor, ada):
    SpeakerName.objects.create(speaker=ada, name="A. Hale")
    assert "Minister of Harbours" in as_editor.post(reverse(ADD), form(name="A. Hale")).text
    page = as_editor.get(reverse(ADD))
    assert 'type="checkbox" name="is_another"' not in page.text
    as_editor.post(reverse(ADD), form(name="Ben Cole", slug="ben"))
    assert Speaker.objects.filter(name="Ben Cole").exists()


def test_who_keeps_the_name_is_not_asked(as_editor, ada):
    make_speaker(name="Ada Hale")
    address = reverse("admin:archive_speaker_change", args=[ada.pk])
    as_editor.post(address, form(name="Ada Hale", slug=ada.slug, country="NO") | {"roles-TOTAL_FORMS": "0"})

    ada.refresh_from_db()
    assert ada.country == "NO"


@pytest.mark.slow
def test_the_preview_of_an_import_shows_who_has_the_names_in_it(as_editor, ada):
    make_source(name="Harbour Gazette")
    second = make_speaker(name="Ada Hale", country="NO")
    page = open_preview(as_editor, upload(TALK))

    assert (
        f'<a href="/admin/archive/speaker/{ada.pk}/change/">Ada Hale</a> – Minister of Harbours (since 2019)'
        in page.text
    )
    assert f'<a href="/admin/archive/speaker/{second.pk}/change/">Ada Hale</a> – Person, NO' in page.text
    assert "<dt>Ben Cole</dt>" not in page.text
